// When sending may go on after a limit was reached, and how long a mailing takes. Nothing here is promised: the limits of the
// profile are standard values, and only the provider counts.
#pragma once

#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor::sending {

/// From the limit of one address. Without such a limit, or without anything told about sending, there is no plan.
std::optional<SendingPlan> plan(const Profile& profile, const Case& facts);

/// Seconds since 1970-01-01T00:00:00Z of an RFC 3339 moment in UTC; nothing for what is none. Fractions are left out.
std::optional<double> seconds_of(std::string_view moment);
/// The same moment as `2026-11-23T20:00:00Z`.
std::string moment_of(double seconds);

}  // namespace maildoctor::sending
