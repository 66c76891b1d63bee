// What a probe finds out: stages, outcomes, and the result of one probe.
#pragma once

#include <span>

#include "core/describe.hpp"

namespace maildoctor {

MAILDOCTOR_ENUM(Protocol, imap, pop3, smtp)
MAILDOCTOR_ENUM(ServiceProtocol, imap, pop3, smtp, https)
MAILDOCTOR_ENUM(Security, tls, starttls, none)
MAILDOCTOR_ENUM(Direction, incoming, outgoing)

/// The stages in the order in which a probe passes through them; with implicit TLS the greeting comes after the
/// certificate, with STARTTLS before it (RFC 8314 section 3).
MAILDOCTOR_ENUM(Stage, resolve, connect, greeting, starttls, tls_handshake, certificate, capabilities, http_response)

MAILDOCTOR_ENUM(Outcome, ok,
    // any stage
    timed_out, cancelled,
    // resolve
    name_not_found, no_address, resolver_failed, address_not_allowed,
    // connect and later
    refused, unreachable, reset, closed,
    // greeting, starttls, capabilities
    another_protocol, temporary_refusal, permanent_refusal, malformed, not_offered, plaintext_after_starttls,
    already_authenticated,
    // tls-handshake
    not_tls, no_common_version, handshake_failed,
    // certificate
    expired, not_yet_valid, name_mismatch, self_signed, untrusted, incomplete_chain, weak_key, weak_signature,
    // http-response
    unexpected_status)

/// The closed list of outcomes that `stage` can end in; `ok` comes first.
std::span<const Outcome> outcomes_of(Stage stage);

struct StageResult {
    Stage stage{};
    Outcome outcome{};
    double elapsed_ms = 0;  ///< time that this stage took
};
MAILDOCTOR_DESCRIBE(StageResult, stage, outcome, elapsed_ms)

struct Certificate {
    std::vector<std::string> names;  ///< DNS names offered (subjectAltName), as sent, at most 20
    std::string issuer;              ///< organisation or common name of the issuer
    std::string not_before;          ///< RFC 3339, UTC
    std::string not_after;           ///< RFC 3339, UTC
    std::string key;                 ///< "RSA 2048": algorithm and bits
    std::string signature;           ///< "RSA-SHA256": how the issuer signed it
    std::vector<std::string> chain;  ///< common or organisation names of the certificates as sent, at most 10
    bool in_order = true;            ///< each of them is signed by the next (RFC 5246 section 7.4.2)
};
MAILDOCTOR_DESCRIBE(Certificate, names, issuer, not_before, not_after, key, signature, chain, in_order)

/// One address of one target, probed on one connection. `stage` and `outcome` tell how it ended: the last stage with
/// `ok`, or the first that was not. A name that could not be resolved is one AddressResult without an address.
struct AddressResult {
    std::string address;  ///< textual IPv4 or IPv6; empty when resolving failed
    Stage stage{};
    Outcome outcome{};
    std::vector<StageResult> stages;
    std::optional<Certificate> certificate;
    std::string tls_version;                ///< "TLSv1.3"
    std::optional<Protocol> spoken;         ///< with `another-protocol`: the protocol that answered
    std::vector<std::string> capabilities;  ///< after TLS, upper case, at most 64
    std::string reply;   ///< the server's words when it refused, or a web server's status; printable, at most 200 bytes
    std::string cipher;  ///< "TLS_AES_256_GCM_SHA384"
    std::vector<std::string>
        tls_versions;  ///< that are offered, of 1.2 and 1.3; empty where nobody asked or it was not found out
    std::optional<std::string> greeting = {};  ///< the server's first words, printable, at most 200 bytes
    /// With STARTTLS, as `capabilities`; nobody vouches for them (RFC 3207 section 6).
    std::optional<std::vector<std::string>> capabilities_before_tls = {};
};
MAILDOCTOR_DESCRIBE(AddressResult, address, stage, outcome, stages, certificate, tls_version, spoken, capabilities, reply, cipher,
    tls_versions, greeting, capabilities_before_tls)

/// What came of asking the DNS for one type of records.
struct AddressLookup {
    Outcome outcome{};      ///< of the stage resolve
    double elapsed_ms = 0;  ///< until the answer came, or nobody waited for it any more
};
MAILDOCTOR_DESCRIBE(AddressLookup, outcome, elapsed_ms)

/// What the DNS said of a host name (RFC 1034 section 3.6).
struct HostLookup {
    std::vector<std::string> aliases;  ///< the CNAME chain: what the host stands for, in its order, printable, at most 8
    AddressLookup a;                   ///< IPv4
    AddressLookup aaaa;                ///< IPv6
};
MAILDOCTOR_DESCRIBE(HostLookup, aliases, a, aaaa)

/// Why there is no result: evidence for nothing.
MAILDOCTOR_ENUM(Unavailable, bridge_absent, bridge_busy, vantage_unavailable, refused_by_bridge)

/// One probe of one service.
struct ProbeResult {
    std::string service;
    std::string own_host;  ///< the customer's own host name, when that was probed instead of the service's host
    std::vector<AddressResult> addresses;
    std::optional<Unavailable> unavailable;
    std::string vantage;                 ///< the name of the place where the bridge stands
    std::string at;                      ///< when, by the bridge's clock; RFC 3339, UTC
    double age_ms = 0;                   ///< how old the result was when it was sent; 0 for who saw the probe happen
    std::optional<HostLookup> dns = {};  ///< absent where nothing was asked: an IP literal, a result that is none
};
MAILDOCTOR_DESCRIBE(ProbeResult, service, own_host, addresses, unavailable, vantage, at, age_ms, dns)

}  // namespace maildoctor
