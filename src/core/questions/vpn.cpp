#include "core/questions/question.hpp"

namespace maildoctor::questions::vpn {
namespace {

constexpr Value kAnswers[] = {
    {"on", 0.12},
    {"off", 0.88},
};
constexpr double kEffort = 0.6;
constexpr bool (*applies)(const Observed&) = nullptr;
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::vpn

MAILDOCTOR_QUESTION(vpn)
