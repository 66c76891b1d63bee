#include "core/causes/cause.hpp"

namespace maildoctor::causes::account_compromised_blocked {
namespace {

// A limit reached by somebody who sent little.
constexpr double kPrior = 0.0158;

// The limit is reached, yet the person sent little. Receiving goes on for most; every fifth is locked out of everything. What
// stops them is the limit itself more often than a guard that names it.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.76},
    {"symptom", "cannot-send-or-receive", 0.17},
    {"symptom", "cannot-receive", 0.05},
    {"symptom", "webmail-fails", 0.02},
    {"worked-before", "nothing-changed", 0.90},
    {"webmail-opens", "opens", 0.78},
    {"webmail-opens", "opens-but-refuses-login", 0.19},
    {"webmail-opens", "does-not-open", 0.03},
    {"refused-logins", "many", 0.18},
    {"error-message", "none", 0.18},
    {"error-message", "spam-compromised", 0.25},
    {"error-message", "sending-limit-reached", 0.36},
    {"error-message", "account-unavailable", 0.07},
    {"error-message", "authentication-failed", 0.06},
    {"error-message", "message-rejected", 0.05},
    {"error-message", "sender-rejected", 0.03},
};

constexpr Advice kAdvice[] = {
    {"choose-a-new-password", LinkId::password_reset, ""},
    {"check-the-computer", {}, ""},
    {"type-it-everywhere", {}, ""},
    {"tell-support", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::account_compromised_blocked

MAILDOCTOR_CAUSE(account_compromised_blocked)
