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

/// What each setting says about the protocol, where it says one of this direction.
struct Hints {
    std::optional<Protocol> told, host, port;

    [[nodiscard]] bool disagree() const { return host && (told ? *told != *host : port && *port != *host); }
};

/// The name is that of one service, or says in its first word what it is for: `pop.`, but not `mail.`.
bool names_protocol(const HostReading& host) {
    if (host.service == nullptr) return false;
    const std::string_view word = std::string_view(host.name).substr(0, host.name.find('.'));
    const bool word_says = word == "pop" || word == name_of(host.service->protocol);
    return word_says || (host.owner != HostOwner::near_miss && host.owner != HostOwner::sister_brand);
}

Hints hints_of(const Profile& profile, const Side& side) {
    const auto fitting = [&](std::optional<Protocol> protocol) {
        return protocol && fits(side.direction, *protocol) ? protocol : std::nullopt;
    };
    const auto by_host = names_protocol(side.host) ? protocol_of(side.host.service->protocol) : std::nullopt;
    const std::string port = side.found->port.empty() ? side.host.port : read_text(side.found->port).cleaned;
    return {fitting(side.found->protocol), fitting(by_host), fitting(protocol_of_port(profile, port_number(port)))};
}

/// The protocol that the settings are meant for: as told, else as host and port say, else the recommended one.
Protocol protocol_meant(const Profile& profile, const Side& side, const Hints& hints) {
    if (side.direction == Direction::outgoing) return Protocol::smtp;
    if (hints.told) return *hints.told;
    if (!hints.disagree() && (hints.host || hints.port)) return hints.host ? *hints.host : *hints.port;
    const Service* service = recommended(profile, side.direction);
    return service == nullptr ? Protocol::imap : protocol_of(service->protocol).value_or(Protocol::imap);
}

/// Everything that a program wants to know about a service, so that it can be entered anew.
std::vector<Change> whole_set(const Side& side, const Service& service) {
    return {{side.field("host"), service.host}, {side.field("port"), std::to_string(static_cast<int>(service.port))},
        {side.field("security"), std::string(name_of(service.security))},
        {side.field("protocol"), std::string(name_of(service.protocol))}};
}

/// Half IMAP and half POP3: the first way is the protocol meant, the second the other one; each with all that belongs to it.
void read_mixture(const Profile& profile, Side& side, const Hints& hints) {
    const HostOwner owner = side.host.owner;
    const bool ours = owner == HostOwner::right || owner == HostOwner::other_protocol || owner == HostOwner::near_miss;
    if (!hints.disagree() || !ours || side.right == nullptr) return;
    const auto meant = protocol_of(side.right->protocol);
    const Service* other = service_of(profile, meant == Protocol::imap ? Protocol::pop3 : Protocol::imap);
    if (other != nullptr) side.otherwise = whole_set(side, *other);
    if (side.protocol == hints.host) return;
    side.host.owner = HostOwner::other_protocol;
    side.host_changes = whole_set(side, *side.right);
    side.port_follows_host = true;
}

/// The name to put in, or nothing if it is not known.
std::string right_host(const Side& side) {
    const std::string right = side.right == nullptr ? std::string() : side.right->host;
    switch (side.host.owner) {
        case HostOwner::unknown:
            if (side.host.form == HostForm::address || (side.host.form == HostForm::hidden_characters && side.host.name.empty()))
                return right;
            return {};
        case HostOwner::access_provider:
        case HostOwner::another_provider: return side.host.form == HostForm::address ? right : side.host.name;
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
    return other && side.port.kind == PortKind::another_protocol && side.host.service != nullptr &&
        side.port.spoken == protocol_of(side.host.service->protocol);
}

/// A server that explains its port takes it along. A local proxy's port is its own: it says nothing about the one that was meant.
void add_port(Side& side) {
    if (side.host.owner != HostOwner::own_device) {
        side.host_changes.insert(side.host_changes.end(), side.port.changes.begin(), side.port.changes.end());
        return;
    }
    const std::string port = std::to_string(static_cast<int>(side.right->port));
    if (side.port.cleaned != port) side.host_changes.push_back({side.field("port"), port});
    if (side.found->security != side.right->security)
        side.host_changes.push_back({side.field("security"), std::string(name_of(side.right->security))});
}

Side read_side(
    const Profile& profile, const Case& facts, const AddressReading& address, std::string_view domain, Direction direction) {
    Side side;
    side.direction = direction;
    side.found = &of(facts.settings, direction);
    side.protocol_wrong = side.found->protocol && !fits(direction, *side.found->protocol);
    const auto told = side.protocol_wrong ? std::nullopt : side.found->protocol;
    side.host = read_host(profile, direction, told, domain, side.found->host);
    const Hints hints = hints_of(profile, side);
    side.protocol = protocol_meant(profile, side, hints);
    side.right = service_of(profile, side.protocol);
    if (side.right == nullptr) side.right = recommended(profile, direction);
    side.port = read_port(profile, direction, side.protocol, side.right, *side.found);
    for (const Service& service : profile.services)
        if (service.host == side.host.name && protocol_of(service.protocol) == side.protocol &&
            service.port == port_number(side.port.cleaned))
            side.named = &service;
    if (side.port.kind == PortKind::unknown_port && side.at_another_provider()) side.port.kind = PortKind::good;
    if (!side.at_another_provider()) side.username = read_username(profile, address, side.found->username);
    side.port_follows_host = host_explains_port(side);
    if (const std::string host = right_host(side); !host.empty()) {
        side.host_changes.push_back({side.field("host"), host});
        if (side.port_follows_host) add_port(side);
        if (side.protocol_wrong && side.host.owner == HostOwner::other_direction)
            side.host_changes.push_back({side.field("protocol"), std::string(name_of(side.protocol))});
        // Whoever looks the port up elsewhere would find that of the recommended service.
        if (side.found->port.empty() && side.host.form != HostForm::with_port && side.right != recommended(profile, direction))
            side.host_changes.push_back({side.field("port"), std::to_string(static_cast<int>(side.right->port))});
    }
    if (side.host.form == HostForm::with_port && side.found->port.empty() && side.right != nullptr)
        side.host_changes.push_back({side.field("port"),
            std::to_string(hints.port == side.protocol ? port_number(side.host.port) : static_cast<int>(side.right->port))});
    read_mixture(profile, side, hints);
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
