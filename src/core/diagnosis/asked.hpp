// What the diagnosis looks at: a page sends no more, so that its half of the core need not read the rest.
#pragma once

#include "core/model/case.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

struct AskedProfile : Profile {};
MAILDOCTOR_DESCRIBE(AskedProfile, home, services, limits, causes, notice)

struct AskedCase : Case {};
MAILDOCTOR_DESCRIBE(AskedCase, now, context, answers, skipped, tried, no_error_shown, last_refused, mailing)

}  // namespace maildoctor
