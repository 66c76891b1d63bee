#include <algorithm>
#include <cmath>

#include "core/assess.hpp"
#include "core/diagnosis/next_step.hpp"
#include "core/reading/moment.hpp"

namespace maildoctor {

namespace {

constexpr std::string_view kTimeExpected = "a time such as 2026-11-23T20:00:00Z, or an empty text";

template <class List>
std::string one_of(const List& ids) {
    std::string out;
    for (const auto& id : ids) {
        if (!out.empty()) out += '|';
        out += id;
    }
    return out;
}

std::vector<std::string> question_ids() {
    std::vector<std::string> out;
    for (const Question* question : all_questions()) out.emplace_back(question->id);
    return out;
}

std::vector<std::string> cause_ids() {
    std::vector<std::string> out;
    for (const Cause* cause : all_causes()) out.emplace_back(cause->id);
    return out;
}

std::optional<Problem> check_answers(const Case& facts) {
    for (const auto& [id, given] : facts.answers) {
        const auto all = all_questions();
        const auto question = std::find_if(all.begin(), all.end(), [&id = id](const Question* each) { return each->id == id; });
        if (question == all.end()) return Problem{"answers." + id, "one of the questions " + one_of(question_ids())};
        std::vector<std::string_view> answers;
        for (const Value& answer : (*question)->values) answers.push_back(answer.id);
        answers.push_back(kDontKnow);
        if (!contains(answers, given)) return Problem{"answers." + id, one_of(answers)};
    }
    return std::nullopt;
}

std::optional<Problem> check_probe(const ProbeResult& probe, const std::string& path) {
    for (std::size_t i = 0; i < probe.addresses.size(); ++i) {
        const AddressResult& address = probe.addresses[i];
        const std::string at = path + ".addresses[" + std::to_string(i) + "]";
        std::vector<std::string_view> names;
        for (const Outcome outcome : outcomes_of(address.stage)) names.push_back(name_of(outcome));
        if (!contains(names, name_of(address.outcome)))
            return Problem{
                at + ".outcome", "an outcome of the stage " + std::string(name_of(address.stage)) + ": " + one_of(names)};
    }
    return std::nullopt;
}

/// The first item of a list that is none of `ids`.
std::optional<Problem> check_list(const std::vector<std::string>& list, const std::string& path, const std::string& expected,
    const std::vector<std::string>& ids) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if (!contains(ids, list[i])) return Problem{path + "[" + std::to_string(i) + "]", expected + one_of(ids)};
    return std::nullopt;
}

}  // namespace

std::optional<Problem> check(const Case& facts) {
    if (!facts.now.empty() && !seconds_of(facts.now)) return Problem{"now", std::string(kTimeExpected)};
    if (!facts.last_refused.empty() && !seconds_of(facts.last_refused)) return Problem{"lastRefused", std::string(kTimeExpected)};
    if (facts.mailing < 0 || std::floor(facts.mailing) != facts.mailing)
        return Problem{"mailing", "a whole number of recipients, 0 for none"};
    if (auto problem = check_answers(facts)) return problem;
    const std::vector<std::string> steps(diagnosis::step_ids().begin(), diagnosis::step_ids().end());
    if (auto problem = check_list(facts.skipped, "skipped", "one of the steps ", steps)) return problem;
    if (auto problem = check_list(facts.changed, "changed", "one of the settings ", settings_fields())) return problem;
    if (auto problem =
            check_list(facts.settings.empty_in_program, "settings.emptyInProgram", "one of the settings ", settings_fields()))
        return problem;
    const std::vector<std::string> causes = cause_ids();
    for (std::size_t i = 0; i < facts.tried.size(); ++i)
        if (!contains(causes, facts.tried[i].cause))
            return Problem{"tried[" + std::to_string(i) + "].cause", "one of the causes " + one_of(causes)};
    for (std::size_t i = 0; i < facts.probes.size(); ++i)
        if (auto problem = check_probe(facts.probes[i], "probes[" + std::to_string(i) + "]")) return problem;
    return std::nullopt;
}

}  // namespace maildoctor
