// Moments as they stand in a case: RFC 3339, UTC. The core has no clock; it only reckons.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace maildoctor {

/// Seconds since 1970-01-01T00:00:00Z; nothing for what is no such moment. Fractions are left out.
std::optional<double> seconds_of(std::string_view moment);
/// The same moment as `2026-11-23T20:00:00Z`.
std::string moment_of(double seconds);

}  // namespace maildoctor
