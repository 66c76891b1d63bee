#include "core/assess.hpp"

#include "core/diagnosis/diagnose.hpp"
#include "core/reading/observe.hpp"

namespace maildoctor {

Assessment assess(const Profile& profile, const Case& facts) {
    Observations observed = observe(profile, facts);
    Diagnosis diagnosed = diagnose(profile, facts, observed.seen);
    return {std::move(observed.findings), std::move(diagnosed.causes), std::move(observed.error_meanings),
        std::move(diagnosed.step), std::move(diagnosed.probes_wanted), std::move(diagnosed.directions), diagnosed.notice,
        std::move(diagnosed.sending), std::move(observed.domain), std::move(observed.seen.services)};
}

}  // namespace maildoctor
