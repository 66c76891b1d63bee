// A cause: a reason why mail does not work, written as what one would expect to see if it were true.
#pragma once

#include "core/signs/sign.hpp"

namespace maildoctor {

/// How likely a value of a sign is if the cause is true. Values of the same sign that a cause does not mention share what
/// is left in the proportions of the background; a sign that neither it nor kNothingElseWrong mentions weighs nothing.
struct Expectation {
    constexpr Expectation(std::string_view sign, std::string_view value, double likelihood)
        : fact(number_of(sign, value)), likelihood_(likelihood) {}
    [[nodiscard]] constexpr double likelihood() const { return likelihood_.value(); }

    FactNumber fact;

private:
    Share<100> likelihood_;  // nobody knows it better
};

/// What has to be observed, and what must not. From a text with blanks between: `<sign>-<value>`, at most one, and
/// `!<sign>-<value>`, at most two.
struct Condition {
    template <std::size_t N>
    consteval Condition(const char (&text)[N]) {  // reads as a text where it stands in a table
        std::size_t denied = 0;
        for (std::string_view rest(text, N - 1); !rest.empty();) {
            const std::string_view fact = rest.substr(0, rest.find(' '));
            rest.remove_prefix(fact.size() < rest.size() ? fact.size() + 1 : fact.size());
            if (fact.front() == '!') unseen[denied++] = number_of(fact.substr(1));
            else if (seen == 0) seen = number_of(fact);
            else seen = unseen[2];  // two of them: does not compile
        }
    }

    FactNumber seen = 0;  ///< 0: nothing
    std::array<FactNumber, 2> unseen{};
};

/// One thing to do, where the condition holds.
struct Advice {
    std::string_view id;
    std::optional<LinkId> link;  ///< of the profile
    Condition when;
};

/// What nearly every cause expects: settings, servers, domain, clock and connection are in order, little was sent, few log-ins
/// were refused, every message fails, both ways and everywhere and on every device, colleagues are fine, what has arrived is in
/// webmail, the own website opens, and some messages are worded in a way that nobody here knows. Settings that cannot work and
/// yet have nothing to do with the complaint are a slip in reading them aloud: one in fifty. A cause's own expectation of a value
/// stands in the place of these.
inline constexpr Expectation kNothingElseWrong[] = {
    {"incoming-settings", "right", 0.93},
    {"incoming-settings", "wrong", 0.02},
    {"incoming-settings", "doubtful", 0.04},
    {"outgoing-settings", "right", 0.93},
    {"outgoing-settings", "wrong", 0.02},
    {"outgoing-settings", "doubtful", 0.04},
    {"servers", "reachable", 0.98},
    {"domain", "comes-here", 0.98},
    {"clock", "wrong", 0.02},
    {"connection", "off-line", 0.02},
    {"recipients-last-hour", "few", 0.95},
    {"refused-logins", "many", 0.05},
    {"failing-recipients", "everybody", 0.94},
    {"failing-recipients", "some-recipients", 0.05},
    {"missing-mail", "all", 0.95},
    {"other-network", "works-there", 0.04},
    {"who-else", "others-too", 0.06},
    {"mail-in-webmail", "seen", 0.94},
    {"another-device", "works", 0.10},
    {"another-device", "none", 0.35},
    {"own-website", "down", 0.04},
    {"own-website", "none", 0.45},
    {"error-message", "unknown", 0.06},
};

struct Cause {
    constexpr Cause(
        std::string_view its_id, double its_prior, std::span<const Expectation> expected, std::span<const Advice> given)
        : id(its_id), expectations(expected), advice(given), prior_(its_prior) {}
    /// Among all people who look for help with mail.
    [[nodiscard]] constexpr double prior() const { return prior_.value(); }

    std::string_view id;
    std::span<const Expectation> expectations;  ///< beside kNothingElseWrong
    std::span<const Advice> advice;

private:
    Share<10'000> prior_;
};

#define CAUSE(name) +1
inline constexpr std::size_t kCauses =
#include "core/causes/causes.def"
    ;
#undef CAUSE

std::span<const Cause* const, kCauses> all_causes();

}  // namespace maildoctor

/// Ends a cause's file, after `kPrior`, `kExpectations` and `kAdvice` in its own namespace.
#define MAILDOCTOR_CAUSE(name)                                          \
    namespace maildoctor::causes::name {                                \
    extern const Cause kCause;                                          \
    constexpr auto kId = ::maildoctor::kebab_case(#name);               \
    constexpr Cause kCause{kId.view(), kPrior, kExpectations, kAdvice}; \
    }
