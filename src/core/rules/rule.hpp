// A rule: one check, facts -> findings of one id. Each rule lives in <rule_id>.cpp with <rule_id>.en.json beside it and one
// line in rules.def; `script/new rule <rule-id>` makes all of them.
#pragma once

#include <span>

#include "core/model/assessment.hpp"
#include "core/reading/patient.hpp"

namespace maildoctor {

struct Rule {
    std::string_view id;
    std::span<const std::string_view> parameters;  ///< names of the arguments that every finding of this rule carries
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

using Arguments = std::map<std::string, Argument>;

/// An empty list of changes is no fix.
void add_finding(std::vector<Finding>& out, std::string_view rule, Severity severity, const std::string& field,
    Arguments arguments, const std::vector<Change>& changes, const std::vector<Change>& otherwise);

template <class Parameters>
Arguments arguments_of(const Parameters& parameters) {
    Arguments out;
    for_each_field<Parameters>([&](const auto& field) { out.emplace(field.name(), parameters.*(field.pointer)); });
    return out;
}

template <class Parameters>
inline constexpr auto kParameterNames = std::apply(
    [](const auto&... field) { return std::array<std::string_view, sizeof...(field)>{field.name()...}; }, kFields<Parameters>);

/// Where a rule puts what it finds.
template <class Parameters>
class FindingsOf {
public:
    FindingsOf(std::string_view rule, std::vector<Finding>& out) : rule_(rule), out_(out) {}

    void push_back(const Found<Parameters>& found) {
        add_finding(out_, rule_, found.severity, found.field, arguments_of(found.parameters), found.changes, found.otherwise);
    }

private:
    std::string_view rule_;
    std::vector<Finding>& out_;
};

template <class Parameters, void (*Check)(const Patient&, FindingsOf<Parameters>&)>
Rule make_rule(std::string_view id) {
    return {id, kParameterNames<Parameters>, [](const Rule& self, const Patient& patient, std::vector<Finding>& findings) {
                FindingsOf<Parameters> found(self.id, findings);
                Check(patient, found);
            }};
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
