#include "core/rules/rule.hpp"

namespace maildoctor::rules::port_protocol_mismatch {
namespace {

struct Parameters {
    std::string port;
    std::string protocol;
    std::string spoken;
    std::string second;
};
MAILDOCTOR_DESCRIBE(Parameters, port, protocol, spoken, second)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        if (side->port.kind != PortKind::another_protocol || side->port_follows_host) continue;
        const std::string second = side->otherwise.empty() ? "none" : side->otherwise.back().value;
        const Parameters parameters{
            side->port.cleaned, std::string(name_of(side->protocol)), std::string(name_of(*side->port.spoken)), second};
        found.push_back({Severity::error, side->port.changes.front().field, parameters, side->port.changes, side->otherwise});
    }
}

}  // namespace
}  // namespace maildoctor::rules::port_protocol_mismatch

MAILDOCTOR_RULE(port_protocol_mismatch)
