#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_has_port {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->host.form == HostForm::with_port)
            found.push_back({Severity::error, side->field("host"), {}, side->host_changes, side->otherwise});
}

}  // namespace
}  // namespace maildoctor::rules::host_has_port

MAILDOCTOR_RULE(host_has_port)
