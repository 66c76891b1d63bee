// What the comparison of one direction's settings says, as one fact.
#pragma once

#include <algorithm>

#include "core/reading/directions.hpp"
#include "core/signs/read_sign.hpp"

namespace maildoctor::signs {

/// The worst that was found in one direction. Whose host it is comes before what is wrong with it: that has a cause of its own.
inline std::string_view worst_of(const Examined& examined, const Side& side) {
    if (side.host.owner == HostOwner::own_device) return "own-device";
    if (side.host.owner == HostOwner::access_provider) return "access-provider";
    const std::string prefix = std::string(name_of(side.direction)) + ".";
    std::string_view worst;
    for (const Finding& finding : examined.findings) {
        if (finding.severity == Severity::note || (finding.field.rfind(prefix, 0) != 0 && finding.field != "address")) continue;
        if (finding.severity == Severity::error) return "wrong";
        worst = "doubtful";
    }
    return worst;
}

/// Right settings of one direction tell nothing where those of the other, which the complaint is about too, are not right.
inline std::string_view compared(const Examined& examined, const Side& side, const Side& other) {
    const Case& facts = examined.patient.facts;
    if (!bears_on(facts, side.direction)) return {};
    if (const std::string_view worst = worst_of(examined, side); !worst.empty()) return worst;
    if (bears_on(facts, other.direction) && !worst_of(examined, other).empty()) return {};
    const bool seen = side.host.owner == HostOwner::right && !side.port.cleaned.empty();
    return seen ? std::string_view("right") : std::string_view();
}

}  // namespace maildoctor::signs
