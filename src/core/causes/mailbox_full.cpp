#include "core/causes/cause.hpp"

namespace maildoctor::causes {
namespace {

// Mail stops coming in, or the program says so.
constexpr double kPrior = 0.0207;

// Receiving stops without any change; nearly every program or bounce says so.
constexpr Expectation kExpectations[] = {
    {"servers", "reachable", 0.95},
    {"recipients-last-hour", "few", 0.94},
    {"clock", "wrong", 0.02},
    {"connection", "off-line", 0.02},
    {"incoming-settings", "wrong", 0.03},
    {"incoming-settings", "doubtful", 0.03},
    {"incoming-settings", "right", 0.92},
    {"outgoing-settings", "wrong", 0.03},
    {"outgoing-settings", "doubtful", 0.03},
    {"outgoing-settings", "right", 0.90},
    {"symptom", "cannot-receive", 0.74},
    {"symptom", "cannot-send", 0.10},
    {"symptom", "cannot-send-or-receive", 0.13},
    {"symptom", "webmail-fails", 0.03},
    {"worked-before", "nothing-changed", 0.92},
    {"webmail-opens", "opens", 0.93},
    {"webmail-opens", "opens-but-refuses-login", 0.04},
    {"webmail-opens", "does-not-open", 0.03},
    {"other-network", "works-there", 0.03},
    {"refused-logins", "many", 0.04},
    {"who-else", "only-me", 0.60},
    {"who-else", "others-too", 0.05},
    {"mail-in-webmail", "seen", 0.04},
    {"failing-recipients", "everybody", 0.90},
    {"error-message", "none", 0.07},
    {"error-message", "mailbox-full", 0.88},
};

constexpr Advice kAdvice[] = {
    {"empty-the-bin", "webmail", ""},
    {"save-first", "", ""},
    {"get-more-room", "control-panel", ""},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(mailbox_full)
