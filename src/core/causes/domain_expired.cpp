#include "core/causes/cause.hpp"

namespace maildoctor::causes::domain_expired {
namespace {

// A domain that nobody renewed; reminders are many.
constexpr double kPrior = 0.0115;

// As with a wrong MX, but senders are told that the domain does not exist; sometimes with an unpaid invoice.
// Who has a website loses it at the same time.
// Before it is gone, a registrar points it to a page of its own. Names of servers below it go with it: a program that has them
// does not find them, and beside the right settings they are doubtful.
constexpr Expectation kExpectations[] = {
    {"incoming-settings", "doubtful", 0.15},
    {"incoming-settings", "right", 0.80},
    {"outgoing-settings", "doubtful", 0.15},
    {"outgoing-settings", "right", 0.80},
    {"symptom", "cannot-receive", 0.66},
    {"symptom", "cannot-send-or-receive", 0.26},
    {"symptom", "cannot-send", 0.05},
    {"symptom", "webmail-fails", 0.03},
    {"worked-before", "nothing-changed", 0.94},
    {"webmail-opens", "opens", 0.80},
    {"webmail-opens", "opens-but-refuses-login", 0.12},
    {"webmail-opens", "does-not-open", 0.08},
    {"invoice", "unpaid", 0.30},
    {"invoice", "cannot-see", 0.52},
    {"invoice", "paid", 0.18},
    {"who-else", "others-too", 0.48},
    {"who-else", "only-me", 0.04},
    {"who-else", "alone-at-domain", 0.48},
    {"mail-in-webmail", "seen", 0.03},
    {"domain", "not-registered", 0.62},
    {"domain", "goes-elsewhere", 0.20},
    {"domain", "goes-nowhere", 0.12},
    {"domain", "comes-here", 0.06},
    {"error-message", "none", 0.40},
    {"error-message", "domain-not-found", 0.30},
    {"error-message", "name-not-found", 0.14},
    {"error-message", "recipient-rejected", 0.07},
    {"error-message", "domain-without-mail", 0.05},
    {"own-website", "down", 0.46},
};

constexpr Advice kAdvice[] = {
    {"open-the-website", {}, "!own-website-down"},
    {"ask-the-owner", {}, ""},
    {"renew-it", LinkId::control_panel, ""},
};

}  // namespace
}  // namespace maildoctor::causes::domain_expired

MAILDOCTOR_CAUSE(domain_expired)
