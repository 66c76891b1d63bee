#include "core/causes/cause.hpp"

namespace maildoctor::causes::vpn_address_blocked {
namespace {

// Rarer than a blocking network, and only with a VPN that is on.
constexpr double kPrior = 0.032;

// The VPN is on by definition, and more often away than at home; it shows as silence or as a refusal of the address. Webmail goes
// the same way, so it often fails too. Another device has no VPN.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.60},
    {"symptom", "cannot-send", 0.22},
    {"symptom", "cannot-receive", 0.10},
    {"symptom", "webmail-fails", 0.08},
    {"vpn", "on", 0.97},
    {"network", "usual-network", 0.40},
    {"worked-before", "network-changed", 0.30},
    {"worked-before", "nothing-changed", 0.50},
    {"worked-before", "password-changed", 0.02},
    {"webmail-opens", "opens", 0.45},
    {"webmail-opens", "opens-but-refuses-login", 0.10},
    {"webmail-opens", "does-not-open", 0.45},
    {"error-message", "none", 0.28},
    {"error-message", "timed-out", 0.19},
    {"error-message", "connection-failed", 0.23},
    {"error-message", "connection-dropped", 0.09},
    {"error-message", "ip-blocked", 0.11},
    {"error-message", "authentication-failed", 0.04},
    {"error-message", "message-rejected", 0.04},
    {"other-network", "works-there", 0.70},
    {"another-device", "works", 0.55},
};

constexpr Advice kAdvice[] = {
    {"turn-vpn-off", {}, ""},
    {"choose-another-server", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::vpn_address_blocked

MAILDOCTOR_CAUSE(vpn_address_blocked)
