// The messages between page and bridge, WebSocket subprotocol `mail-doctor.v1`: JSON text frames, one message each,
// with the member `type` first. There is no port and no address on this wire.
#pragma once

#include <variant>

#include "core/model/domain.hpp"
#include "core/model/profile.hpp"

namespace maildoctor::wire {

inline constexpr std::string_view kSubprotocol = "mail-doctor.v1";

// From the page.

/// Asks for one probe of a service of the profile; `id` is the page's own, echoed in every answer.
struct ProbeStart {
    static constexpr std::string_view kType = "probe.start";
    std::string id;
    std::string service;
    std::string own_host;              ///< optional: a customer's own host name
    std::optional<bool> tls_versions;  ///< true: finds out which versions of TLS are offered, by one more handshake
};
MAILDOCTOR_DESCRIBE(ProbeStart, id, service, own_host, tls_versions)

struct ProbeCancel {
    static constexpr std::string_view kType = "probe.cancel";
    std::string id;
};
MAILDOCTOR_DESCRIBE(ProbeCancel, id)

/// Asks what the DNS says about a customer's own domain; nothing else is looked at.
struct DomainStart {
    static constexpr std::string_view kType = "domain.start";
    std::string id;
    std::string domain;  ///< `example.se`, in ASCII
};
MAILDOCTOR_DESCRIBE(DomainStart, id, domain)

using ClientMessage = std::variant<ProbeStart, ProbeCancel, DomainStart>;

// From the bridge.

struct HelloService {
    std::string id;
    std::string host;
    double port = 0;
};
MAILDOCTOR_DESCRIBE(HelloService, id, host, port)

/// The first message on a connection.
struct Hello {
    static constexpr std::string_view kType = "hello";
    std::string version;
    std::string vantage;
    std::string clock;  ///< RFC 3339, UTC
    std::string profile;
    std::string profile_hash;
    std::vector<HelloService> services;
    double probe_limit_ms = 0;    ///< a probe ends after this time at the latest
    double message_limit = 0;     ///< bytes of one message from the page
    double concurrent_limit = 0;  ///< probes at once on this connection
};
MAILDOCTOR_DESCRIBE(
    Hello, version, vantage, clock, profile, profile_hash, services, probe_limit_ms, message_limit, concurrent_limit)

/// A stage began (`outcome` absent) or ended. `seq` counts from 1 within one probe.
struct ProbeProgress {
    static constexpr std::string_view kType = "probe.progress";
    std::string id;
    double seq = 0;
    std::string address;  ///< empty while resolving
    Stage stage{};
    std::optional<Outcome> outcome;
    double elapsed_ms = 0;  ///< since the probe began
};
MAILDOCTOR_DESCRIBE(ProbeProgress, id, seq, address, stage, outcome, elapsed_ms)

/// Ends a probe; exactly one of ProbeFinished and Error answers each ProbeStart.
struct ProbeFinished {
    static constexpr std::string_view kType = "probe.finished";
    std::string id;
    ProbeResult result;
};
MAILDOCTOR_DESCRIBE(ProbeFinished, id, result)

/// Exactly one of DomainFinished and Error answers each DomainStart.
struct DomainFinished {
    static constexpr std::string_view kType = "domain.finished";
    std::string id;
    DomainResult result;
};
MAILDOCTOR_DESCRIBE(DomainFinished, id, result)

MAILDOCTOR_ENUM(ErrorReason, message_malformed, message_too_large, service_not_offered, name_not_found, not_this_provider,
    too_many_probes, too_many_messages, shutting_down, internal)

/// `id` is empty when the message could not be read.
struct Error {
    static constexpr std::string_view kType = "error";
    std::string id;
    ErrorReason reason{};
    std::string path;      ///< with message-malformed: which member
    std::string expected;  ///< with message-malformed: what was expected there
};
MAILDOCTOR_DESCRIBE(Error, id, reason, path, expected)

using ServerMessage = std::variant<Hello, ProbeProgress, ProbeFinished, DomainFinished, Error>;

}  // namespace maildoctor::wire
