#include "core/causes/cause.hpp"

namespace maildoctor::causes {
namespace {

// Attachments that take too much room.
constexpr double kPrior = 0.0169;

// Only messages with attachments fail.
constexpr Expectation kExpectations[] = {
    {"servers", "reachable", 0.95},
    {"recipients-last-hour", "few", 0.94},
    {"clock", "wrong", 0.02},
    {"connection", "off-line", 0.02},
    {"incoming-settings", "wrong", 0.03},
    {"incoming-settings", "doubtful", 0.03},
    {"incoming-settings", "right", 0.92},
    {"outgoing-settings", "wrong", 0.03},
    {"outgoing-settings", "doubtful", 0.03},
    {"outgoing-settings", "right", 0.90},
    {"symptom", "cannot-send", 0.95},
    {"worked-before", "nothing-changed", 0.90},
    {"webmail-opens", "opens", 0.95},
    {"other-network", "works-there", 0.03},
    {"who-else", "others-too", 0.05},
    {"refused-logins", "many", 0.02},
    {"failing-recipients", "large-messages", 0.80},
    {"failing-recipients", "some-recipients", 0.12},
    {"failing-recipients", "everybody", 0.08},
    {"error-message", "none", 0.05},
    {"error-message", "message-too-large", 0.85},
    {"error-message", "timed-out", 0.04},
    {"error-message", "message-rejected", 0.04},
};

constexpr Advice kAdvice[] = {
    {"send-a-link", "", ""},
    {"make-it-smaller", "", ""},
    {"remove-from-outbox", "", ""},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(message_too_large)
