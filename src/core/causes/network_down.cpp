#include "core/causes/cause.hpp"

namespace maildoctor::causes {
namespace {

// No internet at all.
constexpr double kPrior = 0.0207;

// Nothing opens, and the browser often knows that it is off line.
constexpr Expectation kExpectations[] = {
    {"servers", "reachable", 0.95},
    {"recipients-last-hour", "few", 0.94},
    {"clock", "wrong", 0.02},
    {"connection", "off-line", 0.60},
    {"incoming-settings", "wrong", 0.03},
    {"incoming-settings", "doubtful", 0.03},
    {"incoming-settings", "right", 0.92},
    {"outgoing-settings", "wrong", 0.03},
    {"outgoing-settings", "doubtful", 0.03},
    {"outgoing-settings", "right", 0.90},
    {"symptom", "cannot-send-or-receive", 0.90},
    {"symptom", "webmail-fails", 0.05},
    {"worked-before", "nothing-changed", 0.70},
    {"worked-before", "network-changed", 0.20},
    {"webmail-opens", "does-not-open", 0.96},
    {"webmail-opens", "opens", 0.02},
    {"webmail-opens", "opens-but-refuses-login", 0.02},
    {"other-network", "works-there", 0.92},
    {"refused-logins", "many", 0.02},
    {"own-network", "loads", 0.02},
    {"error-message", "none", 0.10},
    {"error-message", "name-not-found", 0.33},
    {"error-message", "connection-failed", 0.41},
    {"error-message", "timed-out", 0.14},
};

constexpr Advice kAdvice[] = {
    {"open-another-page", "", ""},
    {"restart-the-router", "", ""},
    {"ask-the-broadband-provider", "", ""},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(network_down)
