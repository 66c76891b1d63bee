#include "core/questions/question.hpp"

namespace maildoctor::questions::another_device {
namespace {

// Tells device, program and settings from account, server and domain. Who has no other tells nothing: one in three everywhere.
constexpr Value kAnswers[] = {
    {"works", 0.28},
    {"fails", 0.37},
    {"none", 0.35},
};
constexpr double kEffort = 1.5;
constexpr bool (*applies)(const Observed&) = nullptr;
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::another_device

MAILDOCTOR_QUESTION(another_device)
