#include "core/rules/rule.hpp"

namespace maildoctor::rules {
namespace {

struct Parameters {
    std::string host;
};
MAILDOCTOR_DESCRIBE(Parameters, host)

void check(const Patient& patient, std::vector<Found<Parameters>>& found) {
    for (const ProbeReading& probe : patient.probes) {
        if (!probe.saw(Stage::certificate, Outcome::name_mismatch)) continue;
        const Side& side = patient.side_of(*probe.service);
        const bool own = probe.service->protocol != ServiceProtocol::https && (probe.of_own_host() || side.host.owner == HostOwner::own_domain);
        if (own && side.right != nullptr) found.push_back({Severity::error, side.field("host"), {probe.host}, {{side.field("host"), side.right->host}}});
        else found.push_back({Severity::error, "probe." + probe.service->id, {probe.host}});
    }
}

}  // namespace
}  // namespace maildoctor::rules

MAILDOCTOR_RULE(certificate_name_mismatch)
