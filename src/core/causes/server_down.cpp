#include "core/causes/cause.hpp"

namespace maildoctor::causes::server_down {
namespace {

// Rare, but then many come at once.
constexpr double kPrior = 0.0207;

// What the bridge sees counts most; a service that is broken behind its door answers wrongly, and that is every third outage.
// Nobody changed anything, all are affected, elsewhere it fails too.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.66},
    {"symptom", "cannot-receive", 0.12},
    {"symptom", "cannot-send", 0.14},
    {"symptom", "webmail-fails", 0.08},
    {"network", "usual-network", 0.62},
    {"worked-before", "nothing-changed", 0.92},
    {"worked-before", "never-worked", 0.02},
    {"webmail-opens", "opens", 0.40},
    {"webmail-opens", "opens-but-refuses-login", 0.18},
    {"webmail-opens", "does-not-open", 0.42},
    {"servers", "unreachable", 0.48},
    {"servers", "once-unreachable", 0.08},
    {"servers", "refusing", 0.28},
    {"servers", "partly-reachable", 0.06},
    {"servers", "reachable", 0.10},
    {"error-message", "none", 0.24},
    {"error-message", "timed-out", 0.24},
    {"error-message", "connection-failed", 0.23},
    {"error-message", "connection-dropped", 0.06},
    {"error-message", "server-busy", 0.10},
    {"error-message", "name-not-found", 0.03},
    {"error-message", "secure-connection-failed", 0.03},
    {"error-message", "account-unavailable", 0.06},
    {"who-else", "others-too", 0.55},
    {"who-else", "only-me", 0.08},
    {"who-else", "alone-at-domain", 0.37},
    {"refused-logins", "many", 0.10},
};

constexpr Advice kAdvice[] = {
    {"see-status", LinkId::status, ""},
    {"wait", {}, ""},
    {"use-webmail", LinkId::webmail, "webmail-opens-opens"},
};

}  // namespace
}  // namespace maildoctor::causes::server_down

MAILDOCTOR_CAUSE(server_down)
