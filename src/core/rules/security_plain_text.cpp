#include "core/rules/rule.hpp"

namespace maildoctor::rules::security_plain_text {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        if (side->port.kind != PortKind::plain_text || side->port_follows_host) continue;
        found.push_back({side->port.cannot_work ? Severity::error : Severity::warning, side->port.changes.front().field, {},
            side->port.changes});
    }
}

}  // namespace
}  // namespace maildoctor::rules::security_plain_text

MAILDOCTOR_RULE(security_plain_text)
