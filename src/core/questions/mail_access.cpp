#include "core/questions/question.hpp"

namespace maildoctor::questions::mail_access {
namespace {

constexpr Value kAnswers[] = {
    {"program", 0.55},
    {"webmail", 0.20},
    {"both", 0.25},
};
constexpr double kEffort = 1;

/// Who compared a program's settings has one.
bool applies(const Observed& observed) {
    const auto& seen = observed.seen.signs;
    return !seen.contains("incoming-settings") && !seen.contains("outgoing-settings");
}

constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::mail_access

MAILDOCTOR_QUESTION(mail_access)
