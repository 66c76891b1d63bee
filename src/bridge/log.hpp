// Structured log: one line of JSON per event. Names and figures of ours only: never a client's address, a host or domain
// that somebody typed, a certificate, or a word of a message.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "bridge/config.hpp"

namespace maildoctor::bridge {

class Log {
public:
    struct Field {
        std::string_view name;
        std::variant<std::string_view, double, bool> value;
    };

    /// `sink` gets each line without its end; without one everything is dropped, as is what is below `level`.
    Log(LogLevel level, std::function<void(std::string_view)> sink);

    /// {"at": RFC 3339, "level": ..., "event": `event`, and the fields}
    void write(LogLevel level, std::string_view event, std::initializer_list<Field> fields = {}) const;

private:
    LogLevel level_;
    std::function<void(std::string_view)> sink_;
};

}  // namespace maildoctor::bridge
