#include "core/causes/cause.hpp"

namespace maildoctor::causes::ip_banned {
namespace {

// After a run of failed log-ins many servers ban the address for a while; then every program on that network stops.
constexpr double kPrior = 0.0207;

// After many refused log-ins, often by a forgotten device; then silence on that network only, and fine elsewhere:
// another device works if it is on mobile data.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.72},
    {"symptom", "cannot-receive", 0.12},
    {"symptom", "cannot-send", 0.10},
    {"symptom", "webmail-fails", 0.06},
    {"network", "usual-network", 0.66},
    {"network", "work-or-school", 0.14},
    {"worked-before", "password-changed", 0.34},
    {"worked-before", "nothing-changed", 0.42},
    {"worked-before", "new-program-or-device", 0.16},
    {"worked-before", "network-changed", 0.04},
    {"webmail-opens", "opens", 0.52},
    {"webmail-opens", "opens-but-refuses-login", 0.06},
    {"webmail-opens", "does-not-open", 0.42},
    {"other-network", "works-there", 0.94},
    {"other-network", "fails-there", 0.06},
    {"refused-logins", "many", 0.78},
    {"refused-logins", "few-or-none", 0.22},
    {"who-else", "others-too", 0.30},
    {"who-else", "only-me", 0.25},
    {"who-else", "alone-at-domain", 0.45},
    {"error-message", "none", 0.24},
    {"error-message", "ip-blocked", 0.24},
    {"error-message", "timed-out", 0.18},
    {"error-message", "connection-failed", 0.20},
    {"error-message", "connection-dropped", 0.06},
    {"error-message", "authentication-failed", 0.06},
    {"another-device", "works", 0.25},
};

constexpr Advice kAdvice[] = {
    {"find-the-old-password", {}, ""},
    {"wait", {}, ""},
    {"use-mobile-data", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::ip_banned

MAILDOCTOR_CAUSE(ip_banned)
