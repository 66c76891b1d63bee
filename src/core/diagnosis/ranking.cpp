#include "core/diagnosis/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace maildoctor::diagnosis {

namespace {

/// Advice that was followed and did not help is as good as never seen where the cause was right: whoever is told the same
/// thing twice is not helped.
const double kTriedInVain = std::log(kStray);

/// A cause above this is called most likely; below, possible.
constexpr double kLikely = 0.6;

/// So many causes are told with evidence and advice; to carry those of all thirty costs more than the diagnosis itself.
constexpr std::size_t kMostExplained = 8;

/// Evidence that moves a cause less than this, in natural log odds, convinces nobody.
constexpr double kLeastWeight = 0.2;

/// Of what is not negative.
double rounded(double value) { return std::floor(value / kAlike + 0.5); }

/// The logarithm of no probability at all; finite, so that it can be added to.
constexpr double kAbsent = -1e9;

bool was_in_vain(const std::vector<Tried>& tried, std::string_view cause) {
    return std::any_of(tried.begin(), tried.end(), [&](const Tried& each) { return each.cause == cause && !each.helped; });
}

/// What moves more comes first; of what moves alike, what comes first in the alphabet.
bool goes_before(const Evidence& a, const Evidence& b) {
    const double left = rounded(std::fabs(a.weight)), right = rounded(std::fabs(b.weight));
    return left != right ? left > right : a.fact < b.fact;
}

std::vector<Evidence> evidence_for(std::size_t cause, const std::vector<Sighting>& seen, const std::vector<std::string>& facts,
    const std::vector<Tried>& tried) {
    std::vector<Evidence> out;
    const auto add = [&](Evidence each) {
        out.push_back(std::move(each));
        for (std::size_t i = out.size() - 1; i > 0 && goes_before(out[i], out[i - 1]); --i) std::swap(out[i], out[i - 1]);
    };
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (const double moved = weights(seen[i].column, seen[i].value)[cause].log; std::fabs(moved) >= kLeastWeight)
            add({facts[i], moved});
    const std::string_view id = all_causes()[cause]->id;
    if (id != kUndetermined && was_in_vain(tried, id)) add({"tried-" + std::string(id), kTriedInVain});
    return out;
}

bool holds(const Condition& when, const std::vector<Sighting>& seen) {
    const auto is_seen = [&](FactNumber fact) {
        return std::any_of(seen.begin(), seen.end(), [&](const Sighting& each) { return each.number == fact; });
    };
    return (when.seen == 0 || is_seen(when.seen)) && std::none_of(when.unseen.begin(), when.unseen.end(), is_seen);
}

}  // namespace

Belief believe(const AskedProfile& profile, const std::vector<Sighting>& seen, const std::vector<Tried>& tried) {
    Belief out{};
    for (std::size_t i = 0; i < kCauses; ++i) {
        const Cause& cause = *all_causes()[i];
        const bool is_background = cause.id == kUndetermined;
        const bool absent = !is_background && contains(profile.absent_causes, cause.id);
        const double vain = !is_background && was_in_vain(tried, cause.id) ? kTriedInVain : 0.0;
        out.log[i] = absent ? kAbsent : std::log(cause.prior()) + vain;
    }
    for (const Sighting& each : seen) {
        const Weights moved = weights(each.column, each.value);
        for (std::size_t i = 0; i < kCauses; ++i) out.log[i] += moved[i].log;
    }
    First first;
    for (std::size_t i = 0; i < kCauses; ++i) first.see(i, out.log[i]);
    out.first = first.at;
    double sum = 0;
    for (const double each : out.log) sum += std::exp(each - first.highest);
    const double all = first.highest + std::log(sum);
    for (std::size_t i = 0; i < kCauses; ++i) {
        out.log[i] -= all;
        out.probability[i] = std::exp(out.log[i]);
    }
    return out;
}

std::vector<std::string> advice_for(const Cause& cause, const std::vector<Sighting>& seen) {
    std::vector<std::string> out;
    for (const Advice& each : cause.advice)
        if (holds(each.when, seen)) out.emplace_back(each.id);
    return out;
}

std::vector<RankedCause> rank(const Belief& belief, const std::vector<Sighting>& seen, const std::vector<Tried>& tried) {
    std::array<double, kCauses> left{};  // to be told; below 0: none
    for (std::size_t i = 0; i < kCauses; ++i) left[i] = belief.probability[i] == 0 ? -1 : rounded(belief.probability[i]);
    std::vector<std::string> facts;
    for (const Sighting& each : seen) facts.push_back(each.fact());
    std::vector<RankedCause> out(kCauses - static_cast<std::size_t>(std::count(left.begin(), left.end(), -1)));
    for (RankedCause& each : out) {
        const auto most = std::max_element(left.begin(), left.end());  // of two alike, the earlier one
        *most = -1;
        const auto i = static_cast<std::size_t>(most - left.begin());
        const Cause& cause = *all_causes()[i];
        each.cause = cause.id;
        each.probability = belief.probability[i];
        each.certainty = each.probability >= kLikely ? Certainty::likely : Certainty::possible;
        if (static_cast<std::size_t>(&each - out.data()) >= kMostExplained) continue;
        each.evidence = evidence_for(i, seen, facts, tried);
        each.advice = advice_for(cause, seen);
    }
    return out;
}

}  // namespace maildoctor::diagnosis
