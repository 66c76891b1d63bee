#include "bridge/log.hpp"

#include <utility>

#include "bridge/messages.hpp"
#include "json/json.hpp"

namespace maildoctor::bridge {

Log::Log(LogLevel level, std::function<void(std::string_view)> sink) : level_(level), sink_(std::move(sink)) {}

void Log::write(LogLevel level, std::string_view event, std::initializer_list<Field> fields) const {
    if (!sink_ || level > level_) return;
    using json::TextWriter;
    auto line = TextWriter::object();
    TextWriter::set(line, "at", TextWriter::string(utc_now()));
    TextWriter::set(line, "level", TextWriter::string(name_of(level)));
    TextWriter::set(line, "event", TextWriter::string(event));
    for (const Field& field : fields) TextWriter::set(line, field.name, json::dump(field.value));
    sink_(line);
}

}  // namespace maildoctor::bridge
