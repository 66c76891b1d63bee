#include "core/causes/cause.hpp"

namespace maildoctor::causes::old_access_provider {
namespace {

// The sending server of a broadband provider that one has left, or port 25, which they block.
constexpr double kPrior = 0.0207;

// Sending only, since the broadband was changed; the outgoing server is the old one. The telephone was set up later.
constexpr Expectation kExpectations[] = {
    {"outgoing-settings", "access-provider", 0.74},
    {"outgoing-settings", "doubtful", 0.14},
    {"outgoing-settings", "wrong", 0.05},
    {"outgoing-settings", "right", 0.07},
    {"symptom", "cannot-send", 0.94},
    {"symptom", "cannot-send-or-receive", 0.04},
    {"network", "new-network", 0.42},
    {"network", "usual-network", 0.28},
    {"network", "hotel-or-public", 0.08},
    {"network", "abroad", 0.06},
    {"network", "mobile-data", 0.08},
    {"worked-before", "network-changed", 0.56},
    {"worked-before", "nothing-changed", 0.34},
    {"webmail-opens", "opens", 0.95},
    {"other-network", "works-there", 0.25},
    {"error-message", "none", 0.22},
    {"error-message", "connection-failed", 0.24},
    {"error-message", "timed-out", 0.19},
    {"error-message", "relay-denied", 0.17},
    {"error-message", "authentication-required", 0.05},
    {"error-message", "name-not-found", 0.05},
    {"another-device", "works", 0.42},
};

constexpr Advice kAdvice[] = {
    {"change-the-server", {}, ""},
    {"turn-encryption-on", {}, ""},
    {"turn-login-on", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::old_access_provider

MAILDOCTOR_CAUSE(old_access_provider)
