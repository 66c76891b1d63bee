#include "core/causes/cause.hpp"

namespace maildoctor::causes::clock_wrong {
namespace {

// A device whose date is wrong takes every certificate for a false one.
constexpr double kPrior = 0.0094;

// Nothing secure works on one device, others are fine, webmail as little as programs: who complains of it is who mainly uses it.
// Messages speak of certificates that are not valid yet.
constexpr Expectation kExpectations[] = {
    {"clock", "wrong", 0.90},
    {"symptom", "cannot-send-or-receive", 0.78},
    {"symptom", "webmail-fails", 0.10},
    {"worked-before", "nothing-changed", 0.74},
    {"webmail-opens", "opens", 0.35},
    {"webmail-opens", "does-not-open", 0.55},
    {"webmail-opens", "opens-but-refuses-login", 0.10},
    {"error-message", "none", 0.10},
    {"error-message", "clock-or-date", 0.46},
    {"error-message", "certificate-wrong", 0.33},
    {"error-message", "secure-connection-failed", 0.06},
    {"another-device", "works", 0.60},
};

constexpr Advice kAdvice[] = {
    {"set-the-clock", {}, ""},
    {"check-the-zone", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::clock_wrong

MAILDOCTOR_CAUSE(clock_wrong)
