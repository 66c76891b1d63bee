// The first half of the core: what answers and circumstances come to. A page has it from the beginning.
#pragma once

#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

/// Total and deterministic, as `assess` is. Nothing `seen`: nothing was typed, pasted, probed or looked up.
Diagnosis diagnose(const AskedProfile& profile, const AskedCase& facts, const Seen& seen);

}  // namespace maildoctor
