#include "core/assess.hpp"

#include <algorithm>

#include "core/diagnosis/next_step.hpp"
#include "core/domain/reading.hpp"
#include "core/errors/errors.hpp"
#include "core/reading/directions.hpp"
#include "core/rules/rule.hpp"
#include "core/sending/plan.hpp"

namespace maildoctor {

namespace {

/// A service whose probe tells something: the one that the settings name, else the recommended one.
std::vector<std::string> probes_wanted(const Patient& patient, const std::vector<Direction>& directions) {
    std::vector<std::string> out;
    for (const Direction direction : directions) {
        const Side& side = direction == Direction::incoming ? patient.incoming : patient.outgoing;
        const Service* wanted = side.named != nullptr ? side.named : side.right;
        if (wanted != nullptr) out.push_back(wanted->id);
    }
    return out;
}

/// Moments in UTC sort as text; fractions of a second are left out.
bool is_in_force(const Profile& profile, const std::string& now) {
    const auto second = [](const std::string& moment) {
        return moment.substr(0, std::string_view("2026-11-23T20:00:00").size());
    };
    return profile.notice && !now.empty() && second(profile.notice->from) <= second(now) &&
        second(now) <= second(profile.notice->to);
}

}  // namespace

Assessment assess(const Profile& profile, const Case& facts) {
    const Patient patient = read(profile, facts);
    Assessment out;
    out.findings = find(patient);
    out.error_meanings = understand(facts.pasted_error);
    out.directions = directions_of(facts);
    out.probes_wanted = probes_wanted(patient, out.directions);
    out.notice = is_in_force(profile, facts.now);
    out.sending = sending::plan(profile, facts);
    if (const DomainResult* domain = domain_of(facts)) out.domain = read_domain(profile, *domain);

    const Observed observed{patient, out.findings, out.error_meanings};
    const auto seen = diagnosis::sightings(observed);
    const diagnosis::Belief belief = diagnosis::believe(profile, seen, facts.tried);
    out.causes = diagnosis::rank(belief, seen, facts.tried);
    out.step = diagnosis::next_step(observed, seen, belief, out.probes_wanted);
    return out;
}

}  // namespace maildoctor
