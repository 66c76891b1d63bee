#include "core/errors/errors.hpp"
#include "core/signs/sign.hpp"

namespace maildoctor::signs {
namespace {

/// What error messages say, among all that people paste.
constexpr Value kValues[] = {
    {"none", 0.20},
    {"authentication-failed", 0.10},
    {"timed-out", 0.05},
    {"connection-failed", 0.09},
    {"connection-dropped", 0.02},
    {"name-not-found", 0.02},
    {"certificate-wrong", 0.03},
    {"secure-connection-failed", 0.02},
    {"authentication-required", 0.02},
    {"authentication-unsupported", 0.02},
    {"plaintext-refused", 0.02},
    {"sending-limit-reached", 0.02},
    {"too-many-recipients", 0.02},
    {"server-busy", 0.02},
    {"account-unavailable", 0.02},
    {"relay-denied", 0.02},
    {"mailbox-full", 0.02},
    {"recipient-rejected", 0.03},
    {"sender-rejected", 0.02},
    {"message-too-large", 0.02},
    {"message-rejected", 0.02},
    {"another-protocol", 0.02},
    {"data-file-problem", 0.02},
    {"greylisted", 0.02},
    {"ip-blocked", 0.02},
    {"login-from-country-refused", 0.02},
    {"protocol-not-allowed", 0.02},
    {"tls-too-old", 0.02},
    {"clock-or-date", 0.02},
    {"domain-not-found", 0.02},
    {"spam-compromised", 0.02},
};

/// The surest meaning. That no message is shown is a fact too, if the person says so.
std::string_view observe(const Observed& observed) {
    if (observed.patient.facts.no_error_shown) return "none";
    if (observed.meanings.empty()) return {};
    for (const Value& value : kValues)
        if (value.id == observed.meanings.front().meaning) return value.id;
    return {};
}

}  // namespace
}  // namespace maildoctor::signs

MAILDOCTOR_SIGN(error_message)
