#include "core/questions/question.hpp"

namespace maildoctor::questions::invoice {
namespace {

constexpr Value kAnswers[] = {
    {"unpaid", 0.10},
    {"paid", 0.40},
    {"cannot-see", 0.50},
};
constexpr double kEffort = 2;

bool applies(const Observed& observed) { return !contains(observed.profile.absent_causes, "service-suspended"); }
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::invoice

MAILDOCTOR_QUESTION(invoice)
