#include "core/questions/question.hpp"

namespace maildoctor::questions::webmail_opens {
namespace {

constexpr Value kAnswers[] = {
    {"opens", 0.60},
    {"opens-but-refuses-login", 0.20},
    {"does-not-open", 0.20},
};
constexpr double kEffort = 1.5;
constexpr bool (*applies)(const Observed&) = nullptr;

/// Who cannot get in need not be asked whether they can.
bool offers(const Observed& observed, std::string_view answer) {
    return answer != "opens" || !says(observed.facts, "symptom-webmail-fails");
}

}  // namespace
}  // namespace maildoctor::questions::webmail_opens

MAILDOCTOR_QUESTION(webmail_opens)
