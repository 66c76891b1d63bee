#include "core/questions/question.hpp"

namespace maildoctor::questions::network {
namespace {

constexpr Value kAnswers[] = {
    {"usual-network", 0.57},
    {"new-network", 0.07},
    {"mobile-data", 0.08},
    {"work-or-school", 0.07},
    {"hotel-or-public", 0.07},
    {"abroad", 0.06},
    {"abroad-hotel", 0.08},
};
constexpr double kEffort = 1;
constexpr bool (*applies)(const Observed&) = nullptr;
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::network

MAILDOCTOR_QUESTION(network)
