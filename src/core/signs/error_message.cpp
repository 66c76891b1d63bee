#include "core/errors/errors.hpp"
#include "core/signs/sign.hpp"

namespace maildoctor::signs {
namespace {

/// What error messages say, among all that people paste.
constexpr Value kValues[] = {
    {"authentication-failed", 0.20},  {"timed-out", 0.10},           {"connection-failed", 0.14},
    {"connection-dropped", 0.04},     {"name-not-found", 0.03},      {"certificate-wrong", 0.05},
    {"secure-connection-failed", 0.04}, {"authentication-required", 0.03}, {"authentication-unsupported", 0.02},
    {"plaintext-refused", 0.02},      {"sending-limit-reached", 0.05}, {"too-many-recipients", 0.02},
    {"server-busy", 0.03},            {"account-unavailable", 0.02}, {"relay-denied", 0.03},
    {"mailbox-full", 0.03},           {"recipient-rejected", 0.05},  {"sender-rejected", 0.02},
    {"message-too-large", 0.02},      {"message-rejected", 0.02},    {"another-protocol", 0.02},
    {"data-file-problem", 0.02}};

/// The surest meaning.
std::string_view observe(const Observed& observed) {
    if (observed.meanings.empty()) return {};
    for (const Value& value : kValues)
        if (value.id == observed.meanings.front().meaning) return value.id;
    return {};
}

}  // namespace
}  // namespace maildoctor::signs

MAILDOCTOR_SIGN(error_message)
