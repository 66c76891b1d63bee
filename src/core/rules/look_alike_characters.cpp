#include "core/rules/rule.hpp"

namespace maildoctor::rules::look_alike_characters {
namespace {

struct Parameters {
    std::string script;
};
MAILDOCTOR_DESCRIBE(Parameters, script)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    const auto add = [&](const std::string& field, std::string_view typed, std::vector<Change> changes) {
        const std::string script{name_of(read_text(typed).look_alike.front())};
        found.push_back({Severity::error, field, {script}, std::move(changes)});
    };
    if (patient.address.kind == AddressKind::look_alike_characters)
        add("address", patient.facts.settings.address, change_to("address", patient.address.usable));
    for (const Side* side : patient.sides()) {
        if (side->host.form == HostForm::look_alike_characters) add(side->field("host"), side->found->host, side->host_changes);
        if (side->username.kind == UsernameKind::look_alike_characters)
            add(side->field("username"), side->found->username, change_to(side->field("username"), side->username.right));
    }
}

}  // namespace
}  // namespace maildoctor::rules::look_alike_characters

MAILDOCTOR_RULE(look_alike_characters)
