// How much each cause is believed, from the tables alone: naive Bayes in log odds.
#pragma once

#include <limits>

#include "core/diagnosis/likelihood.hpp"

namespace maildoctor::diagnosis {

/// The cause that stands for "none of ours": the background itself, always among the causes.
inline constexpr std::string_view kUndetermined = "undetermined";

/// How much each of all_causes() is believed.
struct Belief {
    std::array<double, kCauses> log;          ///< natural logarithm of it; very low for those that the profile does not have
    std::array<double, kCauses> probability;  ///< 0 for those that the profile does not have
    std::size_t first;                        ///< the most likely; of two alike, the earlier one
};

/// By the priors, what is seen, and the advice that was tried in vain.
Belief believe(const AskedProfile& profile, const std::vector<Sighting>& seen, const std::vector<Tried>& tried);

/// Two libraries of mathematics differ in the last digits: what only those tell apart is equal.
inline constexpr double kAlike = 1e-9;

/// The greatest of the logarithms seen; of two alike, the earlier one.
struct First {
    std::size_t at = 0;
    double highest = -std::numeric_limits<double>::infinity();

    void see(std::size_t cause, double log) {
        if (log <= highest + kAlike) return;
        at = cause;
        highest = log;
    }
};

/// The ids of the advice whose condition holds.
std::vector<std::string> advice_for(const Cause& cause, const std::vector<Sighting>& seen);

/// What the person learns of it: all causes that the profile has, most likely first; the first few with the evidence that moved
/// them (most first) and the advice that fits what is known.
std::vector<RankedCause> rank(const Belief& belief, const std::vector<Sighting>& seen, const std::vector<Tried>& tried);

}  // namespace maildoctor::diagnosis
