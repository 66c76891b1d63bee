#include "core/questions/question.hpp"

#include <algorithm>

#include "core/ids.hpp"

namespace maildoctor {

#define QUESTION(name) std::string_view(#name),
static_assert(are_ids(std::array{
#include "core/questions/questions.def"
}));
#undef QUESTION

namespace questions {
#define QUESTION(name)               \
    namespace name {                 \
    extern const Question kQuestion; \
    }
#include "core/questions/questions.def"
#undef QUESTION
}  // namespace questions

std::span<const Question* const, kQuestions> all_questions() {
    static constexpr std::array kAll{
#define QUESTION(name) &questions::name::kQuestion,
#include "core/questions/questions.def"
#undef QUESTION
    };
    return kAll;
}

bool says(const AskedCase& facts, Fact answer) {
    return std::any_of(facts.answers.begin(), facts.answers.end(),
        [&](const auto& each) { return number_of(each.first, each.second) == answer.number; });
}

}  // namespace maildoctor
