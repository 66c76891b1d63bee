#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_of_own_domain {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    // A probe of the very name knows better: its certificate fits, or another rule says what is wrong.
    const auto probed = [&](const Side& side) {
        for (const ProbeReading& probe : patient.probes)
            if (probe.service->protocol != ServiceProtocol::https && direction_of(probe.service->protocol) == side.direction &&
                (probe.saw(Stage::certificate, Outcome::name_mismatch) || (probe.of_own_host() && probe.unreachable()) ||
                    (probe.of_own_host() && probe.saw(Stage::capabilities, Outcome::ok))))
                return true;
        return false;
    };
    for (const Side* side : patient.sides())
        if (side->has_host_of(HostOwner::own_domain) && !probed(*side))
            found.push_back({Severity::warning, side->field("host"), {}, side->host_changes});
}

}  // namespace
}  // namespace maildoctor::rules::host_of_own_domain

MAILDOCTOR_RULE(host_of_own_domain)
