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

/// `text` as JSON.
std::string json_string(std::string_view text);

/// A message that many pages get: all is written once, but for whose it is and one number.
class SharedMessage {
public:
    /// The message has an empty `id`, and its member `number` is 0.
    SharedMessage(const wire::ServerMessage& message, std::string_view number);

    /// `id` is JSON.
    [[nodiscard]] std::string with(std::string_view id, long long number) const;

private:
    std::string before_id_, before_number_, after_;
};

/// RFC 3339, UTC, seconds.
std::string utc_now();

}  // namespace maildoctor::bridge
