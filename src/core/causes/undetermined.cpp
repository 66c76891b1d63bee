#include "core/causes/cause.hpp"

namespace maildoctor::causes::undetermined {
namespace {

// None of ours: it wins unless a cause beats it clearly, so its prior is above every other.
constexpr double kPrior = 0.1476;

// Single messages come late, spoilt or not at all; where nothing works at all it is nearly always one of ours. Where ours would
// show, nothing shows. The program is silent (mail that is late, doubled, spoilt), or it says what nobody here knows, or the
// server stumbles over this one mailbox. What is wrong in the mailbox itself is seen in webmail too. What strikes others
// too, or works on another device or network, is nearly always one of ours; it comes by itself more often than by what somebody
// did.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-receive", 0.38},
    {"symptom", "cannot-send", 0.34},
    {"symptom", "cannot-send-or-receive", 0.18},
    {"worked-before", "nothing-changed", 0.66},
    {"webmail-opens", "opens", 0.72},
    {"error-message", "none", 0.42},
    {"error-message", "unknown", 0.16},
    {"error-message", "server-busy", 0.04},
    {"error-message", "account-unavailable", 0.03},
    {"mail-in-webmail", "seen", 0.25},
    {"who-else", "others-too", 0.12},
    {"other-network", "works-there", 0.10},
    {"failing-recipients", "everybody", 0.72},
    {"failing-recipients", "large-messages", 0.02},
    {"missing-mail", "all", 0.34},
    {"another-device", "works", 0.12},
};

constexpr Advice kAdvice[] = {
    {"contact-support", {}, ""},
    {"use-webmail", LinkId::webmail, "!webmail-opens-does-not-open !webmail-opens-opens-but-refuses-login"},
    {"try-elsewhere", {}, "webmail-opens-does-not-open"},
};

}  // namespace
}  // namespace maildoctor::causes::undetermined

MAILDOCTOR_CAUSE(undetermined)
