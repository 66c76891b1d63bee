// The second half of the core, the reader: what texts as typed, pasted messages, probes and answers of the DNS come to. A page
// fetches it once there is something to read.
#pragma once

#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

/// Total and deterministic, as `assess` is.
Observations observe(const Profile& profile, const Case& facts);

}  // namespace maildoctor
