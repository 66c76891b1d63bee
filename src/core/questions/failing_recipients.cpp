#include "core/questions/question.hpp"

namespace maildoctor::questions::failing_recipients {
namespace {

constexpr Value kAnswers[] = {
    {"everybody", 0.72},
    {"some-recipients", 0.22},
    {"large-messages", 0.06},
};
constexpr double kEffort = 1;

bool applies(const Observed& observed) {
    return says(observed.facts, "symptom-cannot-send") || says(observed.facts, "symptom-cannot-send-or-receive");
}
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::failing_recipients

MAILDOCTOR_QUESTION(failing_recipients)
