#include "core/questions/question.hpp"

namespace maildoctor::questions::recipients_last_hour {
namespace {

// Who takes the first answer that is true gets the right one: many recipients are often in one message, too.
constexpr Value kAnswers[] = {
    {"over-address-limit", 0.09},
    {"over-domain-limit", 0.05},
    {"over-message-limit", 0.06},
    {"few", 0.80},
};
constexpr double kEffort = 1;

bool applies(const Observed& observed) {
    return !observed.profile.limits.empty() && !says(observed.facts, "symptom-cannot-receive") &&
        !says(observed.facts, "symptom-webmail-fails");
}

bool offers(const Observed& observed, std::string_view answer) {
    const auto has = [&](LimitScope scope) { return find_limit(observed.profile, scope) != nullptr; };
    if (answer == "over-message-limit") return has(LimitScope::message);
    if (answer == "over-address-limit") return has(LimitScope::address);
    if (answer == "over-domain-limit") return has(LimitScope::domain);
    return true;
}

}  // namespace
}  // namespace maildoctor::questions::recipients_last_hour

MAILDOCTOR_QUESTION(recipients_last_hour)
