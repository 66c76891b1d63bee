#include "core/reading/observe.hpp"

#include <algorithm>

#include "core/domain/reading.hpp"
#include "core/errors/errors.hpp"
#include "core/rules/rule.hpp"
#include "core/signs/read_sign.hpp"

namespace maildoctor {

namespace {

/// What may be said because of the domain's records.
constexpr Meaning kOfTheDomain[] = {Meaning::domain_not_found, Meaning::domain_unauthenticated, Meaning::domain_without_mail,
    Meaning::recipient_rejected, Meaning::relay_denied};

/// Mail that senders get back, or that recipients doubt, or a server below the person's own domain whose name is not found.
bool is_lost_on_the_way(const Patient& patient, const std::vector<ErrorMeaning>& meanings) {
    const bool own_names =
        patient.incoming.host.owner == HostOwner::own_domain || patient.outgoing.host.owner == HostOwner::own_domain;
    const auto is_said = [&](Meaning meaning) {
        return std::any_of(
            meanings.begin(), meanings.end(), [&](const ErrorMeaning& each) { return each.meaning == name_of(meaning); });
    };
    return std::any_of(std::begin(kOfTheDomain), std::end(kOfTheDomain), is_said) ||
        (own_names && is_said(Meaning::name_not_found));
}

/// The service that these settings name, unless they have to change, else the one that they come near to.
const Service* meant_by(const Side& side) {
    const bool stays = side.named != nullptr && side.named->standing != Standing::insecure && side.port.changes.empty();
    return stays ? side.named : side.right;
}

}  // namespace

Observations observe(const Profile& profile, const Case& facts) {
    const Patient patient = read(profile, facts);
    Observations out;
    out.findings = find(patient);
    out.error_meanings = understand(facts.pasted_error);
    if (const DomainResult* domain = domain_of(facts)) out.domain = read_domain(profile, *domain);
    out.seen.signs = read_signs({patient, out.findings, out.error_meanings});
    for (const Side* side : patient.sides())
        if (const Service* meant = meant_by(*side); meant != nullptr && meant != recommended(profile, side->direction))
            out.seen.services.emplace(name_of(side->direction), meant->id);
    if (!facts.pasted_error.empty()) out.seen.taken.emplace_back(name_of(StepKind::paste));
    if (!facts.probes.empty()) out.seen.taken.emplace_back(name_of(StepKind::probe));
    if (facts.domain) out.seen.taken.emplace_back(name_of(StepKind::domain));
    out.seen.lost_on_the_way = is_lost_on_the_way(patient, out.error_meanings);
    return out;
}

}  // namespace maildoctor
