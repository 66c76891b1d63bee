#include "core/rules/rule.hpp"

namespace maildoctor::rules::hidden_characters {
namespace {

struct Parameters {
    std::string character;
    double others = 0;
};
MAILDOCTOR_DESCRIBE(Parameters, character, others)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    const auto add = [&](const std::string& field, std::string_view typed, std::vector<Change> changes) {
        const auto kinds = read_text(typed).hidden;
        // A port may also hold letters that look like others; no digit does, so they are no less strange than the rest.
        const HiddenCharacter first = kinds.empty() ? HiddenCharacter::invisible : kinds.front();
        const double others = kinds.empty() ? 0 : static_cast<double>(kinds.size() - 1);
        found.push_back({Severity::error, field, {std::string(name_of(first)), others}, std::move(changes)});
    };
    if (patient.address.kind == AddressKind::hidden_characters)
        add("address", patient.facts.settings.address, change_to("address", patient.address.usable));
    for (const Side* side : patient.sides()) {
        if (side->host.form == HostForm::hidden_characters) add(side->field("host"), side->found->host, side->host_changes);
        if (side->port.hidden_characters) {
            const bool also_wrong = !side->port.changes.empty() && side->port.changes.front().field == side->field("port");
            const std::string port = also_wrong ? side->port.changes.front().value : side->port.cleaned;
            add(side->field("port"), side->found->port, change_to(side->field("port"), port));
        }
        if (side->username.kind == UsernameKind::hidden_characters)
            add(side->field("username"), side->found->username, change_to(side->field("username"), side->username.right));
    }
}

}  // namespace
}  // namespace maildoctor::rules::hidden_characters

MAILDOCTOR_RULE(hidden_characters)
