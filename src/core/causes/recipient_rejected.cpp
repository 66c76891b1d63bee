#include "core/causes/cause.hpp"

namespace maildoctor::causes::recipient_rejected {
namespace {

// The other side says no; nothing is wrong at home.
constexpr double kPrior = 0.0282;

// Only some recipients fail, and the bounce names them. That it doubts the sender’s domain is more often true than a whim of
// theirs.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.93},
    {"symptom", "cannot-send-or-receive", 0.04},
    {"worked-before", "nothing-changed", 0.88},
    {"webmail-opens", "opens", 0.94},
    {"who-else", "others-too", 0.12},
    {"failing-recipients", "some-recipients", 0.94},
    {"failing-recipients", "everybody", 0.04},
    {"failing-recipients", "large-messages", 0.02},
    {"error-message", "none", 0.10},
    {"error-message", "recipient-rejected", 0.56},
    {"error-message", "message-rejected", 0.15},
    {"error-message", "mailbox-full", 0.06},
    {"error-message", "domain-not-found", 0.04},
    {"error-message", "domain-unauthenticated", 0.02},
    {"error-message", "sender-rejected", 0.04},
    {"error-message", "domain-without-mail", 0.03},
};

constexpr Advice kAdvice[] = {
    {"ask-for-room", {}, "error-message-mailbox-full"},
    {"check-the-address", {}, "!error-message-mailbox-full"},
    {"ask-for-the-address", {}, "error-message-recipient-rejected"},
    {"call-the-recipient", {}, "!error-message-mailbox-full !error-message-recipient-rejected"},
    {"send-to-another", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::recipient_rejected

MAILDOCTOR_CAUSE(recipient_rejected)
