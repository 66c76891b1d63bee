#include "core/model/probe.hpp"

namespace maildoctor {

std::span<const Outcome> outcomes_of(Stage stage) {
    using enum Outcome;
    static constexpr Outcome kResolve[] = {
        ok, name_not_found, no_address, resolver_failed, timed_out, address_not_allowed, cancelled};
    static constexpr Outcome kConnect[] = {ok, refused, timed_out, unreachable, reset, address_not_allowed, cancelled};
    static constexpr Outcome kGreeting[] = {ok, timed_out, closed, reset, another_protocol, temporary_refusal, permanent_refusal,
        already_authenticated, malformed, cancelled};
    static constexpr Outcome kStarttls[] = {ok, not_offered, temporary_refusal, permanent_refusal, plaintext_after_starttls,
        timed_out, closed, reset, malformed, cancelled};
    static constexpr Outcome kTlsHandshake[] = {
        ok, not_tls, no_common_version, handshake_failed, timed_out, closed, reset, cancelled};
    static constexpr Outcome kCertificate[] = {
        ok, expired, not_yet_valid, name_mismatch, self_signed, untrusted, incomplete_chain, weak_key, weak_signature};
    static constexpr Outcome kCapabilities[] = {
        ok, temporary_refusal, permanent_refusal, timed_out, closed, reset, malformed, cancelled};
    static constexpr Outcome kHttpResponse[] = {ok, unexpected_status, timed_out, closed, reset, malformed, cancelled};
    switch (stage) {
        case Stage::resolve: return kResolve;
        case Stage::connect: return kConnect;
        case Stage::greeting: return kGreeting;
        case Stage::starttls: return kStarttls;
        case Stage::tls_handshake: return kTlsHandshake;
        case Stage::certificate: return kCertificate;
        case Stage::capabilities: return kCapabilities;
        case Stage::http_response: return kHttpResponse;
    }
    return {};
}

}  // namespace maildoctor
