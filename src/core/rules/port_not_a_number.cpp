#include "core/rules/rule.hpp"

namespace maildoctor::rules::port_not_a_number {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        if (side->port.kind != PortKind::not_a_number || side->port_follows_host) continue;
        found.push_back({Severity::error, side->port.changes.front().field, {}, side->port.changes});
    }
}

}  // namespace
}  // namespace maildoctor::rules::port_not_a_number

MAILDOCTOR_RULE(port_not_a_number)
