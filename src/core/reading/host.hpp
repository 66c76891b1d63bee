// The name of a server as typed: first how it is written, then whose name it is.
#pragma once

#include "core/model/profile.hpp"
#include "core/model/settings.hpp"

namespace maildoctor {

/// How it is written.
enum class HostForm : unsigned char {
    unknown,
    good,
    hidden_characters,
    look_alike_characters,
    url,
    with_port,
    address,
    malformed
};

/// Whose name it is, once the form is mended.
enum class HostOwner : unsigned char {
    unknown,
    right,
    other_protocol,   ///< the provider's, for POP3 instead of IMAP or the other way round
    other_direction,  ///< the provider's outgoing server among the incoming settings, or the other way round
    near_miss,        ///< below the provider's domain, but no mail server
    sister_brand,
    misspelt,
    own_domain,  ///< below the domain of the person's own address
    own_device,  ///< `localhost`, `127.0.0.1`: a local proxy
    access_provider,
    another_provider,
};

struct HostReading {
    HostForm form = HostForm::unknown;
    HostOwner owner = HostOwner::unknown;
    std::string name;                  ///< the mended form, in lower case; empty if there is none
    std::string port;                  ///< written behind the name, in digits
    std::string brand;                 ///< of the sister brand
    const Service* service = nullptr;  ///< of the profile, that the name is or resembles
};

/// `domain` is that of the person's own address, or empty. Never a suggestion for a name that may be another provider's.
HostReading read_host(const Profile& profile, Direction direction, std::optional<Protocol> protocol, std::string_view domain,
    std::string_view typed);

}  // namespace maildoctor
