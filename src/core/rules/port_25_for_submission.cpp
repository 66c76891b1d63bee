#include "core/rules/rule.hpp"

namespace maildoctor::rules::port_25_for_submission {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        if (side->port.kind != PortKind::relay || side->port_follows_host) continue;
        found.push_back({Severity::warning, side->port.changes.front().field, {}, side->port.changes});
    }
}

}  // namespace
}  // namespace maildoctor::rules::port_25_for_submission

MAILDOCTOR_RULE(port_25_for_submission)
