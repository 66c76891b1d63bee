#include "core/rules/rule.hpp"

namespace maildoctor::rules {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, std::vector<Found<Parameters>>& found) {
    if (patient.address.kind == AddressKind::look_alike_characters)
        found.push_back({Severity::error, "address", {}, change_to("address", patient.address.usable)});
    for (const Side* side : patient.sides()) {
        if (side->host.form == HostForm::look_alike_characters) found.push_back({Severity::error, side->field("host"), {}, side->host_changes});
        if (side->username.kind == UsernameKind::look_alike_characters)
            found.push_back({Severity::error, side->field("username"), {}, change_to(side->field("username"), side->username.right)});
    }
}

}  // namespace
}  // namespace maildoctor::rules

MAILDOCTOR_RULE(look_alike_characters)
