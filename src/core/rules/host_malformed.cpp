#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_malformed {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->host.form == HostForm::malformed)
            found.push_back({Severity::error, side->field("host"), {}, side->host_changes});
}

}  // namespace
}  // namespace maildoctor::rules::host_malformed

MAILDOCTOR_RULE(host_malformed)
