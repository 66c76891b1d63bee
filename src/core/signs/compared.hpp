// What the comparison of one direction's settings says, as one fact.
#pragma once

#include <algorithm>

#include "core/reading/directions.hpp"
#include "core/signs/sign.hpp"

namespace maildoctor::signs {

/// How often settings that somebody compares are found so, among people whose trouble has another reason.
inline constexpr Value kCompared[] = {{"wrong", 0.04}, {"doubtful", 0.06}, {"right", 0.90}};

inline std::string_view worst_of(const Observed& observed, Direction direction) {
    const std::string side = std::string(name_of(direction)) + ".";
    std::string_view worst;
    for (const Finding& finding : observed.findings) {
        if (finding.severity == Severity::note || (finding.field.rfind(side, 0) != 0 && finding.field != "address")) continue;
        if (finding.severity == Severity::error) return "wrong";
        worst = "doubtful";
    }
    return worst;
}

/// Right settings of one direction tell nothing where those of the other, which the complaint is about too, are not right.
inline std::string_view compared(const Observed& observed, const Side& side) {
    const Case& facts = observed.patient.facts;
    if (!bears_on(facts, side.direction)) return {};
    if (const std::string_view worst = worst_of(observed, side.direction); !worst.empty()) return worst;
    const Direction other = side.direction == Direction::incoming ? Direction::outgoing : Direction::incoming;
    if (bears_on(facts, other) && !worst_of(observed, other).empty()) return {};
    const bool seen = side.host.owner == HostOwner::right && !side.port.cleaned.empty();
    return seen ? std::string_view("right") : std::string_view();
}

}  // namespace maildoctor::signs
