#include "core/questions/question.hpp"

namespace maildoctor::questions::who_else {
namespace {

constexpr Value kAnswers[] = {
    {"only-me", 0.45},
    {"others-too", 0.20},
    {"alone-at-domain", 0.35},
};
constexpr double kEffort = 1.2;
constexpr bool (*applies)(const Observed&) = nullptr;
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::who_else

MAILDOCTOR_QUESTION(who_else)
