#include "core/reading/directions.hpp"

#include <algorithm>

namespace maildoctor {

std::vector<Direction> directions_of(const AskedCase& facts) {
    const auto answered = [&](const char* question, std::string_view answer) {
        const auto given = facts.answers.find(question);
        return given != facts.answers.end() && given->second == answer;
    };
    if (answered("mail-access", "webmail")) return {};
    if (answered("symptom", "cannot-receive")) return {Direction::incoming};
    if (answered("symptom", "cannot-send")) return {Direction::outgoing};
    return {Direction::incoming, Direction::outgoing};
}

bool bears_on(const AskedCase& facts, Direction direction) {
    const std::vector<Direction> all = directions_of(facts);
    return std::find(all.begin(), all.end(), direction) != all.end();
}

}  // namespace maildoctor
