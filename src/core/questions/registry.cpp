#include "core/questions/question.hpp"

#include "core/ids.hpp"

namespace maildoctor {

#define QUESTION(name) std::string_view(#name),
static_assert(are_ids(std::array{
#include "core/questions/questions.def"
}));
#undef QUESTION

namespace questions {
#define QUESTION(name)   \
    namespace name {     \
    Question question(); \
    }
#include "core/questions/questions.def"
#undef QUESTION
}  // namespace questions

const std::vector<Question>& all_questions() {
    static const std::vector<Question> all{
#define QUESTION(name) questions::name::question(),
#include "core/questions/questions.def"
#undef QUESTION
    };
    return all;
}

std::string_view answer_of(const Case& facts, std::string_view question) {
    for (const auto& [asked, given] : facts.answers) {
        if (asked != question) continue;
        for (const Question& each : all_questions())
            if (each.id == question)
                for (const Value& answer : each.answers)
                    if (answer.id == given) return answer.id;
    }
    return {};
}

}  // namespace maildoctor
