#include "core/causes/cause.hpp"

namespace maildoctor::causes::sending_limit_domain {
namespace {

// The same, but a whole organisation has to send much: rarer.
constexpr double kPrior = 0.0207;

// The same for all at the domain; the one who asks is often a colleague of those who sent, and has sent little.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.95},
    {"symptom", "cannot-send-or-receive", 0.03},
    {"worked-before", "nothing-changed", 0.88},
    {"worked-before", "never-worked", 0.02},
    {"webmail-opens", "opens", 0.94},
    {"webmail-opens", "opens-but-refuses-login", 0.03},
    {"webmail-opens", "does-not-open", 0.03},
    {"recipients-last-hour", "over-domain-limit", 0.52},
    {"recipients-last-hour", "over-address-limit", 0.10},
    {"recipients-last-hour", "over-message-limit", 0.04},
    {"recipients-last-hour", "few", 0.34},
    {"error-message", "none", 0.24},
    {"error-message", "sending-limit-reached", 0.58},
    {"error-message", "server-busy", 0.05},
    {"error-message", "message-rejected", 0.04},
    {"who-else", "others-too", 0.72},
    {"who-else", "only-me", 0.18},
    {"who-else", "alone-at-domain", 0.10},
    {"failing-recipients", "everybody", 0.88},
    {"failing-recipients", "some-recipients", 0.10},
};

constexpr Advice kAdvice[] = {
    {"ask-colleagues", {}, ""},
    {"wait", {}, ""},
    {"send-again", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::sending_limit_domain

MAILDOCTOR_CAUSE(sending_limit_domain)
