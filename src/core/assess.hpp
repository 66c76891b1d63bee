// The one door of the core.
#pragma once

#include "core/codec.hpp"
#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

/// Everything known -> everything to show. Total and deterministic: every case gives an assessment, none gives a crash;
/// ids that the profile or the contract does not have weigh nothing. Time enters only as `facts.now`.
Assessment assess(const Profile& profile, const Case& facts);

/// What `decode` cannot see: ids of questions, answers, causes, steps, fields and stage/outcome pairs that do not exist.
/// Returns the first, with its path. `assess` ignores the same things; a command line refuses them.
std::optional<Problem> check(const Case& facts);

/// The same for a profile, with what must be there: an id, a recommended service per direction, links that are
/// `https:`, `mailto:` or `tel:`, words for each language, known causes, ports from 1 to 65535, dates.
std::optional<Problem> check(const Profile& profile);

}  // namespace maildoctor
