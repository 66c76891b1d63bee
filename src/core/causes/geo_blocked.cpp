#include "core/causes/cause.hpp"

namespace maildoctor::causes::geo_blocked {
namespace {

// Some providers refuse log-ins from some countries; for this one it is not known. Nobody’s password
// changes by travelling, so that who is refused abroad is more often this than its share among all would tell.
constexpr double kPrior = 0.015;

// Abroad, the log-in is refused in webmail too, and another network in the same country does not help.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.74},
    {"symptom", "cannot-receive", 0.10},
    {"symptom", "cannot-send", 0.10},
    {"symptom", "webmail-fails", 0.06},
    {"network", "abroad", 0.52},
    {"network", "abroad-hotel", 0.40},
    {"network", "mobile-data", 0.03},
    {"network", "usual-network", 0.03},
    {"worked-before", "network-changed", 0.52},
    {"worked-before", "nothing-changed", 0.40},
    {"webmail-opens", "opens", 0.22},
    {"webmail-opens", "opens-but-refuses-login", 0.70},
    {"webmail-opens", "does-not-open", 0.08},
    {"other-network", "works-there", 0.15},
    {"other-network", "fails-there", 0.85},
    {"refused-logins", "many", 0.52},
    {"error-message", "none", 0.18},
    {"error-message", "login-from-country-refused", 0.27},
    {"error-message", "authentication-failed", 0.41},
    {"error-message", "account-unavailable", 0.07},
    {"error-message", "connection-dropped", 0.05},
    {"time-zone", "away", 0.75},
};

constexpr Advice kAdvice[] = {
    {"ask-support", {}, ""},
    {"turn-vpn-on", {}, "!vpn-on"},
    {"choose-home-in-vpn", {}, "vpn-on"},
    {"stop-retrying", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::geo_blocked

MAILDOCTOR_CAUSE(geo_blocked)
