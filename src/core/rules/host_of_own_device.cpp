#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_of_own_device {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->has_host_of(HostOwner::own_device))
            found.push_back({Severity::warning, side->field("host"), {}, side->host_changes});
}

}  // namespace
}  // namespace maildoctor::rules::host_of_own_device

MAILDOCTOR_RULE(host_of_own_device)
