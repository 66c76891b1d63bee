#include "core/causes/cause.hpp"

namespace maildoctor::causes {
namespace {

// A device whose date is wrong takes every certificate for a false one.
constexpr double kPrior = 0.0094;

// Nothing secure works on one device; messages speak of certificates that are not valid yet.
constexpr Expectation kExpectations[] = {
    {"servers", "reachable", 0.95},
    {"recipients-last-hour", "few", 0.94},
    {"clock", "wrong", 0.90},
    {"connection", "off-line", 0.02},
    {"incoming-settings", "wrong", 0.03},
    {"incoming-settings", "doubtful", 0.03},
    {"incoming-settings", "right", 0.92},
    {"outgoing-settings", "wrong", 0.03},
    {"outgoing-settings", "doubtful", 0.03},
    {"outgoing-settings", "right", 0.90},
    {"symptom", "cannot-send-or-receive", 0.78},
    {"symptom", "webmail-fails", 0.06},
    {"worked-before", "nothing-changed", 0.74},
    {"webmail-opens", "opens", 0.35},
    {"webmail-opens", "does-not-open", 0.55},
    {"webmail-opens", "opens-but-refuses-login", 0.10},
    {"other-network", "works-there", 0.04},
    {"who-else", "others-too", 0.04},
    {"refused-logins", "many", 0.05},
    {"error-message", "none", 0.03},
    {"error-message", "clock-or-date", 0.50},
    {"error-message", "certificate-wrong", 0.36},
    {"error-message", "secure-connection-failed", 0.06},
};

constexpr Advice kAdvice[] = {
    {"set-the-clock", "", ""},
    {"check-the-zone", "", ""},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(clock_wrong)
