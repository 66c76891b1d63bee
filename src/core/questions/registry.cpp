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

std::string_view answer_of(const AskedCase& facts, std::string_view question) {
    for (const auto& [asked, given] : facts.answers) {
        if (asked != question) continue;
        for (const Question* each : all_questions())
            if (each->id == question)
                for (const Value& answer : each->values)
                    if (answer.id == given) return answer.id;
    }
    return {};
}

bool says(const AskedCase& facts, Fact answer) {
    return std::any_of(facts.answers.begin(), facts.answers.end(),
        [&](const auto& each) { return number_of(each.first, each.second) == answer.number; });
}

}  // namespace maildoctor
