#include "core/causes/cause.hpp"

namespace maildoctor::causes::sender_not_owned {
namespace {

// Sending as another address than the one that is logged in.
constexpr double kPrior = 0.0122;

// Every message fails since another sender address is used; the reply says so.
constexpr Expectation kExpectations[] = {
    {"outgoing-settings", "doubtful", 0.34},
    {"outgoing-settings", "wrong", 0.06},
    {"outgoing-settings", "right", 0.56},
    {"symptom", "cannot-send", 0.95},
    {"worked-before", "never-worked", 0.24},
    {"worked-before", "new-program-or-device", 0.30},
    {"worked-before", "nothing-changed", 0.40},
    {"webmail-opens", "opens", 0.95},
    {"error-message", "none", 0.08},
    {"error-message", "sender-rejected", 0.76},
    {"error-message", "relay-denied", 0.05},
    {"error-message", "message-rejected", 0.04},
    {"another-device", "works", 0.28},
};

constexpr Advice kAdvice[] = {
    {"choose-the-right-sender", {}, ""},
    {"match-the-username", {}, ""},
    {"add-an-account", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::sender_not_owned

MAILDOCTOR_CAUSE(sender_not_owned)
