#include "core/rules/rule.hpp"

namespace maildoctor::rules::hosts_swapped {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    std::vector<Change> changes;
    std::string field;
    for (const Side* side : patient.sides()) {
        if (!side->has_host_of(HostOwner::other_direction)) continue;
        if (field.empty()) field = side->field("host");
        changes.insert(changes.end(), side->host_changes.begin(), side->host_changes.end());
    }
    if (!field.empty()) found.push_back({Severity::error, field, {}, changes});
}

}  // namespace
}  // namespace maildoctor::rules::hosts_swapped

MAILDOCTOR_RULE(hosts_swapped)
