#include "core/questions/question.hpp"

namespace maildoctor::questions::mail_in_webmail {
namespace {

constexpr Value kAnswers[] = {
    {"seen", 0.55},
    {"not-seen", 0.45},
};
constexpr double kEffort = 1.2;

/// Who cannot send either has another trouble than mail that is lost or hidden.
bool applies(const Observed& observed) {
    const AskedCase& facts = observed.facts;
    return says(facts, "webmail-opens-opens") && !says(facts, "symptom-cannot-send") &&
        !says(facts, "symptom-cannot-send-or-receive") && !says(facts, "symptom-webmail-fails");
}
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::mail_in_webmail

MAILDOCTOR_QUESTION(mail_in_webmail)
