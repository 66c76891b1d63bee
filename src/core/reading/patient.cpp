#include "core/reading/patient.hpp"

#include <algorithm>

namespace maildoctor {

namespace {

const Service* service_of(const Profile& profile, Protocol protocol) {
    for (const Standing standing : {Standing::recommended, Standing::accepted})
        for (const Service& service : profile.services)
            if (service.standing == standing && service.host != "*" && protocol_of(service.protocol) == protocol) return &service;
    return nullptr;
}

bool fits(Direction direction, Protocol protocol) { return (protocol == Protocol::smtp) == (direction == Direction::outgoing); }

/// The protocol that the settings are meant for: as told, else as the host says, else the port, else the recommended one.
Protocol protocol_meant(const Profile& profile, const Side& side) {
    if (side.direction == Direction::outgoing) return Protocol::smtp;
    if (side.found->protocol && fits(side.direction, *side.found->protocol)) return *side.found->protocol;
    if (side.host.service != nullptr)
        if (const auto protocol = protocol_of(side.host.service->protocol); protocol && fits(side.direction, *protocol)) return *protocol;
    const auto by_port = protocol_of_port(profile, port_number(read_text(side.found->port).cleaned));
    if (by_port && fits(side.direction, *by_port)) return *by_port;
    const Service* service = recommended(profile, side.direction);
    return service == nullptr ? Protocol::imap : protocol_of(service->protocol).value_or(Protocol::imap);
}

/// The name to put in, or nothing if it is not known.
std::string right_host(const Side& side) {
    const std::string right = side.right == nullptr ? std::string() : side.right->host;
    switch (side.host.owner) {
        case HostOwner::unknown:
            if (side.host.form == HostForm::address || (side.host.form == HostForm::hidden_characters && side.host.name.empty())) return right;
            return {};
        case HostOwner::access_provider:
        case HostOwner::another_provider:
            return side.host.form == HostForm::address ? right : side.host.name;
        case HostOwner::right: return side.host.name;
        case HostOwner::own_domain:
        case HostOwner::other_protocol:
        case HostOwner::other_direction:
        case HostOwner::near_miss:
        case HostOwner::sister_brand:
        case HostOwner::misspelt:
        case HostOwner::own_device: return right;
    }
    return {};
}

/// A POP3 server with POP3's port, where IMAP is meant, is one defect; so is a local proxy with its own port.
bool host_explains_port(const Side& side) {
    if (side.port.kind == PortKind::good || side.host.form != HostForm::good) return false;
    if (side.host.owner == HostOwner::own_device) return true;
    const bool other = side.host.owner == HostOwner::other_protocol || side.host.owner == HostOwner::other_direction;
    return other && side.port.kind == PortKind::another_protocol && side.host.service != nullptr && side.port.spoken == protocol_of(side.host.service->protocol);
}

/// A server that explains its port takes it along. A local proxy's port is its own: it says nothing about the one that was meant.
void add_port(Side& side) {
    if (side.host.owner != HostOwner::own_device) {
        side.host_changes.insert(side.host_changes.end(), side.port.changes.begin(), side.port.changes.end());
        return;
    }
    const std::string port = std::to_string(static_cast<int>(side.right->port));
    if (side.port.cleaned != port) side.host_changes.push_back({side.field("port"), port});
    if (side.found->security != side.right->security) side.host_changes.push_back({side.field("security"), std::string(name_of(side.right->security))});
}

Side read_side(const Profile& profile, const Case& facts, const AddressReading& address, std::string_view domain, Direction direction) {
    Side side;
    side.direction = direction;
    side.found = &of(facts.settings, direction);
    side.protocol_wrong = side.found->protocol && !fits(direction, *side.found->protocol);
    const auto told = side.protocol_wrong ? std::nullopt : side.found->protocol;
    side.host = read_host(profile, direction, told, domain, side.found->host);
    side.protocol = protocol_meant(profile, side);
    side.right = service_of(profile, side.protocol);
    if (side.right == nullptr) side.right = recommended(profile, direction);
    side.port = read_port(profile, direction, side.protocol, side.right, *side.found);
    if (side.port.kind == PortKind::unknown_port && side.at_another_provider()) side.port.kind = PortKind::good;
    if (!side.at_another_provider()) side.username = read_username(profile, address, side.found->username);
    side.port_follows_host = host_explains_port(side);
    if (const std::string host = right_host(side); !host.empty()) {
        side.host_changes.push_back({side.field("host"), host});
        if (side.port_follows_host) add_port(side);
        if (side.protocol_wrong && side.host.owner == HostOwner::other_direction)
            side.host_changes.push_back({side.field("protocol"), std::string(name_of(side.protocol))});
    }
    return side;
}

}  // namespace

bool Side::seen_empty(const Case& facts, std::string_view name) const {
    const auto& empty = facts.settings.empty_in_program;
    return std::find(empty.begin(), empty.end(), field(name)) != empty.end();
}

bool Side::has_host_of(HostOwner owner) const {
    return host.owner == owner && (host.form == HostForm::good || (at_another_provider() && host.form != HostForm::address));
}

std::string Patient::username() const {
    switch (profile.username.form) {
        case UsernameForm::full_address: return address.usable;
        case UsernameForm::local_part: return address.local;
        case UsernameForm::other: return {};
    }
    return {};
}

Patient read(const Profile& profile, const Case& facts) {
    AddressReading address = read_address(profile, facts.settings.address);
    // Without an address its domain may still be known: a user name is often the whole address.
    std::string domain = address.domain;
    for (const Direction direction : {Direction::incoming, Direction::outgoing})
        if (domain.empty()) domain = read_address(profile, of(facts.settings, direction).username).domain;
    Side incoming = read_side(profile, facts, address, domain, Direction::incoming);
    Side outgoing = read_side(profile, facts, address, domain, Direction::outgoing);
    Patient patient{profile, facts, std::move(address), std::move(incoming), std::move(outgoing), {}};
    patient.probes = read_probes(profile, facts);
    return patient;
}

}  // namespace maildoctor
