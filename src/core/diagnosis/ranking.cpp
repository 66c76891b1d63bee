#include "core/diagnosis/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace maildoctor::diagnosis {

namespace {

/// Advice that was followed and did not help is as good as never seen where the cause was right: whoever is told the same
/// thing twice is not helped.
const double kTriedInVain = std::log(kLeast / kMost);

/// A cause above this is called most likely; below, possible.
constexpr double kLikely = 0.6;

/// Evidence that hardly moves a cause is not worth a person's time.
constexpr double kLeastWeight = 0.05;

/// Two libraries of mathematics differ in the last digits: what only those tell apart is equal.
double rounded(double value) { return std::round(value * 1e9); }

bool was_in_vain(const std::vector<Tried>& tried, std::string_view cause) {
    return std::any_of(tried.begin(), tried.end(), [&](const Tried& each) { return each.cause == cause && !each.helped; });
}

std::vector<Evidence> evidence_for(std::size_t cause, const std::vector<Sighting>& seen, const std::vector<Tried>& tried) {
    std::vector<Evidence> out;
    for (const Sighting& each : seen)
        if (const double moved = weight(cause, each.column, each.value); std::fabs(moved) >= kLeastWeight)
            out.push_back({each.fact(), moved});
    const std::string_view id = all_causes()[cause].id;
    if (id != kUndetermined && was_in_vain(tried, id)) out.push_back({"tried-" + std::string(id), kTriedInVain});
    std::sort(out.begin(), out.end(), [](const Evidence& a, const Evidence& b) {
        const double left = rounded(std::fabs(a.weight)), right = rounded(std::fabs(b.weight));
        return left != right ? left > right : a.fact < b.fact;
    });
    return out;
}

std::vector<std::string> advice_for(const Cause& cause, const std::set<std::string>& facts) {
    std::vector<std::string> out;
    for (const Advice& each : cause.advice) {
        const bool unless = !each.when.empty() && each.when.front() == '!';
        const bool seen = facts.count(std::string(unless ? each.when.substr(1) : each.when)) > 0;
        if (each.when.empty() || seen != unless) out.emplace_back(each.id);
    }
    return out;
}

}  // namespace

Belief::Belief(const Profile& profile, const std::vector<Tried>& tried) {
    for (const Cause& cause : all_causes()) {
        const auto& offered = profile.causes;
        const bool is_background = cause.id == kUndetermined;
        possible_.push_back(is_background || std::find(offered.begin(), offered.end(), cause.id) != offered.end());
        odds_.push_back(std::log(cause.prior) + (!is_background && was_in_vain(tried, cause.id) ? kTriedInVain : 0.0));
    }
}

void Belief::see(const Sighting& sighting) {
    for (std::size_t cause = 0; cause < odds_.size(); ++cause) odds_[cause] += weight(cause, sighting.column, sighting.value);
}

Belief Belief::after(const Sighting& sighting) const {
    Belief out = *this;
    out.see(sighting);
    return out;
}

std::vector<double> Belief::probabilities() const {
    std::vector<double> out(odds_.size(), 0.0);
    const double highest = odds_[first()];
    double sum = 0;
    for (std::size_t i = 0; i < out.size(); ++i)
        if (possible_[i]) sum += out[i] = std::exp(odds_[i] - highest);
    for (double& each : out) each /= sum;
    return out;
}

std::size_t Belief::first() const {
    std::size_t best = odds_.size();
    for (std::size_t i = 0; i < odds_.size(); ++i)
        if (possible_[i] && (best == odds_.size() || rounded(odds_[i]) > rounded(odds_[best]))) best = i;
    return best;
}

std::vector<RankedCause> rank(const Belief& belief, const std::vector<Sighting>& seen, const std::vector<Tried>& tried) {
    const std::vector<double> probabilities = belief.probabilities();
    std::vector<std::size_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return rounded(probabilities[a]) > rounded(probabilities[b]); });
    std::set<std::string> facts;
    for (const Sighting& each : seen) facts.insert(each.fact());
    std::vector<RankedCause> out;
    for (const std::size_t i : order) {
        if (probabilities[i] == 0) continue;
        const Cause& cause = all_causes()[i];
        const Certainty certainty = probabilities[i] >= kLikely ? Certainty::likely : Certainty::possible;
        out.push_back(
            {std::string(cause.id), probabilities[i], certainty, evidence_for(i, seen, tried), advice_for(cause, facts)});
    }
    return out;
}

}  // namespace maildoctor::diagnosis
