#include "core/questions/question.hpp"

namespace maildoctor::questions::worked_before {
namespace {

constexpr Value kAnswers[] = {
    {"never-worked", 0.10},
    {"new-program-or-device", 0.14},
    {"password-changed", 0.08},
    {"network-changed", 0.14},
    {"nothing-changed", 0.54},
};
constexpr double kEffort = 1;
constexpr bool (*applies)(const Observed&) = nullptr;
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::worked_before

MAILDOCTOR_QUESTION(worked_before)
