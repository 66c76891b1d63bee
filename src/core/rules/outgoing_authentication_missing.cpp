#include "core/rules/rule.hpp"

namespace maildoctor::rules::outgoing_authentication_missing {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    const Side& side = patient.outgoing;
    // An access provider's server knows its customers by their connection; the finding about the host says what to do.
    if (side.found->authentication != Authentication::none || side.host.owner == HostOwner::access_provider) return;
    std::vector<Change> changes{{side.field("authentication"), std::string(name_of(Authentication::password))}};
    if (side.seen_empty(patient.facts, "username") && !patient.username().empty())
        changes.push_back({side.field("username"), patient.username()});
    found.push_back({Severity::error, side.field("authentication"), {}, changes});
}

}  // namespace
}  // namespace maildoctor::rules::outgoing_authentication_missing

MAILDOCTOR_RULE(outgoing_authentication_missing)
