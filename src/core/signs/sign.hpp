// A sign: something that can be observed about a patient, with exclusive values. Questions are signs that a person answers;
// the other signs are derived from settings, probes, pasted text and the page's circumstances, each so that facts of one
// origin count once.
#pragma once

#include <cstdint>
#include <span>

#include "core/ids.hpp"
#include "core/letters.hpp"
#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

/// A share of one, as so many `Parts`-ths: two bytes where a double has eight, many hundred times on every page. What is no whole
/// number of them does not compile in a table.
template <unsigned Parts>
class Share {
public:
    constexpr explicit Share(double share) : parts_(static_cast<std::uint16_t>(share * Parts + 0.5)) {
        const double left = share * Parts - parts_;
        if (left > 1e-6 || left < -1e-6) inexact();
    }
    [[nodiscard]] constexpr double value() const { return parts_ / double{Parts}; }

private:
    static void inexact() {}  // not for a constant

    std::uint16_t parts_;
};

struct Value {
    constexpr Value(std::string_view its_id, double its_background) : id(its_id), background_(its_background) {}
    /// How often it is seen among all people who look for help with mail.
    [[nodiscard]] constexpr double background() const { return background_.value(); }

    std::string_view id;

private:
    Share<1000> background_;
};

/// A fact `<sign>-<value>`, as a number that is made of its letters: many hundred of them go to every page.
using FactNumber = std::uint16_t;

constexpr FactNumber number_of(std::string_view sign, std::string_view value) {
    return static_cast<FactNumber>(letters_number(value, letters_number("-", letters_number(sign))) % 65521);
}

/// Of the whole text: the same number.
constexpr FactNumber number_of(std::string_view fact) { return static_cast<FactNumber>(letters_number(fact) % 65521); }

/// A fact that the code names, of which only the number is compiled.
struct Fact {
    template <std::size_t N>
    consteval Fact(const char (&text)[N]) : number(number_of({text, N - 1})) {}

    FactNumber number;
};

/// What is known when questions and signs are asked for.
struct Observed {
    const AskedProfile& profile;
    const AskedCase& facts;
    const Seen& seen;
};

struct Sign {
    std::string_view id;
    std::span<const Value> values;
    /// The id of the value that was observed; empty: not known, weighs nothing. Null: the case tells, or the reader
    /// (read_sign.hpp).
    std::string_view (*observe)(const Observed&);
};

/// The derived signs, in a fixed order.
#define SIGN(name) +1
inline constexpr std::size_t kSigns =
#include "core/signs/signs.def"
    ;
#undef SIGN

std::span<const Sign* const, kSigns> all_signs();

}  // namespace maildoctor

/// Ends a sign's file: `MAILDOCTOR_SIGN(incoming_settings)`, after `kValues` and `observe` in its own namespace.
#define MAILDOCTOR_SIGN(name)                             \
    namespace maildoctor::signs::name {                   \
    extern const Sign kSign;                              \
    constexpr auto kId = ::maildoctor::kebab_case(#name); \
    constexpr Sign kSign{kId.view(), kValues, observe};   \
    }
