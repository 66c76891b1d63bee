#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_is_address {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->host.form == HostForm::address) found.push_back({Severity::error, side->field("host"), {}, side->host_changes});
}

}  // namespace
}  // namespace maildoctor::rules::host_is_address

MAILDOCTOR_RULE(host_is_address)
