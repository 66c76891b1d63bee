// A provider's autoconfiguration file (config-v1.1, draft-ietf-mailmaint-autoconfig) as a profile.
#pragma once

#include "core/model/profile.hpp"
#include "xml/document.hpp"

namespace maildoctor::xml {

struct Provider {
    Profile profile;             ///< one that `check` accepts
    std::vector<Remark> faults;  ///< why there is no profile; all of them
    std::vector<Remark> notes;   ///< what was left out, or is to be looked at
};

/// `base` gives what such a file does not tell but a profile must have: languages and words. Ways that need no password,
/// and protocols that a profile does not have, are left out with a note; what contradicts itself is a fault. The first way
/// with encryption in each direction is recommended.
Provider read_provider(std::string_view text, const Profile& base);

/// What a person still has to say, a line each; the same for every file.
const std::vector<std::string>& left_to_fill_in();

}  // namespace maildoctor::xml
