#include "core/causes/cause.hpp"

namespace maildoctor::causes {
namespace {

// A limit reached by somebody who sent little.
constexpr double kPrior = 0.0169;

// The limit is reached, yet the person sent little. Receiving goes on for most; some are locked out of everything.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.70},
    {"symptom", "cannot-send-or-receive", 0.22},
    {"symptom", "cannot-receive", 0.05},
    {"symptom", "webmail-fails", 0.03},
    {"worked-before", "nothing-changed", 0.90},
    {"webmail-opens", "opens", 0.70},
    {"webmail-opens", "opens-but-refuses-login", 0.27},
    {"webmail-opens", "does-not-open", 0.03},
    {"refused-logins", "many", 0.18},
    {"error-message", "none", 0.10},
    {"error-message", "spam-compromised", 0.34},
    {"error-message", "sending-limit-reached", 0.38},
    {"error-message", "account-unavailable", 0.06},
    {"error-message", "authentication-failed", 0.05},
    {"error-message", "message-rejected", 0.05},
};

constexpr Advice kAdvice[] = {
    {"choose-a-new-password", "password-reset", ""},
    {"check-the-computer", "", ""},
    {"type-it-everywhere", "", ""},
    {"tell-support", "", ""},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(account_compromised_blocked)
