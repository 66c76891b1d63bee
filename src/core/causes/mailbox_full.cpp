#include "core/causes/cause.hpp"

namespace maildoctor::causes::mailbox_full {
namespace {

// Mail stops coming in, or the program says so. Boxes fill up by themselves: of log-ins that work and no new mail anywhere it is
// the first thing to think of.
constexpr double kPrior = 0.026;

// Receiving stops without any change. Programs or bounces say so, but those are sent to others: every third owner sees none.
// On every device it is the same.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-receive", 0.74},
    {"symptom", "cannot-send", 0.10},
    {"symptom", "cannot-send-or-receive", 0.13},
    {"symptom", "webmail-fails", 0.03},
    {"worked-before", "nothing-changed", 0.92},
    {"webmail-opens", "opens", 0.93},
    {"webmail-opens", "opens-but-refuses-login", 0.04},
    {"webmail-opens", "does-not-open", 0.03},
    {"mail-in-webmail", "seen", 0.04},
    {"error-message", "none", 0.34},
    {"error-message", "mailbox-full", 0.58},
};

constexpr Advice kAdvice[] = {
    {"empty-the-bin", LinkId::webmail, ""},
    {"save-first", {}, ""},
    {"get-more-room", LinkId::control_panel, ""},
};

}  // namespace
}  // namespace maildoctor::causes::mailbox_full

MAILDOCTOR_CAUSE(mailbox_full)
