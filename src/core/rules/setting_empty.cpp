#include "core/rules/rule.hpp"

namespace maildoctor::rules::setting_empty {
namespace {

struct Parameters {
    std::string setting;
};
MAILDOCTOR_DESCRIBE(Parameters, setting)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides()) {
        const auto empty = [&](std::string_view name, std::string_view typed, const std::string& right) {
            if (!side->seen_empty(patient.facts, name) || !typed.empty()) return;
            found.push_back({Severity::error, side->field(name), {std::string(name)}, change_to(side->field(name), right)});
        };
        const bool no_log_in = side->found->authentication == Authentication::none && side->direction == Direction::outgoing;
        const Service* right = side->right;
        empty("host", side->found->host, right == nullptr ? std::string() : right->host);
        empty("port", side->found->port, right == nullptr ? std::string() : std::to_string(static_cast<int>(right->port)));
        empty("security", side->found->security ? "known" : "",
            right == nullptr ? std::string() : std::string(name_of(right->security)));
        // outgoing-authentication-missing tells that one.
        empty("username", no_log_in ? "none wanted" : side->found->username, patient.username());
        if (side->direction == Direction::outgoing)
            empty("authentication", side->found->authentication ? "known" : "", std::string(name_of(Authentication::password)));
    }
}

}  // namespace
}  // namespace maildoctor::rules::setting_empty

MAILDOCTOR_RULE(setting_empty)
