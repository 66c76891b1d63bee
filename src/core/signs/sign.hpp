// A sign: something that can be observed about a patient, with exclusive values. Questions are signs that a person answers;
// the other signs are derived from settings, probes, pasted text and the page's circumstances, each so that facts of one
// origin count once.
#pragma once

#include <span>

#include "core/reading/patient.hpp"

namespace maildoctor {

/// `background` is how often the value is seen among all people who look for help with mail.
struct Value {
    std::string_view id;
    double background;
};

/// What is known when the signs are read: the patient, and the findings of the rules.
struct Observed {
    const Patient& patient;
    const std::vector<Finding>& findings;
    const std::vector<ErrorMeaning>& meanings;
};

struct Sign {
    std::string_view id;
    std::span<const Value> values;
    /// The id of the value that was observed; empty: not known, weighs nothing.
    std::string_view (*observe)(const Observed&);
};

/// The derived signs, in a fixed order.
const std::vector<Sign>& all_signs();

}  // namespace maildoctor

/// Ends a sign's file: `MAILDOCTOR_SIGN(incoming_settings)`, after `kValues` and `observe` in its own namespace.
#define MAILDOCTOR_SIGN(name)                                        \
    namespace maildoctor::signs::name {                              \
    Sign sign() {                                                    \
        static constexpr auto kId = ::maildoctor::kebab_case(#name); \
        return {kId.view(), kValues, observe};                       \
    }                                                                \
    }
