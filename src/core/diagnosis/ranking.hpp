// How much each cause is believed, from the tables alone: naive Bayes in log odds.
#pragma once

#include "core/diagnosis/likelihood.hpp"

namespace maildoctor::diagnosis {

/// The cause that stands for "none of ours": the background itself, always among the causes.
inline constexpr std::string_view kUndetermined = "undetermined";

/// A degree of belief in each cause that the profile has. Cheap to copy and to carry further.
class Belief {
public:
    /// The priors, and the advice that was tried in vain.
    Belief(const Profile& profile, const std::vector<Tried>& tried);

    void see(const Sighting& sighting);
    [[nodiscard]] Belief after(const Sighting& sighting) const;

    /// Probability of each cause of all_causes(), 0 for those that the profile does not have.
    [[nodiscard]] std::vector<double> probabilities() const;
    /// Index of the most likely cause; of two alike, the earlier one.
    [[nodiscard]] std::size_t first() const;

private:
    std::vector<double> odds_;  ///< natural logarithms, against the background
    std::vector<bool> possible_;
};

/// What the person learns of it: all causes that the profile has, most likely first, each with the evidence that moved it
/// (most first) and the advice that fits what is known.
std::vector<RankedCause> rank(const Belief& belief, const std::vector<Sighting>& seen, const std::vector<Tried>& tried);

}  // namespace maildoctor::diagnosis
