// A cause: a reason why mail does not work, written as what one would expect to see if it were true.
#pragma once

#include "core/signs/sign.hpp"

namespace maildoctor {

/// How likely a value of a sign is if the cause is true. Values of the same sign that a cause does not mention share what
/// is left in the proportions of the background; a sign that is not mentioned at all weighs nothing.
struct Expectation {
    std::string_view sign;
    std::string_view value;
    double likelihood;
};

/// One thing to do. Shown if `when` is empty, or the fact `when` (`<sign>-<value>`) was observed, or `!<fact>` was not.
struct Advice {
    std::string_view id;
    std::string_view link;  ///< LinkId of the profile, or empty
    std::string_view when;
};

struct Cause {
    std::string_view id;
    double prior;  ///< among all people who look for help with mail
    std::span<const Expectation> expectations;
    std::span<const Advice> advice;
};

const std::vector<Cause>& all_causes();

}  // namespace maildoctor

/// Ends a cause's file, after `kPrior`, `kExpectations` and `kAdvice` in an anonymous namespace.
#define MAILDOCTOR_CAUSE(name)                                       \
    namespace maildoctor::causes {                                   \
    Cause name() {                                                   \
        static constexpr auto kId = ::maildoctor::kebab_case(#name); \
        return {kId.view(), kPrior, kExpectations, kAdvice};         \
    }                                                                \
    }
