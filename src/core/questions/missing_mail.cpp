#include "core/questions/question.hpp"

namespace maildoctor::questions::missing_mail {
namespace {

constexpr Value kAnswers[] = {
    {"all", 0.66},
    {"some", 0.26},
    {"old", 0.08},
};
constexpr double kEffort = 1;

bool applies(const Observed& observed) { return says(observed.facts, "symptom-cannot-receive"); }
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::missing_mail

MAILDOCTOR_QUESTION(missing_mail)
