#include "core/causes/cause.hpp"

namespace maildoctor::causes::wrong_password {
namespace {

// The most common of all at every mail support: passwords are forgotten, changed, mistyped and filled in by devices. The article
// speaks of it among the settings.
constexpr double kPrior = 0.112;

// Refused log-ins in program and webmail alike; in a third of cases it works in webmail, because only the program has the old
// one; then another device that has the new one works, too. One password serves both ways, so that mostly both stop. Many say
// that nothing changed: programs forget, people mistype, colleagues change shared passwords, phones are restored.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.56},
    {"symptom", "cannot-receive", 0.16},
    {"symptom", "cannot-send", 0.10},
    {"symptom", "webmail-fails", 0.18},
    {"worked-before", "password-changed", 0.26},
    {"worked-before", "new-program-or-device", 0.18},
    {"worked-before", "never-worked", 0.09},
    {"worked-before", "nothing-changed", 0.42},
    {"worked-before", "network-changed", 0.05},
    {"webmail-opens", "opens", 0.36},
    {"webmail-opens", "opens-but-refuses-login", 0.60},
    {"webmail-opens", "does-not-open", 0.04},
    {"error-message", "none", 0.22},
    {"error-message", "authentication-failed", 0.72},
    {"error-message", "account-unavailable", 0.02},
    {"error-message", "connection-failed", 0.02},
    {"refused-logins", "many", 0.70},
    {"another-device", "works", 0.34},
};

constexpr Advice kAdvice[] = {
    {"wait-first", {}, "refused-logins-many"},
    {"try-in-webmail", LinkId::webmail, "!webmail-opens-opens-but-refuses-login"},
    {"choose-a-new-password", LinkId::password_reset, "!webmail-opens-opens-but-refuses-login"},
    {"try-a-new-password", LinkId::password_reset, "webmail-opens-opens-but-refuses-login"},
    {"stop-retrying", {}, "!refused-logins-many"},
};

}  // namespace
}  // namespace maildoctor::causes::wrong_password

MAILDOCTOR_CAUSE(wrong_password)
