#include "core/signs/sign.hpp"

namespace maildoctor::signs::time_zone {
namespace {

constexpr Value kValues[] = {{"home", 0.85}, {"away", 0.15}};

/// The device's clock goes by the person's surroundings.
std::string_view observe(const Observed& observed) {
    const AskedCase& facts = observed.facts;
    const std::string& zone = facts.context.time_zone;
    const std::string& home = observed.profile.home.time_zone;
    if (zone.empty() || home.empty()) return {};
    return zone == home ? "home" : "away";
}

}  // namespace
}  // namespace maildoctor::signs::time_zone

MAILDOCTOR_SIGN(time_zone)
