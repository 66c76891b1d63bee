#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_misspelt {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->has_host_of(HostOwner::misspelt))
            found.push_back({Severity::error, side->field("host"), {}, side->host_changes});
}

}  // namespace
}  // namespace maildoctor::rules::host_misspelt

MAILDOCTOR_RULE(host_misspelt)
