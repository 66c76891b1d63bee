#include "core/causes/cause.hpp"

namespace maildoctor::causes::webmail_unreachable {
namespace {

// The article begins with it, but few complain of the webmail alone.
constexpr double kPrior = 0.0282;

// The complaint is the webmail, and it does not open; programs go on. Half of those who only use webmail can try another network.
// Half have nothing but an empty page; a browser that names the clock or the certificate names another cause.
constexpr Expectation kExpectations[] = {
    {"symptom", "webmail-fails", 0.94},
    {"mail-access", "webmail", 0.50},
    {"mail-access", "both", 0.46},
    {"mail-access", "program", 0.04},
    {"worked-before", "nothing-changed", 0.70},
    {"worked-before", "network-changed", 0.16},
    {"webmail-opens", "does-not-open", 0.96},
    {"webmail-opens", "opens-but-refuses-login", 0.02},
    {"webmail-opens", "opens", 0.02},
    {"other-network", "works-there", 0.50},
    {"who-else", "others-too", 0.20},
    {"own-network", "loads", 0.30},
    {"error-message", "none", 0.50},
    {"error-message", "unknown", 0.10},
    {"error-message", "timed-out", 0.15},
    {"error-message", "connection-failed", 0.13},
    {"error-message", "server-busy", 0.05},
    {"error-message", "name-not-found", 0.04},
    {"another-device", "works", 0.50},
};

constexpr Advice kAdvice[] = {
    {"open-anew", LinkId::webmail, ""},
    {"use-another-network", {}, "!network-mobile-data"},
    {"see-status", LinkId::status, ""},
    {"use-a-program", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::webmail_unreachable

MAILDOCTOR_CAUSE(webmail_unreachable)
