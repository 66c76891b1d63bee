#include "core/causes/cause.hpp"

#include <array>

namespace maildoctor::causes {
namespace {

// The background itself: it wins unless a cause beats it clearly, so its prior is above every other.
constexpr double kPrior = 0.1916;

constexpr std::array<Expectation, 0> kExpectations{};

constexpr Advice kAdvice[] = {
    {"contact-support", "", ""},
    {"use-webmail", "webmail", "!webmail-opens-does-not-open"},
};

}  // namespace
}  // namespace maildoctor::causes

MAILDOCTOR_CAUSE(undetermined)
