// What a probe says about a service, read once. A result that is not there, or that only tells about the place where the
// bridge stands, is evidence for nothing.
#pragma once

#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

/// No way from where the bridge stands, or no answer from its resolver: nothing is known about the server.
bool tells_of_vantage_only(const AddressResult& address);

struct ProbeReading {
    const Service* service = nullptr;     ///< never null
    const ProbeResult* result = nullptr;  ///< never null; the last of its service and host
    const ProbeResult* before = nullptr;  ///< the one before it, or null
    std::string host;                     ///< the name that was probed

    /// Any of the addresses ended so.
    [[nodiscard]] bool saw(Stage stage, Outcome outcome) const;
    /// The name does not exist, or no address let itself be talked to.
    [[nodiscard]] bool unreachable() const;
    /// Unreachable twice, some seconds apart and neither told from the bridge's memory: once may be chance.
    [[nodiscard]] bool confirmed_unreachable() const;
    [[nodiscard]] bool of_own_host() const { return !result->own_host.empty(); }
};

/// Probes of services that the profile does not have, and of names that are no longer the ones typed, are left out.
std::vector<ProbeReading> read_probes(const Profile& profile, const Case& facts);

}  // namespace maildoctor
