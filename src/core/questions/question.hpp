// A question: a sign that the person answers by choosing one value.
#pragma once

#include "core/signs/sign.hpp"

namespace maildoctor {

struct Question {
    std::string_view id;
    std::vector<Value> answers;  ///< in the order of display, without `dont-know`
    double effort;               ///< 1 = one easy tap; the next step is the one that tells most per effort
    bool (*applies)(const Observed&);  ///< null: always
};

const std::vector<Question>& all_questions();

}  // namespace maildoctor

/// Ends a question's file, after `kAnswers`, `kEffort` and `applies` in an anonymous namespace.
#define MAILDOCTOR_QUESTION(name)                                              \
    namespace maildoctor::questions {                                          \
    Question name() {                                                          \
        static constexpr auto kId = ::maildoctor::kebab_case(#name);           \
        return {kId.view(), {std::begin(kAnswers), std::end(kAnswers)}, kEffort, applies}; \
    }                                                                          \
    }
