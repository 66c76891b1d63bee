// Domains that are well known not to be anybody's own: mailbox services and access providers of the world.
#pragma once

#include <string_view>

namespace maildoctor {

enum class KnownDomain : unsigned char { unknown, mailbox_service, access_provider };

/// What the domain of `name` (a host or the domain of an address, in lower case) is known to be.
KnownDomain known_domain(std::string_view name);

}  // namespace maildoctor
