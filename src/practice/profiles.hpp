// The profiles of the practice ward: the template profiles/practice.json with the ward's own hosts and ports.
#pragma once

#include <string_view>
#include <vector>

#include "core/model/profile.hpp"

namespace maildoctor::practice {

/// Everything that the ward offers: what the bridge is started with. `imaps` and `submissions` are recommended.
Profile whole_ward(Profile base, const std::vector<Service>& services);

/// For one page: service `id`, which must be among `services`, is the recommended one of its direction, and the healthy
/// one of the other direction is recommended too; there are no others, so that it is `id` that is compared and probed.
Profile one_patient(Profile base, const std::vector<Service>& services, std::string_view id);

}  // namespace maildoctor::practice
