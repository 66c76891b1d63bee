#include "core/causes/cause.hpp"

namespace maildoctor::causes::network_blocks_mail {
namespace {

// First in the article: the most common reason when somebody travels.
constexpr double kPrior = 0.0865;

// Travellers, guests and people behind a company firewall; web pages get through mostly, mail ports do not. The usual
// network has let mail through so far, and seldom begins to block it. The complaint is mostly
// about both ways, the program waits in vain, and elsewhere it works. A VPN goes past the block. The bridge cannot see it: a good
// probe never speaks against it. Of those who try another device, many try a telephone on mobile data.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.68},
    {"symptom", "cannot-send", 0.18},
    {"symptom", "cannot-receive", 0.11},
    {"symptom", "webmail-fails", 0.03},
    {"mail-access", "webmail", 0.04},
    {"network", "abroad-hotel", 0.33},
    {"network", "hotel-or-public", 0.25},
    {"network", "abroad", 0.15},
    {"network", "work-or-school", 0.12},
    {"network", "new-network", 0.08},
    {"network", "mobile-data", 0.03},
    {"network", "usual-network", 0.04},
    {"worked-before", "network-changed", 0.34},
    {"worked-before", "nothing-changed", 0.50},
    {"worked-before", "new-program-or-device", 0.06},
    {"worked-before", "password-changed", 0.02},
    {"worked-before", "never-worked", 0.04},
    {"vpn", "on", 0.03},
    {"webmail-opens", "opens", 0.80},
    {"webmail-opens", "opens-but-refuses-login", 0.04},
    {"webmail-opens", "does-not-open", 0.16},
    {"error-message", "none", 0.30},
    {"error-message", "timed-out", 0.29},
    {"error-message", "connection-failed", 0.28},
    {"error-message", "connection-dropped", 0.06},
    {"error-message", "name-not-found", 0.03},
    {"error-message", "secure-connection-failed", 0.02},
    {"time-zone", "away", 0.40},
    {"other-network", "works-there", 0.93},
    {"other-network", "fails-there", 0.07},
    {"who-else", "only-me", 0.50},
    {"who-else", "others-too", 0.14},
    {"who-else", "alone-at-domain", 0.36},
    {"own-network", "loads", 0.95},
    {"another-device", "works", 0.40},
};

constexpr Advice kAdvice[] = {
    {"stay-there", {}, "other-network-works-there"},
    {"use-webmail", LinkId::webmail, "!webmail-opens-does-not-open !webmail-opens-opens-but-refuses-login"},
    {"use-mobile-data", {}, "!network-mobile-data !other-network-works-there"},
    {"turn-vpn-off", {}, "vpn-on"},
    {"look-for-a-vpn", {}, "!vpn-on !vpn-off"},
    {"turn-vpn-on", {}, "vpn-off"},
};

}  // namespace
}  // namespace maildoctor::causes::network_blocks_mail

MAILDOCTOR_CAUSE(network_blocks_mail)
