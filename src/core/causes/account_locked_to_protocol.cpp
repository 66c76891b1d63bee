#include "core/causes/cause.hpp"

namespace maildoctor::causes::account_locked_to_protocol {
namespace {

// A setting in the control panel that few know of.
constexpr double kPrior = 0.011;

// Receiving fails in a new program while webmail is fine; some servers say that the protocol is not allowed, others just refuse.
// The old device, which speaks the allowed one, goes on.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-receive", 0.74},
    {"symptom", "cannot-send-or-receive", 0.22},
    {"symptom", "cannot-send", 0.02},
    {"symptom", "webmail-fails", 0.02},
    {"mail-access", "webmail", 0.02},
    {"worked-before", "new-program-or-device", 0.40},
    {"worked-before", "never-worked", 0.22},
    {"worked-before", "nothing-changed", 0.30},
    {"webmail-opens", "opens", 0.95},
    {"webmail-opens", "opens-but-refuses-login", 0.03},
    {"webmail-opens", "does-not-open", 0.02},
    {"refused-logins", "many", 0.55},
    {"error-message", "none", 0.14},
    {"error-message", "protocol-not-allowed", 0.45},
    {"error-message", "authentication-failed", 0.27},
    {"error-message", "account-unavailable", 0.09},
    {"another-device", "works", 0.45},
};

constexpr Advice kAdvice[] = {
    {"look-in-the-panel", LinkId::control_panel, ""},
    {"allow-it", {}, ""},
    {"add-the-other-kind", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::account_locked_to_protocol

MAILDOCTOR_CAUSE(account_locked_to_protocol)
