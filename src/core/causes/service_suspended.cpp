#include "core/causes/cause.hpp"

namespace maildoctor::causes::service_suspended {
namespace {

// Second in the article. Only some of the customers forget an invoice, and most of these pay at the reminder; everybody types a
// password. So it is two thirds of wrong-password, and what tells them apart is who else is locked out, the website and the
// invoice.
constexpr double kPrior = 0.076;

// Everything stops at once for everybody at the domain, and the log-in is refused in webmail too. Nobody changed anything, but
// one in twelve has taken the refusal for a wrong password and chosen a new one. Half of those who are asked cannot see the
// invoices, and no reminder proves nothing. The webmail’s page is the provider’s, and opens. It fails on every device, and where
// the website belongs to the same service it is gone, too.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.78},
    {"symptom", "cannot-receive", 0.08},
    {"symptom", "cannot-send", 0.05},
    {"symptom", "webmail-fails", 0.09},
    {"worked-before", "nothing-changed", 0.80},
    {"worked-before", "never-worked", 0.02},
    {"worked-before", "new-program-or-device", 0.04},
    {"worked-before", "password-changed", 0.08},
    {"worked-before", "network-changed", 0.06},
    {"webmail-opens", "opens", 0.16},
    {"webmail-opens", "opens-but-refuses-login", 0.79},
    {"webmail-opens", "does-not-open", 0.05},
    {"invoice", "unpaid", 0.56},
    {"invoice", "cannot-see", 0.42},
    {"invoice", "paid", 0.02},
    {"error-message", "none", 0.26},
    {"error-message", "authentication-failed", 0.39},
    {"error-message", "account-unavailable", 0.17},
    {"error-message", "message-rejected", 0.04},
    {"error-message", "recipient-rejected", 0.05},
    {"error-message", "name-not-found", 0.03},
    {"who-else", "others-too", 0.40},
    {"who-else", "alone-at-domain", 0.52},
    {"who-else", "only-me", 0.08},
    {"refused-logins", "many", 0.45},
    {"mail-in-webmail", "seen", 0.15},
    {"another-device", "works", 0.02},
    {"own-website", "down", 0.36},
};

constexpr Advice kAdvice[] = {
    {"pay", LinkId::invoices, "invoice-unpaid"},
    {"check-invoices", LinkId::invoices, "!invoice-cannot-see !invoice-unpaid"},
    {"ask-the-payer", {}, "!invoice-paid !invoice-unpaid"},
    {"update-contact-data", LinkId::contact_data, "!invoice-cannot-see"},
};

}  // namespace
}  // namespace maildoctor::causes::service_suspended

MAILDOCTOR_CAUSE(service_suspended)
