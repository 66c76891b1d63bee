#include "core/rules/rule.hpp"

namespace maildoctor::rules::protocol_of_other_direction {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        if (!side->protocol_wrong || side->has_host_of(HostOwner::other_direction)) continue;
        found.push_back(
            {Severity::error, side->field("protocol"), {}, {{side->field("protocol"), std::string(name_of(side->protocol))}}});
    }
}

}  // namespace
}  // namespace maildoctor::rules::protocol_of_other_direction

MAILDOCTOR_RULE(protocol_of_other_direction)
