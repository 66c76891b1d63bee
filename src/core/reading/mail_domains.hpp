// Domains that are well known not to be anybody's own: mailbox services and access providers of the world.
#pragma once

#include <string_view>

namespace maildoctor {

/// Of two that fit, the later one counts.
enum class KnownDomain : unsigned char { unknown, mailbox_service, access_provider };

/// What the domain of `name` (a host or the domain of an address, in lower case) is known to be.
KnownDomain known_domain(std::string_view name);

/// The very common mail domain that `domain` (in lower case) is one slip away from; empty if there is none. A false alarm is
/// worse than a missed slip: a domain that is known itself, a shorter or another word, and an ending that its owner may
/// have, are left alone.
std::string_view domain_meant(std::string_view domain);

}  // namespace maildoctor
