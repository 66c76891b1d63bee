#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_protocol_mismatch {
namespace {

struct Parameters {
    std::string protocol;
    std::string spoken;
};
MAILDOCTOR_DESCRIBE(Parameters, protocol, spoken)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        if (!side->has_host_of(HostOwner::other_protocol)) continue;
        const Parameters parameters{std::string(name_of(side->protocol)), std::string(name_of(side->host.service->protocol))};
        found.push_back({Severity::error, side->field("host"), parameters, side->host_changes, side->otherwise});
    }
}

}  // namespace
}  // namespace maildoctor::rules::host_protocol_mismatch

MAILDOCTOR_RULE(host_protocol_mismatch)
