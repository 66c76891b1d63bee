#include "core/causes/cause.hpp"

namespace maildoctor::causes::dns_of_own_domain {
namespace {

// What the DNS says of the own domain is wrong: mail goes to another provider or nowhere, or recipients are not told who may
// send. Every new website and every move may do it, so that it is more common than a domain that nobody renewed.
constexpr double kPrior = 0.025;

// Log-in works everywhere, but no mail comes in, not even to webmail, for all at the domain; senders get it back, or nobody says
// anything. The records themselves show it, but for what is wrong in another zone or has just been mended. Who has the mail
// server's name below the own domain loses that name along with the records. One in three notices it by what is sent: since the
// large services ask for SPF and DKIM, some recipients doubt the sender and say so.
constexpr Expectation kExpectations[] = {
    {"incoming-settings", "doubtful", 0.08},
    {"incoming-settings", "right", 0.87},
    {"outgoing-settings", "doubtful", 0.08},
    {"outgoing-settings", "right", 0.87},
    {"symptom", "cannot-receive", 0.56},
    {"symptom", "cannot-send-or-receive", 0.08},
    {"symptom", "cannot-send", 0.34},
    {"symptom", "webmail-fails", 0.02},
    {"worked-before", "nothing-changed", 0.62},
    {"worked-before", "never-worked", 0.16},
    {"webmail-opens", "opens", 0.95},
    {"webmail-opens", "opens-but-refuses-login", 0.03},
    {"webmail-opens", "does-not-open", 0.02},
    {"who-else", "others-too", 0.52},
    {"who-else", "only-me", 0.06},
    {"who-else", "alone-at-domain", 0.42},
    {"mail-in-webmail", "seen", 0.03},
    {"domain", "goes-elsewhere", 0.56},
    {"domain", "goes-nowhere", 0.13},
    {"domain", "comes-here", 0.05},
    {"domain", "sender-unproven", 0.25},
    {"error-message", "none", 0.30},
    {"error-message", "recipient-rejected", 0.14},
    {"error-message", "name-not-found", 0.04},
    {"error-message", "domain-not-found", 0.09},
    {"error-message", "relay-denied", 0.05},
    {"error-message", "message-rejected", 0.04},
    {"error-message", "domain-unauthenticated", 0.23},
    {"error-message", "domain-without-mail", 0.09},
    {"failing-recipients", "some-recipients", 0.70},
    {"failing-recipients", "everybody", 0.28},
};

constexpr Advice kAdvice[] = {
    {"name-the-sender", LinkId::control_panel, "error-message-domain-unauthenticated"},
    {"name-other-senders", {}, "error-message-domain-unauthenticated"},
    {"ask-who-changed", {}, "!error-message-domain-unauthenticated"},
    {"look-at-the-domain", LinkId::control_panel, "!error-message-domain-unauthenticated"},
    {"tell-support", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::dns_of_own_domain

MAILDOCTOR_CAUSE(dns_of_own_domain)
