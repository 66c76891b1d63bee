#include "core/sending/plan.hpp"

#include <cmath>

#include "core/reading/moment.hpp"

namespace maildoctor::sending {

std::optional<SendingPlan> plan(const AskedProfile& profile, const AskedCase& facts) {
    const Limit* limit = find_limit(profile, LimitScope::address);
    if (limit == nullptr || (facts.last_refused.empty() && facts.mailing < 1)) return std::nullopt;
    SendingPlan out;
    out.at_once = limit->amount;
    if (const auto refused = seconds_of(facts.last_refused)) out.wait_until = moment_of(*refused + limit->window_minutes * 60);
    if (facts.mailing >= 1) {
        out.parts = std::ceil(facts.mailing / limit->amount);
        out.minutes = (out.parts - 1) * limit->window_minutes;
    }
    return out;
}

}  // namespace maildoctor::sending
