#include "core/causes/cause.hpp"

namespace maildoctor::causes::wrong_settings {
namespace {

// Third in the article.
constexpr double kPrior = 0.0733;

// New programs and devices, or it never worked. Webmail is fine, others are fine. Compared settings show it in five of six; the
// rest is in fields that could not be found. The telephone beside it was set up right.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send", 0.38},
    {"symptom", "cannot-receive", 0.24},
    {"symptom", "cannot-send-or-receive", 0.36},
    {"symptom", "webmail-fails", 0.02},
    {"mail-access", "webmail", 0.02},
    {"worked-before", "never-worked", 0.30},
    {"worked-before", "new-program-or-device", 0.46},
    {"worked-before", "password-changed", 0.02},
    {"worked-before", "network-changed", 0.06},
    {"worked-before", "nothing-changed", 0.16},
    {"webmail-opens", "opens", 0.93},
    {"webmail-opens", "opens-but-refuses-login", 0.03},
    {"webmail-opens", "does-not-open", 0.04},
    {"incoming-settings", "wrong", 0.82},
    {"incoming-settings", "doubtful", 0.12},
    {"incoming-settings", "right", 0.06},
    {"outgoing-settings", "wrong", 0.78},
    {"outgoing-settings", "doubtful", 0.16},
    {"outgoing-settings", "right", 0.06},
    {"error-message", "none", 0.22},
    {"error-message", "authentication-failed", 0.12},
    {"error-message", "connection-failed", 0.14},
    {"error-message", "timed-out", 0.09},
    {"error-message", "name-not-found", 0.08},
    {"error-message", "secure-connection-failed", 0.08},
    {"error-message", "certificate-wrong", 0.08},
    {"error-message", "authentication-required", 0.05},
    {"error-message", "relay-denied", 0.06},
    {"error-message", "plaintext-refused", 0.03},
    {"error-message", "another-protocol", 0.03},
    {"error-message", "authentication-unsupported", 0.02},
    {"refused-logins", "many", 0.20},
    {"another-device", "works", 0.52},
};

constexpr Advice kAdvice[] = {
    {"refuse-the-warning", {}, "error-message-certificate-wrong"},
    {"change-values", {}, "incoming-settings-wrong"},
    {"change-values-to-send", {}, "outgoing-settings-wrong"},
    {"compare-values", {}, "!incoming-settings-wrong !outgoing-settings-wrong"},
    {"type-the-username", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::wrong_settings

MAILDOCTOR_CAUSE(wrong_settings)
