#include "core/causes/cause.hpp"

namespace maildoctor::causes::captive_portal {
namespace {

// Wi-Fi that wants a log-in before it lets anything through.
constexpr double kPrior = 0.0169;

// Just joined a Wi-Fi, and nothing at all opens, web pages included. A telephone on mobile data works.
constexpr Expectation kExpectations[] = {
    {"connection", "off-line", 0.08},
    {"symptom", "cannot-send-or-receive", 0.84},
    {"symptom", "cannot-receive", 0.06},
    {"symptom", "cannot-send", 0.04},
    {"symptom", "webmail-fails", 0.06},
    {"network", "hotel-or-public", 0.56},
    {"network", "abroad-hotel", 0.36},
    {"network", "work-or-school", 0.04},
    {"network", "usual-network", 0.02},
    {"worked-before", "network-changed", 0.50},
    {"worked-before", "nothing-changed", 0.42},
    {"webmail-opens", "does-not-open", 0.96},
    {"webmail-opens", "opens", 0.02},
    {"webmail-opens", "opens-but-refuses-login", 0.02},
    {"other-network", "works-there", 0.96},
    {"own-network", "loads", 0.08},
    {"error-message", "none", 0.34},
    {"error-message", "certificate-wrong", 0.21},
    {"error-message", "connection-failed", 0.19},
    {"error-message", "name-not-found", 0.08},
    {"error-message", "timed-out", 0.12},
    {"error-message", "secure-connection-failed", 0.04},
    {"another-device", "works", 0.30},
    {"own-website", "down", 0.30},
};

constexpr Advice kAdvice[] = {
    {"open-the-page", {}, ""},
    {"join-anew", {}, ""},
    {"use-mobile-data", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::captive_portal

MAILDOCTOR_CAUSE(captive_portal)
