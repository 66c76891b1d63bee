#include "core/causes/cause.hpp"

namespace maildoctor::causes {
namespace {

// A recipient’s server that asks every stranger to come back later.
constexpr double kPrior = 0.0094;

// Only some recipients, and the reply says later.
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
    {"worked-before", "nothing-changed", 0.90},
    {"webmail-opens", "opens", 0.95},
    {"other-network", "works-there", 0.03},
    {"who-else", "others-too", 0.08},
    {"refused-logins", "many", 0.02},
    {"failing-recipients", "some-recipients", 0.94},
    {"failing-recipients", "everybody", 0.05},
    {"error-message", "none", 0.05},
    {"error-message", "greylisted", 0.81},
    {"error-message", "server-busy", 0.12},
};

constexpr Advice kAdvice[] = {
    {"wait", "", ""},
    {"call-if-urgent", "", ""},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(greylisting)
