// What the records of a domain mean, beside what the profile says that they should be.
#pragma once

#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

DomainReading read_domain(const Profile& profile, const DomainResult& result);

/// The case's domain, where it was looked up and is still that of the address.
const DomainResult* domain_of(const Case& facts);

enum class MailRoute : unsigned char { unknown, here, elsewhere, nowhere, not_registered };
MailRoute route_of(const DomainReading& reading);

/// Hosts of an SPF record's `include` and `redirect` (RFC 7208 sections 5.2 and 6.1), in lower case.
std::vector<std::string> included_by(std::string_view spf);

}  // namespace maildoctor
