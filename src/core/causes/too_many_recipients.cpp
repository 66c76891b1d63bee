#include "core/causes/cause.hpp"

namespace maildoctor::causes::too_many_recipients {
namespace {

// One message only; the program says so at once.
constexpr double kPrior = 0.0207;

// One message fails, others leave. The server names it in most programs.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.96},
    {"worked-before", "nothing-changed", 0.80},
    {"worked-before", "never-worked", 0.04},
    {"webmail-opens", "opens", 0.95},
    {"webmail-opens", "opens-but-refuses-login", 0.02},
    {"webmail-opens", "does-not-open", 0.03},
    {"recipients-last-hour", "over-message-limit", 0.82},
    {"recipients-last-hour", "over-address-limit", 0.08},
    {"recipients-last-hour", "few", 0.08},
    {"error-message", "none", 0.16},
    {"error-message", "too-many-recipients", 0.63},
    {"error-message", "recipient-rejected", 0.06},
    {"error-message", "message-rejected", 0.05},
    {"error-message", "sending-limit-reached", 0.04},
    {"failing-recipients", "everybody", 0.55},
    {"failing-recipients", "some-recipients", 0.35},
    {"failing-recipients", "large-messages", 0.10},
};

constexpr Advice kAdvice[] = {
    {"wait-first", {}, "failing-recipients-everybody"},
    {"split", {}, ""},
    {"mind-the-hour", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::too_many_recipients

MAILDOCTOR_CAUSE(too_many_recipients)
