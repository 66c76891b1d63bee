// A rule: one check, facts -> findings of one id. Each rule lives in <rule_id>.cpp with <rule_id>.en.json beside it and one
// line in rules.def; `script/new rule <rule-id>` makes all of them.
#pragma once

#include "core/model/assessment.hpp"
#include "core/reading/patient.hpp"

namespace maildoctor {

struct Rule {
    std::string_view id;
    std::vector<std::string> parameters;  ///< names of the arguments that every finding of this rule carries
    void (*check)(const Rule&, const Patient&, std::vector<Finding>&);
};

/// All rules, in the order in which their findings are shown.
const std::vector<Rule>& all_rules();

/// What the rules find, in their order. Total: any bytes in any field will do.
std::vector<Finding> find(const Patient& patient);

/// For rules whose texts need nothing but the field.
struct NoParameters {};
MAILDOCTOR_DESCRIBE(NoParameters)

/// What a rule found, with its typed parameters.
template <class Parameters>
struct Found {
    Severity severity = Severity::error;
    std::string field;
    Parameters parameters{};
    std::vector<Change> changes{};    ///< empty: there is no fix that the doctor could know
    std::vector<Change> otherwise{};  ///< the second way; empty: there is only one
};

/// A fix of one field; none when the right value is not known.
inline std::vector<Change> change_to(const std::string& field, const std::string& value) {
    return value.empty() ? std::vector<Change>{} : std::vector<Change>{{field, value}};
}

template <class Parameters>
std::map<std::string, Argument> arguments_of(const Parameters& parameters) {
    std::map<std::string, Argument> out;
    for_each_field<Parameters>([&](const auto& field) { out.emplace(field.name(), parameters.*(field.pointer)); });
    return out;
}

template <class Parameters, void (*Check)(const Patient&, std::vector<Found<Parameters>>&)>
Rule make_rule(std::string_view id) {
    Rule rule{
        id, {}, [](const Rule& self, const Patient& patient, std::vector<Finding>& findings) {
            std::vector<Found<Parameters>> found;
            Check(patient, found);
            for (auto& each : found) {
                Finding finding{std::string(self.id), each.severity, each.field, arguments_of(each.parameters), {}, {}, false};
                if (!each.changes.empty()) finding.fix = Fix{std::move(each.changes)};
                if (!each.otherwise.empty()) finding.otherwise = Fix{std::move(each.otherwise)};
                findings.push_back(std::move(finding));
            }
        }};
    for_each_field<Parameters>([&](const auto& field) { rule.parameters.emplace_back(field.name()); });
    return rule;
}

}  // namespace maildoctor

/// Ends a rule's file: `MAILDOCTOR_RULE(host_misspelt)`, after `Parameters` and `check` in its own namespace.
#define MAILDOCTOR_RULE(name)                                        \
    namespace maildoctor::rules::name {                              \
    Rule rule() {                                                    \
        static constexpr auto kId = ::maildoctor::kebab_case(#name); \
        return make_rule<Parameters, check>(kId.view());             \
    }                                                                \
    }
