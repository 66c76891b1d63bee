#include "scenarios/patient.hpp"

#include <algorithm>
#include <stdexcept>

#include "core/causes/cause.hpp"
#include "core/questions/question.hpp"
#include "core/reading/text.hpp"

namespace maildoctor::tests {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTooManySteps = 40;

bool is_cause(const std::string& id) {
    return std::any_of(all_causes().begin(), all_causes().end(), [&](const Cause* cause) { return cause->id == id; });
}

bool is_question(const std::string& id) {
    return std::any_of(
        all_questions().begin(), all_questions().end(), [&](const Question* question) { return question->id == id; });
}

Scenario read_scenario(const json::Json& from) {
    json::Json knows = json::Json::object();
    for (const char* member : {"settings", "pastedError", "noErrorShown", "context"})
        if (from.contains(member)) knows[member] = from[member];
    for (const auto& [question, answer] : from["answers"].items())
        if (is_question(question)) knows["answers"][question] = answer;
    Scenario out{from["name"], from["causes"].get<std::vector<std::string>>(), read_case(knows), {}, {}};
    if (from.contains("probes")) out.probes = from["probes"].get<std::map<std::string, std::string>>();
    // Where there is a bridge it finds the domain in order, unless the story says otherwise.
    out.domain = from.value("domain", out.probes.empty() ? "" : "comes-here");
    return out;
}

DomainResult domain_of(const Profile& profile, const std::string& value) {
    DomainResult out;
    out.domain = "example.se";
    if (value.empty()) out.unavailable = Unavailable::bridge_absent;
    DomainRecord mx{RecordKind::mx, out.domain, DnsAnswer::no_data, {}};
    if (value == "not-registered") mx.answer = DnsAnswer::name_not_found;
    if (value == "comes-here" || value == "goes-elsewhere") {
        const bool here = value == "comes-here" && !profile.domain.mail_servers.empty();
        std::string host = here ? profile.domain.mail_servers.front() : "mx.example.net";
        std::replace(host.begin(), host.end(), '*', 'a');
        mx.answer = DnsAnswer::found;
        mx.values = {"10 " + host};
    }
    out.records.push_back(mx);
    return out;
}

ProbeResult result_of(const Scenario& scenario, const std::string& service, const char* at) {
    ProbeResult out;
    out.service = service;
    out.at = at;
    const auto found = scenario.probes.find(service);
    if (found == scenario.probes.end()) {
        out.unavailable = Unavailable::bridge_absent;
        return out;
    }
    AddressResult address;
    address.address = "192.0.2.1";
    address.stage = Stage::capabilities;
    if (const std::size_t blank = found->second.find(' '); blank != std::string::npos) {
        address.stage = from_name<Stage>(found->second.substr(0, blank)).value();
        address.outcome = from_name<Outcome>(found->second.substr(blank + 1)).value();
    }
    if (address.stage == Stage::resolve) address.address.clear();
    // The bridge's own resolver that does not answer tells about the bridge.
    if (address.stage == Stage::resolve && address.outcome == Outcome::timed_out)
        out.unavailable = Unavailable::vantage_unavailable;
    else out.addresses.push_back(address);
    return out;
}

std::string answer_to(const Step& step, const Scenario& scenario, const Noise& noise, std::mt19937& random) {
    std::uniform_real_distribution<double> share(0, 1);
    const bool forgets = share(random) < noise.unknown;
    const bool errs = share(random) < noise.wrong;
    if (errs) return step.answers[random() % step.answers.size()];
    const auto known = scenario.knows.answers.find(step.id);
    const bool offered = known != scenario.knows.answers.end() &&
        std::find(step.answers.begin(), step.answers.end(), known->second) != step.answers.end();
    return offered && !forgets ? known->second : std::string(kDontKnow);
}

void take(const Profile& profile, const Scenario& scenario, const Assessment& assessment, const Step& step, Case& facts,
    const std::string& answer) {
    switch (step.kind) {
        case StepKind::question: facts.answers[step.id] = answer; return;
        case StepKind::settings: facts.settings = scenario.knows.settings; break;
        case StepKind::paste:
            facts.pasted_error = scenario.knows.pasted_error;
            facts.no_error_shown = scenario.knows.no_error_shown;
            break;
        case StepKind::probe:
            // The page probes twice what it could not reach.
            for (const char* at : {"2026-11-23T20:00:00Z", "2026-11-23T20:00:06Z"})
                for (const std::string& service : assessment.probes_wanted)
                    facts.probes.push_back(result_of(scenario, service, at));
            break;
        case StepKind::domain: {
            facts.domain = domain_of(profile, scenario.domain);
            const std::string& address = scenario.knows.settings.address;
            if (address.find('@') != std::string::npos) facts.domain->domain = lower_case(address.substr(address.rfind('@') + 1));
            break;
        }
        case StepKind::verdict:
        case StepKind::solved: return;
    }
    facts.skipped.emplace_back(name_of(step.kind));
}

}  // namespace

std::vector<Scenario> read_scenarios(const std::string& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(source_tree() / "tests/scenarios" / folder))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Scenario> out;
    for (const fs::path& file : files) {
        const json::Json read = read_json(file);
        for (const json::Json& patient : read["patients"]) {
            Scenario scenario = read_scenario(patient);
            if (std::all_of(scenario.causes.begin(), scenario.causes.end(), is_cause)) out.push_back(std::move(scenario));
        }
    }
    return out;
}

std::size_t Course::questions() const { return static_cast<std::size_t>(std::count_if(steps.begin(), steps.end(), is_question)); }

bool Course::names(const Scenario& scenario, std::size_t among) const {
    for (std::size_t i = 0; i < std::min(among, verdict.causes.size()); ++i)
        if (std::find(scenario.causes.begin(), scenario.causes.end(), verdict.causes[i].cause) != scenario.causes.end())
            return true;
    return false;
}

Course examine(const Profile& profile, const Scenario& scenario, const Noise& noise, const Asker& asker) {
    std::mt19937 random(noise.seed);
    Course out;
    out.facts.context = scenario.knows.context;
    while (out.steps.size() < kTooManySteps) {
        out.verdict = assess(profile, out.facts);
        const Step step = asker ? asker(out.verdict, out.facts) : out.verdict.step;
        if (step.kind == StepKind::verdict || step.kind == StepKind::solved) return out;
        out.steps.push_back(step.kind == StepKind::question ? step.id : std::string(name_of(step.kind)));
        const std::string answer = step.kind == StepKind::question ? answer_to(step, scenario, noise, random) : std::string();
        take(profile, scenario, out.verdict, step, out.facts, answer);
    }
    throw std::runtime_error("no verdict: " + scenario.name);
}

}  // namespace maildoctor::tests
