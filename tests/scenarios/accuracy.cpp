// How often the diagnosis is right, for script/bench: top-1 and top-3 per cause (worst first), and the questions to a verdict.
//   accuracy [FOLDER] [--each]    FOLDER: of tests/scenarios; --each: also every patient whose cause does not come first
#include <algorithm>
#include <cstdio>
#include <cstring>

#include "core/diagnosis/next_step.hpp"
#include "scenarios/patient.hpp"

namespace {

using namespace maildoctor;
using namespace maildoctor::tests;

struct Tally {
    int patients = 0;
    int first = 0;
    int third = 0;
    int third_or_support = 0;
    std::vector<std::size_t> questions;
};

double percent(int part, int whole) { return whole == 0 ? 0 : 100.0 * part / whole; }

std::size_t median(std::vector<std::size_t> all) {
    std::sort(all.begin(), all.end());
    return all.empty() ? 0 : all[all.size() / 2];
}

void print_course(const Scenario& scenario, const Course& course) {
    std::string steps, causes;
    for (const std::string& step : course.steps) {
        const auto answer = course.facts.answers.find(step);
        steps += " " + step + (answer == course.facts.answers.end() ? "" : "=" + answer->second);
        if (step == "paste") steps += course.verdict.error_meanings.empty() ? "" : "=" + course.verdict.error_meanings[0].meaning;
    }
    for (std::size_t i = 0; i < 3; ++i) {
        char text[80];
        std::snprintf(
            text, sizeof text, " %s %.2f", course.verdict.causes[i].cause.c_str(), course.verdict.causes[i].probability);
        causes += text;
    }
    std::printf("  %s\n    is      %s\n    named  %s\n    steps  %s\n", scenario.name.c_str(), scenario.causes.front().c_str(),
        causes.c_str(), steps.c_str());
}

Tally run(const Profile& profile, const std::vector<Scenario>& scenarios, const Noise& noise, const Asker& asker, bool each,
    std::map<std::string, Tally>& by_cause) {
    Tally all;
    Noise seeded = noise;
    for (const Scenario& scenario : scenarios) {
        ++seeded.seed;
        const Course course = examine(profile, scenario, seeded, asker);
        for (Tally* tally : {&all, &by_cause[scenario.causes.front()]}) {
            ++tally->patients;
            tally->first += course.names(scenario, 1);
            tally->third += course.names(scenario, 3);
            tally->third_or_support += course.names(scenario, 3) || course.verdict.causes.front().cause == "undetermined";
            tally->questions.push_back(course.questions());
        }
        if (each && !course.names(scenario, 1)) print_course(scenario, course);
    }
    return all;
}

void print(const char* name, const Tally& tally) {
    std::printf("%-34s %4d %7.1f %7.1f %10.1f %7zu %7zu\n", name, tally.patients, percent(tally.first, tally.patients),
        percent(tally.third, tally.patients), percent(tally.third_or_support, tally.patients), median(tally.questions),
        tally.questions.empty() ? 0 : *std::max_element(tally.questions.begin(), tally.questions.end()));
}

/// The article's own order, until a cause is above the same threshold.
Step in_fixed_order(const Assessment& assessment, const Case& facts) {
    static const char* const kOrder[] = {"symptom", "mail-access", "network", "vpn", "invoice", "program", "settings",
        "worked-before", "webmail-opens", "recipients-last-hour", "failing-recipients", "missing-mail", "mail-in-webmail",
        "other-network", "who-else", "refused-logins", "another-device", "own-website", "paste", "probe", "domain"};
    if (assessment.causes.front().probability >= diagnosis::kVerdict) return {StepKind::verdict, {}, {}};
    for (const std::string id : kOrder) {
        if (facts.answers.count(id) > 0 || std::find(facts.skipped.begin(), facts.skipped.end(), id) != facts.skipped.end())
            continue;
        if (const auto kind = from_name<StepKind>(id)) return {*kind, {}, {}};
        Step step{StepKind::question, id, {}};
        static const json::Json contract = read_json(source_tree() / "web/src/generated/contract.json");
        for (const json::Json& question : contract["questions"])
            if (question["id"] == id) step.answers = question["answers"].get<std::vector<std::string>>();
        return step;
    }
    return {StepKind::verdict, {}, {}};
}

}  // namespace

int main(int argc, char** argv) {
    const bool each = argc > 1 && std::strcmp(argv[argc - 1], "--each") == 0;
    const std::string folder = argc > 1 && argv[1][0] != '-' ? argv[1] : ".";
    const Profile profile = read_profile("websupport.se");
    const std::vector<Scenario> scenarios = read_scenarios(folder);
    std::printf("%-34s %4s %7s %7s %10s %7s %7s\n", "patients", "n", "top-1 %", "top-3 %", "or support", "median", "most");
    std::map<std::string, Tally> by_cause, unused;
    print("all answers", run(profile, scenarios, {}, {}, false, by_cause));
    print("10 % don't know", run(profile, scenarios, {0.1, 0, 1}, {}, false, unused));
    print("30 % don't know", run(profile, scenarios, {0.3, 0, 1}, {}, false, unused));
    print("10 % wrong answers", run(profile, scenarios, {0, 0.1, 1}, {}, false, unused));
    print("all answers, the article's order", run(profile, scenarios, {}, in_fixed_order, false, unused));
    std::printf("\n");
    std::vector<std::pair<std::string, Tally>> rows(by_cause.begin(), by_cause.end());
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return percent(a.second.first, a.second.patients) < percent(b.second.first, b.second.patients);
    });
    for (const auto& [cause, tally] : rows) print(cause.c_str(), tally);
    if (each) {
        std::printf("\nnot named first:\n");
        run(profile, scenarios, {}, {}, true, unused);
    }
}
