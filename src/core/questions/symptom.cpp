#include "core/questions/question.hpp"

namespace maildoctor::questions::symptom {
namespace {

constexpr Value kAnswers[] = {
    {"cannot-receive", 0.25},
    {"cannot-send", 0.30},
    {"cannot-send-or-receive", 0.35},
    {"webmail-fails", 0.10},
};
constexpr double kEffort = 0.25;
constexpr bool (*applies)(const Observed&) = nullptr;
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::symptom

MAILDOCTOR_QUESTION(symptom)
