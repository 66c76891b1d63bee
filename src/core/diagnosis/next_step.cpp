#include "core/diagnosis/next_step.hpp"

#include <algorithm>
#include <cmath>

#include "core/reading/directions.hpp"

namespace maildoctor::diagnosis {

namespace {

/// A step other than a question: what it would show, and what it costs.
struct Work {
    StepKind kind;
    std::span<const std::string_view> signs;
    double effort;  ///< 1 = one easy tap
    double chance;  ///< that it shows anything: not everybody has an error message to paste
};

constexpr std::size_t kMostSigns = 2;
constexpr std::string_view kSettingsSigns[kMostSigns] =  // in the order of the directions
    {"incoming-settings", "outgoing-settings"};
constexpr std::string_view kPasteSigns[] = {"error-message"};
constexpr std::string_view kProbeSigns[] = {"servers"};
constexpr std::string_view kDomainSigns[] = {"domain"};

constexpr Work kAllWork[] = {
    // Finding the page of settings in a program and reading its values takes minutes. Which program it is, is asked there.
    {StepKind::settings, kSettingsSigns, 3, 0.8},
    // Most programs say something, and it can be copied.
    {StepKind::paste, kPasteSigns, 1.5, 0.9},
    // One press and some seconds; somebody else does the work.
    {StepKind::probe, kProbeSigns, 1.5, 0.9},
    // The same, once it is known which domain it is.
    {StepKind::domain, kDomainSigns, 1.5, 0.9},
};

static_assert(
    std::all_of(std::begin(kAllWork), std::end(kAllWork), [](const Work& work) { return work.signs.size() <= kMostSigns; }));

/// People who are asked do not always know.
constexpr double kChanceOfAnswer = 0.85;

/// What tells less per effort is not worth a person's time, unless it could change the first place.
constexpr double kWorthKnowing = 0.06;
/// "We cannot tell" is not said while there is something to learn.
constexpr double kWorthKnowingBeforeGivingUp = 0.01;

/// Who could not tell or show so many things is not asked on, where one cause stands far before the others.
constexpr std::size_t kPatience = 3;
constexpr double kFarBefore = 6;
constexpr double kMoreLikelyThanNot = 0.5;

/// An answer that hardly anybody would give is no reason to ask; what is looked at is worth a look for what is rare, too.
constexpr double kWorthAsking = 0.03;
constexpr double kWorthLooking = 0.005;

struct Candidate {
    const Question* question;  ///< or null, and
    const Work* work;
    std::span<const std::size_t> columns;
    double effort;
    double chance;
};

bool is_taken(const AskedCase& facts, std::string_view id) {
    const auto asks = [&](const auto& answer) { return answer.first == id; };
    return std::any_of(facts.answers.begin(), facts.answers.end(), asks) || contains(facts.skipped, id);
}

bool is_taken(const Observed& observed, const Work& work, const std::vector<Sighting>& seen) {
    const std::string_view id = name_of(work.kind);
    if (contains(observed.facts.skipped, id) || contains(observed.seen.taken, id)) return true;
    return std::any_of(seen.begin(), seen.end(), [&](const Sighting& each) {
        return std::find(work.signs.begin(), work.signs.end(), columns()[each.column]->id) != work.signs.end();
    });
}

Step question_step(const Observed& observed, const Question& question) {
    Step out{StepKind::question, std::string(question.id), {}};
    for (const Value& answer : question.values)
        if (question.offers == nullptr || question.offers(observed, answer.id)) out.answers.emplace_back(answer.id);
    out.answers.emplace_back(kDontKnow);
    return out;
}

bool applies(const Observed& observed, const Question& question) {
    return question.applies == nullptr || question.applies(observed);
}

/// Mail that has not arrived in webmail either, or of which a message or a server's name tells so: nothing else is a reason to
/// look at the domain.
bool may_be_lost_on_the_way(const Observed& observed) {
    const bool never_came = says(observed.facts, "mail-in-webmail-not-seen") && !says(observed.facts, "missing-mail-old");
    return observed.seen.lost_on_the_way || never_came;
}

bool applies(const Observed& observed, const Work& work, const std::vector<std::string>& wanted) {
    if (work.kind == StepKind::paste) return true;
    if (work.kind == StepKind::domain) return may_be_lost_on_the_way(observed);
    if (says(observed.facts, "mail-access-webmail")) return false;
    return work.kind != StepKind::probe || !wanted.empty();
}

/// A person who is asked more is worn out; what is looked at instead of asked still is.
bool may_ask(const AskedCase& facts) {
    const auto all = all_questions();
    const auto asked = std::count_if(all.begin(), all.end(), [&](const Question* each) { return is_taken(facts, each->id); });
    return static_cast<std::size_t>(asked) < kMostQuestions;
}

bool is_worn_out(const AskedCase& facts) {
    const auto not_known =
        std::count_if(facts.answers.begin(), facts.answers.end(), [](const auto& each) { return each.second == kDontKnow; });
    return static_cast<std::size_t>(not_known) + facts.skipped.size() >= kPatience;
}

bool stands_far_before(const Belief& belief) {
    const auto& all = belief.probability;
    const double first = all[belief.first];
    const auto near = std::count_if(all.begin(), all.end(), [&](double each) { return each * kFarBefore > first; });
    return near == 1 && first >= kMoreLikelyThanNot && all_causes()[belief.first]->id != kUndetermined;
}

/// Calls `consider(candidate)` for all that can still be asked or done.
template <class Consider>
void each_open_step(const Observed& observed, const std::vector<Sighting>& seen, const std::vector<std::string>& wanted,
    const Consider& consider) {
    const bool ask = may_ask(observed.facts);
    for (std::size_t i = 0; ask && i < kQuestions; ++i) {  // the first columns, in their order
        const Question* question = all_questions()[i];
        if (!is_taken(observed.facts, question->id) && applies(observed, *question))
            consider(Candidate{question, nullptr, {&i, 1}, question->effort, kChanceOfAnswer});
    }
    for (const Work& work : kAllWork) {
        if (is_taken(observed, work, seen) || !applies(observed, work, wanted)) continue;
        std::size_t places[kMostSigns], size = 0;
        for (std::size_t i = 0; i < work.signs.size(); ++i) {
            // Settings of a direction that works show nothing.
            if (work.kind == StepKind::settings && !bears_on(observed.facts, static_cast<Direction>(i))) continue;
            places[size++] = column_of(work.signs[i]);
        }
        consider(Candidate{nullptr, &work, {places, size}, work.effort, work.chance});
    }
}

/// What looking at one column would bring.
struct Prospect {
    double gain = 0;    ///< expected loss of entropy
    double change = 0;  ///< chance of the likeliest value that would put another cause first
};

/// The entropy of a belief that sums up to `sum`, `sum_of_logs` being each share times its logarithm, times `sum`.
double entropy(double sum, double sum_of_logs) { return sum > 0 ? sum * std::log(sum) - sum_of_logs : 0; }

double entropy_of(const Belief& belief) {
    double out = 0;
    for (std::size_t i = 0; i < belief.log.size(); ++i) out -= belief.probability[i] * belief.log[i];
    return out;
}

Prospect prospect_of(bool is_network_told, const Belief& belief, double now, std::size_t at) {
    static constexpr Weight kNothing;
    const Sign& column = *columns()[at];
    const std::span<const Value> values = column.values;
    Prospect out;
    double all = 0;
    for (std::size_t value = 0; value < values.size(); ++value) {
        const Weights all_moved = weights(at, value);
        const bool told = is_network_told && is_told_by_network(number_of(column.id, values[value].id));
        double sum = 0, sum_of_logs = 0;
        First first;
        for (std::size_t i = 0; i < belief.log.size(); ++i) {
            const Weight& moved = told ? kNothing : all_moved[i];
            const double then = belief.log[i] + moved.log;
            const double share = belief.probability[i] * moved.ratio;
            sum += share;
            sum_of_logs += share * then;
            first.see(i, then);
        }
        const double chance = values[value].background() * sum;
        all += chance;
        out.gain -= values[value].background() * entropy(sum, sum_of_logs);
        if (first.at != belief.first) out.change = std::max(out.change, chance);
    }
    out.gain = now + out.gain / all;
    return out;
}

Prospect prospect_of(bool is_network_told, const Belief& belief, double now, const Candidate& candidate) {
    Prospect out;
    for (const std::size_t column : candidate.columns) {
        const Prospect each = prospect_of(is_network_told, belief, now, column);
        out.gain += each.gain;
        out.change = std::max(out.change, each.change);
    }
    out.gain *= candidate.chance / candidate.effort;
    return out;
}

}  // namespace

Step next_step(
    const Observed& observed, const std::vector<Sighting>& seen, const Belief& belief, const std::vector<std::string>& wanted) {
    for (const Tried& each : observed.facts.tried)
        if (each.helped) return {StepKind::solved, each.cause, {}};
    const Step verdict{StepKind::verdict, std::string(all_causes()[belief.first]->id), {}};
    if (belief.probability[belief.first] >= kVerdict) return verdict;
    if (is_worn_out(observed.facts) && stands_far_before(belief)) return verdict;
    const Question* question = nullptr;  // the best step, or
    const Work* work = nullptr;
    double most = 0;
    const double now = entropy_of(belief);
    const bool is_told = is_network_told(observed.facts);
    const double least = all_causes()[belief.first]->id == kUndetermined ? kWorthKnowingBeforeGivingUp : kWorthKnowing;
    each_open_step(observed, seen, wanted, [&](const Candidate& candidate) {
        // No look takes more entropy than there is.
        if (now * static_cast<double>(candidate.columns.size()) * candidate.chance / candidate.effort <= most) return;
        const Prospect prospect = prospect_of(is_told, belief, now, candidate);
        const double worth = candidate.question != nullptr ? kWorthAsking : kWorthLooking;
        if ((prospect.change < worth && prospect.gain < least) || prospect.gain <= most) return;
        most = prospect.gain;
        question = candidate.question;
        work = candidate.work;
    });
    if (question != nullptr) return question_step(observed, *question);
    return work != nullptr ? Step{work->kind, {}, {}} : verdict;
}

const std::vector<std::string_view>& step_ids() {
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> out;
        for (const Question* question : all_questions()) out.push_back(question->id);
        for (const Work& work : kAllWork) out.push_back(name_of(work.kind));
        return out;
    }();
    return all;
}

}  // namespace maildoctor::diagnosis
