#include "core/causes/cause.hpp"

namespace maildoctor::causes::antivirus_proxy {
namespace {

// An antivirus program that stands between the mail program and the server.
constexpr double kPrior = 0.0141;

// A certificate warning, which in one case of three names the antivirus program, or a local server in the settings, while the
// bridge sees nothing wrong, webmail opens and the telephone works.
constexpr Expectation kExpectations[] = {
    {"incoming-settings", "own-device", 0.43},
    {"incoming-settings", "right", 0.50},
    {"outgoing-settings", "own-device", 0.43},
    {"outgoing-settings", "right", 0.48},
    {"symptom", "cannot-send-or-receive", 0.54},
    {"symptom", "cannot-receive", 0.20},
    {"symptom", "cannot-send", 0.24},
    {"symptom", "webmail-fails", 0.02},
    {"mail-access", "webmail", 0.02},
    {"worked-before", "nothing-changed", 0.62},
    {"worked-before", "new-program-or-device", 0.28},
    {"webmail-opens", "opens", 0.95},
    {"webmail-opens", "opens-but-refuses-login", 0.02},
    {"webmail-opens", "does-not-open", 0.03},
    {"error-message", "none", 0.14},
    {"error-message", "antivirus-in-between", 0.28},
    {"error-message", "certificate-wrong", 0.19},
    {"error-message", "connection-failed", 0.13},
    {"error-message", "secure-connection-failed", 0.09},
    {"error-message", "connection-dropped", 0.08},
    {"error-message", "timed-out", 0.06},
    {"error-message", "tls-too-old", 0.03},
    {"another-device", "works", 0.58},
};

constexpr Advice kAdvice[] = {
    {"read-the-warning", {}, ""},
    {"update-it", {}, ""},
    {"turn-mail-scanning-off", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::antivirus_proxy

MAILDOCTOR_CAUSE(antivirus_proxy)
