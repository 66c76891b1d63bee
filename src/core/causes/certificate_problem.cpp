#include "core/causes/cause.hpp"

namespace maildoctor::causes::certificate_problem {
namespace {

// Rare at a provider; then everybody sees it.
constexpr double kPrior = 0.0169;

// Programs warn of the certificate, and the bridge sees the same one. Where the bridge sees a good one it is hardly this.
// Some programs take one that has expired for a clock that is wrong, and
// some take an incomplete chain of certificates without a word.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.56},
    {"symptom", "cannot-receive", 0.20},
    {"symptom", "cannot-send", 0.18},
    {"symptom", "webmail-fails", 0.06},
    {"worked-before", "nothing-changed", 0.72},
    {"webmail-opens", "opens", 0.80},
    {"webmail-opens", "does-not-open", 0.14},
    {"webmail-opens", "opens-but-refuses-login", 0.06},
    {"servers", "certificate-wrong", 0.84},
    {"servers", "reachable", 0.10},
    {"error-message", "none", 0.10},
    {"error-message", "certificate-wrong", 0.71},
    {"error-message", "secure-connection-failed", 0.07},
    {"error-message", "clock-or-date", 0.05},
    {"who-else", "others-too", 0.45},
    {"who-else", "only-me", 0.15},
    {"who-else", "alone-at-domain", 0.40},
    {"another-device", "works", 0.20},
};

constexpr Advice kAdvice[] = {
    {"say-no", {}, ""},
    {"check-the-clock", {}, ""},
    {"tell-support", {}, "servers-certificate-wrong"},
};

}  // namespace
}  // namespace maildoctor::causes::certificate_problem

MAILDOCTOR_CAUSE(certificate_problem)
