#include "core/causes/cause.hpp"

namespace maildoctor::causes::mail_removed {
namespace {

// Mail that was there is gone. Seldom asked of a help page, and nobody else's trouble is like it.
constexpr double kPrior = 0.009;

// Nothing fails, and nothing is said. It is not in webmail either, because a program fetched it with POP3 and took it away, a
// rule moved it, or somebody deleted it on one device, and so on all. The device that fetched it has it still.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-receive", 0.86},
    {"symptom", "cannot-send", 0.02},
    {"symptom", "cannot-send-or-receive", 0.04},
    {"missing-mail", "old", 0.86},
    {"missing-mail", "some", 0.11},
    {"missing-mail", "all", 0.03},
    {"mail-in-webmail", "seen", 0.10},
    {"worked-before", "nothing-changed", 0.64},
    {"worked-before", "new-program-or-device", 0.24},
    {"webmail-opens", "opens", 0.95},
    {"error-message", "none", 0.86},
    {"another-device", "works", 0.40},
};

constexpr Advice kAdvice[] = {
    {"look-in-the-bin", LinkId::webmail, ""},
    {"look-on-old-devices", {}, ""},
    {"ask-for-a-copy", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::mail_removed

MAILDOCTOR_CAUSE(mail_removed)
