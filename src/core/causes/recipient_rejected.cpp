#include "core/causes/cause.hpp"

namespace maildoctor::causes {
namespace {

// The other side says no; nothing is wrong at home.
constexpr double kPrior = 0.0282;

// Only some recipients fail, and the bounce names them.
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
    {"symptom", "cannot-send", 0.93},
    {"symptom", "cannot-send-or-receive", 0.04},
    {"worked-before", "nothing-changed", 0.88},
    {"webmail-opens", "opens", 0.94},
    {"other-network", "works-there", 0.03},
    {"who-else", "others-too", 0.12},
    {"refused-logins", "many", 0.02},
    {"failing-recipients", "some-recipients", 0.94},
    {"failing-recipients", "everybody", 0.04},
    {"failing-recipients", "large-messages", 0.02},
    {"error-message", "none", 0.03},
    {"error-message", "recipient-rejected", 0.62},
    {"error-message", "message-rejected", 0.20},
    {"error-message", "mailbox-full", 0.05},
    {"error-message", "domain-not-found", 0.04},
};

constexpr Advice kAdvice[] = {
    {"check-the-address", "", ""},
    {"call-the-recipient", "", ""},
    {"send-to-another", "", ""},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(recipient_rejected)
