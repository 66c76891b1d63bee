#include "core/causes/cause.hpp"

namespace maildoctor::causes::sending_limit_address {
namespace {

// Fourth in the article.
constexpr double kPrior = 0.0489;

// Only sending stops, after much was sent; one in ten counts messages and forgets the many on Bcc, though
// the question tells of them, or the shop
// and the scanner that send from the same address. Servers say it in words more
// often than not.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.95},
    {"symptom", "cannot-send-or-receive", 0.03},
    {"mail-access", "webmail", 0.22},
    {"worked-before", "nothing-changed", 0.88},
    {"worked-before", "never-worked", 0.02},
    {"webmail-opens", "opens", 0.94},
    {"webmail-opens", "opens-but-refuses-login", 0.03},
    {"webmail-opens", "does-not-open", 0.03},
    {"recipients-last-hour", "over-address-limit", 0.72},
    {"recipients-last-hour", "over-domain-limit", 0.05},
    {"recipients-last-hour", "over-message-limit", 0.12},
    {"recipients-last-hour", "few", 0.10},
    {"error-message", "none", 0.24},
    {"error-message", "sending-limit-reached", 0.58},
    {"error-message", "server-busy", 0.05},
    {"error-message", "message-rejected", 0.04},
    {"error-message", "too-many-recipients", 0.03},
    {"failing-recipients", "everybody", 0.88},
    {"failing-recipients", "some-recipients", 0.10},
};

constexpr Advice kAdvice[] = {
    {"wait", {}, ""},
    {"send-again", {}, ""},
    {"send-in-parts", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::sending_limit_address

MAILDOCTOR_CAUSE(sending_limit_address)
