#include "core/reading/directions.hpp"

#include "core/questions/question.hpp"

namespace maildoctor {

std::vector<Direction> directions_of(const AskedCase& facts) {
    std::vector<Direction> out;
    for (const Direction each : {Direction::incoming, Direction::outgoing})
        if (bears_on(facts, each)) out.push_back(each);
    return out;
}

bool bears_on(const AskedCase& facts, Direction direction) {
    const Fact only_the_other = direction == Direction::incoming ? Fact("symptom-cannot-send") : Fact("symptom-cannot-receive");
    return !says(facts, only_the_other) && !says(facts, "mail-access-webmail");
}

}  // namespace maildoctor
