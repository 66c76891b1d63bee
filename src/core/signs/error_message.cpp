#include "core/errors/errors.hpp"
#include "core/signs/read_sign.hpp"

namespace maildoctor::signs::error_message {
namespace {

/// What error messages say. More than every fourth who asks has none: a telephone tries again in silence, and mail stays in the
/// outbox.
constexpr Value kValues[] = {
    {"none", 0.28},
    {"unknown", 0.04},
    {"authentication-failed", 0.12},
    {"timed-out", 0.06},
    {"connection-failed", 0.08},
    {"connection-dropped", 0.02},
    {"name-not-found", 0.02},
    {"certificate-wrong", 0.03},
    {"secure-connection-failed", 0.01},
    {"authentication-required", 0.01},
    {"authentication-unsupported", 0.01},
    {"plaintext-refused", 0.01},
    {"sending-limit-reached", 0.04},
    {"too-many-recipients", 0.02},
    {"server-busy", 0.01},
    {"account-unavailable", 0.01},
    {"relay-denied", 0.01},
    {"mailbox-full", 0.02},
    {"recipient-rejected", 0.02},
    {"sender-rejected", 0.01},
    {"message-too-large", 0.01},
    {"message-rejected", 0.02},
    {"another-protocol", 0.01},
    {"data-file-problem", 0.01},
    {"greylisted", 0.01},
    {"ip-blocked", 0.01},
    {"login-from-country-refused", 0.01},
    {"protocol-not-allowed", 0.01},
    {"tls-too-old", 0.01},
    {"clock-or-date", 0.01},
    {"domain-not-found", 0.01},
    {"spam-compromised", 0.01},
    {"antivirus-in-between", 0.01},
    {"working-offline", 0.01},
    {"domain-unauthenticated", 0.01},
    {"domain-without-mail", 0.01},
};

/// That no message is shown is a fact too, if the person says so.
std::string_view observe(const Observed& observed) { return observed.facts.no_error_shown ? "none" : std::string_view(); }

/// The surest meaning; an antivirus program that is named explains the rest. Words that nobody here knows are a fact, too.
std::string_view read(const Examined& examined) {
    if (examined.meanings.empty())
        return examined.patient.facts.pasted_error.empty() ? std::string_view() : std::string_view("unknown");
    std::string_view meaning = examined.meanings.front().meaning;
    for (const ErrorMeaning& each : examined.meanings)
        if (each.meaning == "antivirus-in-between") meaning = each.meaning;
    for (const Value& value : kValues)
        if (value.id == meaning) return value.id;
    return {};
}

}  // namespace
}  // namespace maildoctor::signs::error_message

MAILDOCTOR_READ_SIGN(error_message)
