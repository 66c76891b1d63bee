// When sending may go on after a limit was reached, and how long a mailing takes. Nothing here is promised: the limits of the
// profile are standard values, and only the provider counts.
#pragma once

#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor::sending {

/// From the limit of one address. Without such a limit, or without anything told about sending, there is no plan.
std::optional<SendingPlan> plan(const AskedProfile& profile, const AskedCase& facts);

}  // namespace maildoctor::sending
