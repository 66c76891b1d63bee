#include "core/rules/rule.hpp"

namespace maildoctor::rules::port_security_mismatch {
namespace {

struct Parameters {
    std::string port;
    std::string security;
};
MAILDOCTOR_DESCRIBE(Parameters, port, security)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        if (side->port.kind != PortKind::security_mismatch || side->port_follows_host) continue;
        found.push_back({Severity::error, side->port.changes.front().field,
            {side->port.cleaned, std::string(name_of(*side->found->security))}, side->port.changes});
    }
}

}  // namespace
}  // namespace maildoctor::rules::port_security_mismatch

MAILDOCTOR_RULE(port_security_mismatch)
