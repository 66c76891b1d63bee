// The patient as the rules and signs see them: the case beside its profile, with every setting read once. Each reading is a
// closed list of kinds, so that one defect has one name and one rule.
#pragma once

#include <array>

#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"
#include "core/reading/host.hpp"
#include "core/reading/port.hpp"
#include "core/reading/probe_reading.hpp"
#include "core/reading/text.hpp"
#include "core/reading/username.hpp"

namespace maildoctor {

/// One direction of the settings, beside the service that it should be compared with.
struct Side {
    Direction direction{};
    const ServerSettings* found = nullptr;  ///< never null
    const Service* right = nullptr;         ///< of the protocol found, else the recommended one; null when there is none
    const Service* named = nullptr;         ///< the very one that the settings name; null when there is none
    Protocol protocol{};                    ///< the one that the settings are meant for
    HostReading host;
    PortReading port;
    UsernameReading username;
    std::vector<Change>
        host_changes;                ///< what would make the host good, with the port when both have one reason; empty: not known
    std::vector<Change> otherwise;   ///< where the settings are half IMAP and half POP3: the whole set of the second way
    bool port_follows_host = false;  ///< the port is explained by the host: one defect, told once
    bool protocol_wrong = false;     ///< SMTP among the incoming settings, or IMAP or POP3 among the outgoing ones

    [[nodiscard]] std::string field(std::string_view name) const { return field_path(direction, name); }
    [[nodiscard]] bool at_another_provider() const {
        return host.owner == HostOwner::another_provider || host.owner == HostOwner::access_provider;
    }
    /// Whose host it is, where that is worth a finding of its own: a badly written name is mended on the way to the right one.
    [[nodiscard]] bool has_host_of(HostOwner owner) const;
    /// The person's program is said to show nothing in this field.
    [[nodiscard]] bool seen_empty(const Case& facts, std::string_view name) const;
};

struct Patient {
    const Profile& profile;
    const Case& facts;
    AddressReading address;
    Side incoming;
    Side outgoing;
    std::vector<ProbeReading> probes;

    [[nodiscard]] const Side& side_of(const Service& service) const {
        return direction_of(service.protocol) == Direction::incoming ? incoming : outgoing;
    }
    /// The user name that the provider wants; empty if it is not known.
    [[nodiscard]] std::string username() const;
    [[nodiscard]] std::array<const Side*, 2> sides() const { return {&incoming, &outgoing}; }
};

/// `profile` and `facts` must outlive the patient.
Patient read(const Profile& profile, const Case& facts);

}  // namespace maildoctor
