#include "core/causes/cause.hpp"

namespace maildoctor::causes::network_down {
namespace {

// No internet at all.
constexpr double kPrior = 0.0207;

// Nothing opens. The browser knows that it is off line, unless somebody looks for help with another device, which has mobile
// data.
constexpr Expectation kExpectations[] = {
    {"connection", "off-line", 0.40},
    {"symptom", "cannot-send-or-receive", 0.90},
    {"symptom", "webmail-fails", 0.05},
    {"worked-before", "nothing-changed", 0.70},
    {"worked-before", "network-changed", 0.20},
    {"webmail-opens", "does-not-open", 0.96},
    {"webmail-opens", "opens", 0.02},
    {"webmail-opens", "opens-but-refuses-login", 0.02},
    {"other-network", "works-there", 0.92},
    {"own-network", "loads", 0.08},
    {"who-else", "others-too", 0.20},
    {"error-message", "none", 0.26},
    {"error-message", "name-not-found", 0.27},
    {"error-message", "connection-failed", 0.34},
    {"error-message", "timed-out", 0.12},
    {"another-device", "works", 0.35},
    {"own-website", "down", 0.40},
};

constexpr Advice kAdvice[] = {
    {"open-another-page", {}, ""},
    {"restart-the-router", {}, ""},
    {"ask-the-broadband-provider", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::network_down

MAILDOCTOR_CAUSE(network_down)
