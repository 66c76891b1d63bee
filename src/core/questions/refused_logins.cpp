#include "core/questions/question.hpp"

namespace maildoctor::questions::refused_logins {
namespace {

constexpr Value kAnswers[] = {
    {"many", 0.25},
    {"few-or-none", 0.75},
};
constexpr double kEffort = 1.3;

bool applies(const Observed& observed) { return answer_of(observed.facts, "mail-access") != "webmail"; }
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::refused_logins

MAILDOCTOR_QUESTION(refused_logins)
