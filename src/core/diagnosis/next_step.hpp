// What comes next: the step that tells most per effort, or the verdict.
#pragma once

#include "core/diagnosis/ranking.hpp"

namespace maildoctor::diagnosis {

/// Above this the first cause is the verdict.
inline constexpr double kVerdict = 0.85;
/// So many questions are asked; then only settings, a message and a probe are looked at.
inline constexpr std::size_t kMostQuestions = 7;

/// `seen` is what `belief` rests on; `wanted`: the services whose probes would tell something.
Step next_step(
    const Observed& observed, const std::vector<Sighting>& seen, const Belief& belief, const std::vector<std::string>& wanted);

/// Every id that a step can have and a person can skip: the questions, `settings`, `paste`, `probe` and `domain`.
const std::vector<std::string_view>& step_ids();

}  // namespace maildoctor::diagnosis
