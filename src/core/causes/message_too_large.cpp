#include "core/causes/cause.hpp"

namespace maildoctor::causes::message_too_large {
namespace {

// Attachments that take too much room.
constexpr double kPrior = 0.018;

// Only messages with attachments fail: who says so is nearly always right. A large one that blocks the outbox stops the rest.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.95},
    {"worked-before", "nothing-changed", 0.90},
    {"webmail-opens", "opens", 0.95},
    {"failing-recipients", "large-messages", 0.86},
    {"failing-recipients", "some-recipients", 0.08},
    {"failing-recipients", "everybody", 0.06},
    {"error-message", "none", 0.14},
    {"error-message", "message-too-large", 0.77},
    {"error-message", "timed-out", 0.04},
    {"error-message", "message-rejected", 0.04},
    {"another-device", "works", 0.20},
};

constexpr Advice kAdvice[] = {
    {"make-it-smaller", {}, ""},
    {"send-a-link", {}, ""},
    {"remove-from-outbox", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::message_too_large

MAILDOCTOR_CAUSE(message_too_large)
