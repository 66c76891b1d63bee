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
    const AskedCase& facts = observed.facts;
    if (says(facts, "symptom-webmail-fails")) return says(facts, "mail-access-program") || says(facts, "mail-access-both");
    return !says(facts, "mail-access-webmail");
}
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::refused_logins

MAILDOCTOR_QUESTION(refused_logins)
