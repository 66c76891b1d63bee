#include "core/diagnosis/diagnose.hpp"

#include "core/diagnosis/next_step.hpp"
#include "core/reading/directions.hpp"
#include "core/sending/plan.hpp"

namespace maildoctor {

namespace {

/// A service whose probe tells something: the one that the settings name, else the recommended one.
std::vector<std::string> probes_wanted(const AskedProfile& profile, const Seen& seen, const std::vector<Direction>& directions) {
    std::vector<std::string> out;
    for (const Direction direction : directions) {
        if (const auto named = seen.services.find(std::string(name_of(direction))); named != seen.services.end())
            out.push_back(named->second);
        else if (const Service* right = recommended(profile, direction); right != nullptr) out.push_back(right->id);
    }
    return out;
}

/// Moments in UTC sort as text; fractions of a second are left out.
bool is_in_force(const AskedProfile& profile, const std::string& now) {
    const auto second = [](std::string_view moment) { return moment.substr(0, std::string_view("2026-11-23T20:00:00").size()); };
    return profile.notice && !now.empty() && second(profile.notice->from) <= second(now) &&
        second(now) <= second(profile.notice->to);
}

}  // namespace

Diagnosis diagnose(const AskedProfile& profile, const AskedCase& facts, const Seen& seen) {
    Diagnosis out;
    out.directions = directions_of(facts);
    out.probes_wanted = probes_wanted(profile, seen, out.directions);
    out.notice = is_in_force(profile, facts.now);
    out.sending = sending::plan(profile, facts);

    const Observed observed{profile, facts, seen};
    const auto sightings = diagnosis::sightings(observed);
    const diagnosis::Belief belief = diagnosis::believe(profile, sightings, facts.tried);
    out.causes = diagnosis::rank(belief, sightings, facts.tried);
    out.step = diagnosis::next_step(observed, sightings, belief, out.probes_wanted);
    return out;
}

}  // namespace maildoctor
