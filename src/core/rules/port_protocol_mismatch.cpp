#include "core/rules/rule.hpp"

namespace maildoctor::rules {
namespace {

struct Parameters {
    std::string port;
    std::string protocol;
    std::string spoken;
};
MAILDOCTOR_DESCRIBE(Parameters, port, protocol, spoken)

void check(const Patient& patient, std::vector<Found<Parameters>>& found) {
    for (const Side* side : patient.sides()) {
        if (side->port.kind != PortKind::another_protocol || side->port_follows_host) continue;
        found.push_back({Severity::error, side->port.changes.front().field, {side->port.cleaned, std::string(name_of(side->protocol)), std::string(name_of(*side->port.spoken))}, side->port.changes});
    }
}

}  // namespace
}  // namespace maildoctor::rules

MAILDOCTOR_RULE(port_protocol_mismatch)
