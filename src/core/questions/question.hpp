// A question: a sign that the person answers by choosing one value.
#pragma once

#include "core/signs/sign.hpp"

namespace maildoctor {

/// Its values are the answers, in the order of display, without `dont-know`.
struct Question : Sign {
    double effort;                     ///< 1 = one easy tap; the next step is the one that tells most per effort
    bool (*applies)(const Observed&);  ///< null: always
    bool (*offers)(const Observed&, std::string_view answer);  ///< which answers make sense here; null: all
};

#define QUESTION(name) +1
inline constexpr std::size_t kQuestions =
#include "core/questions/questions.def"
    ;
#undef QUESTION

std::span<const Question* const, kQuestions> all_questions();

/// Whether this is what the person answered.
bool says(const AskedCase& facts, Fact answer);

}  // namespace maildoctor

/// Ends a question's file, after `kAnswers`, `kEffort`, `applies` and `offers` in its own namespace.
#define MAILDOCTOR_QUESTION(name)                                                            \
    namespace maildoctor::questions::name {                                                  \
    extern const Question kQuestion;                                                         \
    constexpr auto kId = ::maildoctor::kebab_case(#name);                                    \
    constexpr Question kQuestion{{kId.view(), kAnswers, nullptr}, kEffort, applies, offers}; \
    }
