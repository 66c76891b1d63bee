#include "core/diagnosis/next_step.hpp"

#include <algorithm>
#include <cmath>

#include "core/reading/directions.hpp"

namespace maildoctor::diagnosis {

namespace {

/// A step other than a question: what it would show, what it costs, and what must have been asked before.
struct Work {
    StepKind kind;
    std::vector<std::string_view> signs;
    double effort;  ///< 1 = one easy tap
    double chance;  ///< that it shows anything: not everybody has an error message to paste
    std::vector<std::string_view> asks_before;
};

const std::vector<Work>& all_work() {
    static const std::vector<Work> all{
        // Finding the page of settings in a program and reading its values takes minutes. Which program it is, is asked there.
        {StepKind::settings, {"incoming-settings", "outgoing-settings"}, 2, 0.8, {"mail-access"}},
        // Most programs say something, and it can be copied.
        {StepKind::paste, {"error-message"}, 1.5, 0.9, {}},
        // One press and some seconds; somebody else does the work.
        {StepKind::probe, {"servers"}, 1.5, 0.9, {}},
    };
    return all;
}

/// People who are asked do not always know.
constexpr double kChanceOfAnswer = 0.85;

/// An answer that hardly anybody would give is no reason to ask.
constexpr double kWorthAsking = 0.03;

struct Candidate {
    Step step;
    std::vector<std::size_t> columns;
    double effort;
    double chance;
    std::vector<std::string_view> asks_before;
};

bool contains(const std::vector<std::string>& list, std::string_view item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

bool is_taken(const Case& facts, std::string_view id) {
    return facts.answers.count(std::string(id)) > 0 || contains(facts.skipped, id);
}

bool is_taken(const Case& facts, const Work& work, const std::vector<Sighting>& seen) {
    if (contains(facts.skipped, name_of(work.kind))) return true;
    if (work.kind == StepKind::paste && (!facts.pasted_error.empty() || facts.no_error_shown)) return true;
    if (work.kind == StepKind::probe && !facts.probes.empty()) return true;
    return std::any_of(seen.begin(), seen.end(), [&](const Sighting& each) {
        return std::find(work.signs.begin(), work.signs.end(), columns()[each.column].id) != work.signs.end();
    });
}

Step question_step(const Observed& observed, const Question& question) {
    Step out{StepKind::question, std::string(question.id), {}};
    for (const Value& answer : question.answers)
        if (question.offers == nullptr || question.offers(observed, answer.id)) out.answers.emplace_back(answer.id);
    out.answers.emplace_back(kDontKnow);
    return out;
}

bool applies(const Observed& observed, const Question& question) {
    return question.applies == nullptr || question.applies(observed);
}

bool applies(const Observed& observed, const Work& work, const std::vector<std::string>& wanted) {
    if (work.kind == StepKind::paste) return true;
    if (answer_of(observed.patient.facts, "mail-access") == "webmail") return false;
    return work.kind != StepKind::probe || !wanted.empty();
}

/// Settings of a direction that works show nothing.
bool shows(const Observed& observed, std::string_view sign) {
    if (sign == "incoming-settings") return bears_on(observed.patient.facts, Direction::incoming);
    if (sign == "outgoing-settings") return bears_on(observed.patient.facts, Direction::outgoing);
    return true;
}

/// What can still be asked or done, and how many questions have been asked.
struct Open {
    std::vector<Candidate> candidates;
    std::size_t asked = 0;
};

Open open_steps(const Observed& observed, const std::vector<std::string>& wanted) {
    const Case& facts = observed.patient.facts;
    const std::vector<Sighting> seen = sightings(observed);
    Open out;
    for (const Question& question : all_questions()) {
        if (is_taken(facts, question.id)) ++out.asked;
        else if (applies(observed, question))
            out.candidates.push_back(
                {question_step(observed, question), {column_of(question.id)}, question.effort, kChanceOfAnswer, {}});
    }
    for (const Work& work : all_work()) {
        if (is_taken(facts, work, seen) || !applies(observed, work, wanted)) continue;
        std::vector<std::size_t> places;
        for (const std::string_view sign : work.signs)
            if (shows(observed, sign)) places.push_back(column_of(sign));
        out.candidates.push_back({{work.kind, {}, {}}, places, work.effort, work.chance, work.asks_before});
    }
    return out;
}

double entropy(const std::vector<double>& probabilities) {
    double out = 0;
    for (const double p : probabilities)
        if (p > 0) out -= p * std::log(p);
    return out;
}

/// What looking at one column would bring.
struct Prospect {
    double gain = 0;            ///< expected loss of entropy
    bool could_change = false;  ///< some answer that people give would put another cause first
};

Prospect prospect_of(const Belief& belief, std::size_t column) {
    const std::vector<double> now = belief.probabilities();
    const std::span<const Value> values = columns()[column].values;
    std::vector<double> chances(values.size(), 0.0);
    double sum = 0;
    for (std::size_t value = 0; value < values.size(); ++value) {
        for (std::size_t cause = 0; cause < now.size(); ++cause)
            if (now[cause] > 0) chances[value] += now[cause] * values[value].background * std::exp(weight(cause, column, value));
        sum += chances[value];
    }
    Prospect out{entropy(now), false};
    for (std::size_t value = 0; value < values.size(); ++value) {
        const Belief then = belief.after({column, value});
        const double chance = chances[value] / sum;
        out.gain -= chance * entropy(then.probabilities());
        out.could_change = out.could_change || (chance >= kWorthAsking && then.first() != belief.first());
    }
    return out;
}

Prospect prospect_of(const Belief& belief, const Candidate& candidate) {
    Prospect out;
    for (const std::size_t column : candidate.columns) {
        const Prospect each = prospect_of(belief, column);
        out.gain += each.gain;
        out.could_change = out.could_change || each.could_change;
    }
    out.gain *= candidate.chance / candidate.effort;
    return out;
}

/// `candidate`, or what has to be asked before it.
Step entry_of(const Observed& observed, const Candidate& candidate) {
    for (const std::string_view id : candidate.asks_before)
        for (const Question& question : all_questions())
            if (question.id == id && applies(observed, question) && !is_taken(observed.patient.facts, id))
                return question_step(observed, question);
    return candidate.step;
}

}  // namespace

Step next_step(const Observed& observed, const Belief& belief, const std::vector<std::string>& wanted) {
    for (const Tried& each : observed.patient.facts.tried)
        if (each.helped) return {StepKind::solved, each.cause, {}};
    const std::size_t first = belief.first();
    const Step verdict{StepKind::verdict, std::string(all_causes()[first].id), {}};
    const Open open = open_steps(observed, wanted);
    if (belief.probabilities()[first] >= kVerdict || open.asked >= kMostQuestions) return verdict;
    const Candidate* best = nullptr;
    double most = 0;
    bool worth_it = false;
    for (const Candidate& candidate : open.candidates) {
        const Prospect prospect = prospect_of(belief, candidate);
        worth_it = worth_it || prospect.could_change;
        if (prospect.gain > most) {
            most = prospect.gain;
            best = &candidate;
        }
    }
    return worth_it && best != nullptr ? entry_of(observed, *best) : verdict;
}

const std::vector<std::string_view>& step_ids() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> out;
        for (const Question& question : all_questions()) out.push_back(question.id);
        for (const Work& work : all_work()) out.push_back(name_of(work.kind));
        return out;
    }();
    return all;
}

}  // namespace maildoctor::diagnosis
