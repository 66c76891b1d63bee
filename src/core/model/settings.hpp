// What the user's program has, as far as they told.
#pragma once

#include "core/model/probe.hpp"

namespace maildoctor {

MAILDOCTOR_ENUM(Authentication, password, none, other)

/// One direction. Strings are as typed; empty means unknown.
struct ServerSettings {
    std::optional<Protocol> protocol;
    std::string host;
    std::string port;
    std::optional<Security> security;
    std::string username;
    std::optional<Authentication> authentication;
};
MAILDOCTOR_DESCRIBE(ServerSettings, protocol, host, port, security, username, authentication)

struct Settings {
    std::string address;
    ServerSettings incoming;
    ServerSettings outgoing;
    std::vector<std::string> empty_in_program;  ///< fields that the person saw to be empty, such as `incoming.username`
};
MAILDOCTOR_DESCRIBE(Settings, address, incoming, outgoing, empty_in_program)

inline const ServerSettings& of(const Settings& settings, Direction direction) {
    return direction == Direction::incoming ? settings.incoming : settings.outgoing;
}

/// Every field that a finding, a fix or a tick can name: `address`, `incoming.protocol`, ... `outgoing.authentication`.
const std::vector<std::string>& settings_fields();

/// `incoming.host` for (incoming, "host").
std::string field_path(Direction direction, std::string_view name);

}  // namespace maildoctor
