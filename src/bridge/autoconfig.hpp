// What mail programs ask for by their standards: autoconfiguration (config-v1.1) and Autodiscover (POX); and the configuration
// profile that the page asks for, because iOS takes one only from a server. The answer follows from the first profile and the
// address in the query or the body; the address is used for nothing else, not kept and not logged.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/profile.hpp"

namespace maildoctor::bridge {

/// Bytes of the body of such a request; a longer one is refused.
inline constexpr std::size_t kLargestSetupRequest = 4096;

enum class SetupRequest : unsigned char { autoconfig, autodiscover, apple };

struct SetupRoute {
    std::string_view path;  ///< in any case, as Outlook asks
    SetupRequest request;
    bool has_body;                ///< asked for by POST; without one by GET or HEAD
    std::string_view media_type;  ///< of the body; empty: any
};
/// Nothing where no mail program asks.
const SetupRoute* setup_route(std::string_view path);

struct SetupAnswer {
    std::string text;
    std::string media_type;
};

/// `query` is what follows the `?`, `body` that of the request. Autoconfiguration answers for an address that is none, too:
/// its file is the same for all of a domain; `host` then tells the domain. Nothing where the request names no address.
std::optional<SetupAnswer> answer_setup(
    const Profile& profile, SetupRequest request, std::string_view query, std::string_view host, std::string_view body);

}  // namespace maildoctor::bridge
