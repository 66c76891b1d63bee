// Port, security and protocol of one direction belong together and are read together. Order: the profile's services first,
// then RFC 8314 (993, 995, 465), RFC 6409 (587), RFC 9051 (143) and RFC 1939 (110).
#pragma once

#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

enum class PortKind : unsigned char {
    good,  ///< or not known
    not_a_number,
    out_of_range,
    unknown_port,       ///< no mail protocol's own port
    another_protocol,   ///< the port of another mail protocol
    security_mismatch,  ///< implicit TLS and STARTTLS mixed up
    plain_text,
    relay,  ///< 25, which is for servers among themselves
};

struct PortReading {
    PortKind kind = PortKind::good;
    bool hidden_characters = false;
    bool cannot_work = true;         ///< false: works perhaps, but is not safe
    std::string cleaned;             ///< as typed without hidden characters, at most 20 bytes
    std::optional<Protocol> spoken;  ///< the protocol that the port belongs to
    std::vector<Change> changes;     ///< what would make it good; the guilty field comes first
};

/// `protocol` is the one that the settings are meant for; `right` the service to compare with, or null.
PortReading read_port(
    const Profile& profile, Direction direction, Protocol protocol, const Service* right, const ServerSettings& found);

/// The protocol that a mail port belongs to.
std::optional<Protocol> protocol_of_port(const Profile& profile, double port);
std::optional<Protocol> protocol_of(ServiceProtocol protocol);
/// A number from 1 to 65535, or 0.
int port_number(std::string_view cleaned);

}  // namespace maildoctor
