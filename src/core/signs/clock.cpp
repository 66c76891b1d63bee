#include <cmath>

#include "core/signs/sign.hpp"

namespace maildoctor::signs::clock {
namespace {

constexpr Value kValues[] = {{"right", 0.97}, {"wrong", 0.03}};

/// Certificates are made days ahead of time: less than a day spoils none. In milliseconds.
constexpr double kLargestOffset = 24 * 60 * 60 * 1000.0;

std::string_view observe(const Observed& observed) {
    const auto& offset = observed.facts.context.clock_offset_ms;
    if (!offset) return {};
    return std::fabs(*offset) > kLargestOffset ? "wrong" : "right";
}

}  // namespace
}  // namespace maildoctor::signs::clock

MAILDOCTOR_SIGN(clock)
