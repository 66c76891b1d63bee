#include "core/causes/cause.hpp"

namespace maildoctor::causes::greylisting {
namespace {

// A recipient’s server that asks every stranger to come back later.
constexpr double kPrior = 0.0094;

// Only some recipients, and the reply says later. One in eight complains of what comes in late: there we are the stranger’s
// stranger.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.84},
    {"symptom", "cannot-receive", 0.12},
    {"worked-before", "nothing-changed", 0.90},
    {"webmail-opens", "opens", 0.95},
    {"failing-recipients", "some-recipients", 0.94},
    {"failing-recipients", "everybody", 0.05},
    {"missing-mail", "all", 0.06},
    {"error-message", "none", 0.08},
    {"error-message", "greylisted", 0.78},
    {"error-message", "server-busy", 0.12},
};

constexpr Advice kAdvice[] = {
    {"wait", {}, ""},
    {"call-if-urgent", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::greylisting

MAILDOCTOR_CAUSE(greylisting)
