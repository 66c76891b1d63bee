#include "core/rules/rule.hpp"

#include <algorithm>
#include <set>

#include "core/ids.hpp"

namespace maildoctor {

#define RULE(name) std::string_view(#name),
static_assert(are_ids(std::array{
#include "core/rules/rules.def"
}));
#undef RULE

namespace rules {
#define RULE(name)   \
    namespace name { \
    Rule rule();     \
    }
#include "core/rules/rules.def"
#undef RULE
}  // namespace rules

const std::vector<Rule>& all_rules() {
    static const std::vector<Rule> all{
#define RULE(name) rules::name::rule(),
#include "core/rules/rules.def"
#undef RULE
    };
    return all;
}

void add_finding(std::vector<Finding>& out, std::string_view rule, Severity severity, const std::string& field,
    Arguments arguments, const std::vector<Change>& changes, const std::vector<Change>& otherwise) {
    Finding finding{std::string(rule), severity, field, std::move(arguments), {}, {}, false};
    if (!changes.empty()) finding.fix = Fix{changes};
    if (!otherwise.empty()) finding.otherwise = Fix{otherwise};
    out.push_back(std::move(finding));
}

std::vector<Finding> find(const Patient& patient) {
    std::vector<Finding> out;
    for (const Rule& rule : all_rules()) rule.check(rule, patient, out);
    const std::set<std::string_view> ticked(patient.facts.changed.begin(), patient.facts.changed.end());
    for (Finding& finding : out) {
        const auto is_ticked = [&](const Change& change) { return ticked.count(change.field) > 0; };
        finding.changed = finding.fix ? std::all_of(finding.fix->changes.begin(), finding.fix->changes.end(), is_ticked)
                                      : ticked.count(finding.field) > 0;
    }
    return out;
}

}  // namespace maildoctor
