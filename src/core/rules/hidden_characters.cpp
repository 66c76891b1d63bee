#include "core/rules/rule.hpp"

namespace maildoctor::rules {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, std::vector<Found<Parameters>>& found) {
    if (patient.address.kind == AddressKind::hidden_characters)
        found.push_back({Severity::error, "address", {}, change_to("address", patient.address.usable)});
    for (const Side* side : patient.sides()) {
        if (side->host.form == HostForm::hidden_characters) found.push_back({Severity::error, side->field("host"), {}, side->host_changes});
        if (side->port.hidden_characters) {
            const bool also_wrong = !side->port.changes.empty() && side->port.changes.front().field == side->field("port");
            const std::string port = also_wrong ? side->port.changes.front().value : side->port.cleaned;
            found.push_back({Severity::error, side->field("port"), {}, change_to(side->field("port"), port)});
        }
        if (side->username.kind == UsernameKind::hidden_characters)
            found.push_back({Severity::error, side->field("username"), {}, change_to(side->field("username"), side->username.right)});
    }
}

}  // namespace
}  // namespace maildoctor::rules

MAILDOCTOR_RULE(hidden_characters)
