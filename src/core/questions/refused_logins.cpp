#include "core/questions/question.hpp"

namespace maildoctor::questions::refused_logins {
namespace {

constexpr Value kAnswers[] = {
    {"many", 0.25},
    {"few-or-none", 0.75},
};
constexpr double kEffort = 1.3;

/// A program asks; who complains of webmail may have none.
bool applies(const Observed& observed) {
    const std::string_view access = answer_of(observed.facts, "mail-access");
    return access != "webmail" &&
        (access == "program" || access == "both" || answer_of(observed.facts, "symptom") != "webmail-fails");
}
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::refused_logins

MAILDOCTOR_QUESTION(refused_logins)
