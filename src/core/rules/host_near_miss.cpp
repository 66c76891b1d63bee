#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_near_miss {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->has_host_of(HostOwner::near_miss))
            found.push_back({Severity::error, side->field("host"), {}, side->host_changes});
}

}  // namespace
}  // namespace maildoctor::rules::host_near_miss

MAILDOCTOR_RULE(host_near_miss)
