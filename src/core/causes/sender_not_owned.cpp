#include "core/causes/cause.hpp"

namespace maildoctor::causes {
namespace {

// Sending as another address than the one that is logged in.
constexpr double kPrior = 0.0122;

// Every message fails since another sender address is used; the reply says so.
constexpr Expectation kExpectations[] = {
    {"servers", "reachable", 0.95},
    {"recipients-last-hour", "few", 0.94},
    {"clock", "wrong", 0.02},
    {"connection", "off-line", 0.02},
    {"incoming-settings", "wrong", 0.03},
    {"incoming-settings", "doubtful", 0.03},
    {"incoming-settings", "right", 0.92},
    {"outgoing-settings", "doubtful", 0.34},
    {"outgoing-settings", "wrong", 0.06},
    {"outgoing-settings", "right", 0.56},
    {"symptom", "cannot-send", 0.95},
    {"worked-before", "never-worked", 0.24},
    {"worked-before", "new-program-or-device", 0.30},
    {"worked-before", "nothing-changed", 0.40},
    {"webmail-opens", "opens", 0.95},
    {"other-network", "works-there", 0.03},
    {"who-else", "others-too", 0.05},
    {"refused-logins", "many", 0.04},
    {"failing-recipients", "everybody", 0.93},
    {"error-message", "none", 0.03},
    {"error-message", "sender-rejected", 0.84},
    {"error-message", "relay-denied", 0.05},
    {"error-message", "message-rejected", 0.04},
};

constexpr Advice kAdvice[] = {
    {"choose-the-right-sender", "", ""},
    {"match-the-username", "", ""},
    {"add-an-account", "", ""},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(sender_not_owned)
