#include "core/questions/question.hpp"

namespace maildoctor::questions::own_website {
namespace {

// A service that is switched off and a domain that ran out take the website along. Nearly half have none, whatever the trouble.
constexpr Value kAnswers[] = {
    {"opens", 0.46},
    {"down", 0.09},
    {"none", 0.45},
};
constexpr double kEffort = 1.5;
constexpr bool (*applies)(const Observed&) = nullptr;
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::own_website

MAILDOCTOR_QUESTION(own_website)
