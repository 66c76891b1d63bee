#include "core/causes/cause.hpp"

namespace maildoctor::causes::service_suspended {
namespace {

// Second in the article.
constexpr double kPrior = 0.078;

// Everything stops at once for everybody at the domain, and the log-in is refused in webmail too. Nobody changed anything. Half
// of those who are asked cannot see the invoices, and no reminder proves nothing. The webmail’s page is the provider’s, and
// opens.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.78},
    {"symptom", "cannot-receive", 0.08},
    {"symptom", "cannot-send", 0.05},
    {"symptom", "webmail-fails", 0.09},
    {"worked-before", "nothing-changed", 0.84},
    {"worked-before", "never-worked", 0.02},
    {"worked-before", "new-program-or-device", 0.04},
    {"worked-before", "password-changed", 0.04},
    {"worked-before", "network-changed", 0.06},
    {"webmail-opens", "opens", 0.16},
    {"webmail-opens", "opens-but-refuses-login", 0.79},
    {"webmail-opens", "does-not-open", 0.05},
    {"invoice", "unpaid", 0.56},
    {"invoice", "cannot-see", 0.42},
    {"invoice", "paid", 0.02},
    {"error-message", "none", 0.12},
    {"error-message", "authentication-failed", 0.50},
    {"error-message", "account-unavailable", 0.14},
    {"error-message", "message-rejected", 0.06},
    {"error-message", "recipient-rejected", 0.06},
    {"error-message", "name-not-found", 0.04},
    {"who-else", "others-too", 0.40},
    {"who-else", "alone-at-domain", 0.52},
    {"who-else", "only-me", 0.08},
    {"refused-logins", "many", 0.45},
    {"mail-in-webmail", "seen", 0.15},
};

constexpr Advice kAdvice[] = {
    {"check-invoices", "invoices", "!invoice-cannot-see"},
    {"ask-the-payer", "", "!invoice-paid"},
    {"pay", "", "invoice-unpaid"},
    {"update-contact-data", "contact-data", ""},
};

}  // namespace
}  // namespace maildoctor::causes::service_suspended

MAILDOCTOR_CAUSE(service_suspended)
