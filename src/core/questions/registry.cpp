#include "core/questions/question.hpp"

namespace maildoctor {

namespace questions {
#define QUESTION(name) Question name();
#include "core/questions/questions.def"
#undef QUESTION
}  // namespace questions

const std::vector<Question>& all_questions() {
    static const std::vector<Question> all{
#define QUESTION(name) questions::name(),
#include "core/questions/questions.def"
#undef QUESTION
    };
    return all;
}

}  // namespace maildoctor
