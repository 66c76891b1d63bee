// The wire: JSON text to message structs (core/model/wire.hpp) and back.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "core/model/wire.hpp"

namespace maildoctor::bridge {

/// What a page sent: the error to answer with, or its message.
using Incoming = std::variant<wire::Error, wire::ProbeStart, wire::ProbeCancel, wire::DomainStart>;

/// Members that are not known are ignored. A message whose `id` could be read has it in its error, too.
Incoming read_message(std::string_view text);

/// One JSON object with `type` first.
std::string write_message(const wire::ServerMessage& message);

/// RFC 3339, UTC, seconds.
std::string utc_now();

}  // namespace maildoctor::bridge
