#include "core/rules/rule.hpp"

namespace maildoctor::rules::port_unknown {
namespace {

struct Parameters {
    std::string port;
};
MAILDOCTOR_DESCRIBE(Parameters, port)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        if (side->port.kind != PortKind::unknown_port || side->port_follows_host) continue;
        found.push_back({Severity::error, side->port.changes.front().field, {side->port.cleaned}, side->port.changes});
    }
}

}  // namespace
}  // namespace maildoctor::rules::port_unknown

MAILDOCTOR_RULE(port_unknown)
