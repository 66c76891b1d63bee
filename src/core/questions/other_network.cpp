#include "core/questions/question.hpp"

namespace maildoctor::questions::other_network {
namespace {

constexpr Value kAnswers[] = {
    {"works-there", 0.35},
    {"fails-there", 0.65},
};
constexpr double kEffort = 2.5;
constexpr bool (*applies)(const Observed&) = nullptr;
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::other_network

MAILDOCTOR_QUESTION(other_network)
