#include "bridge/log.hpp"

#include <utility>

#include "bridge/messages.hpp"
#include "json/json.hpp"

namespace maildoctor::bridge {

Log::Log(LogLevel level, std::function<void(std::string_view)> sink) : level_(level), sink_(std::move(sink)) {}

void Log::write(LogLevel level, std::string_view event, std::initializer_list<Field> fields) const {
    if (!sink_ || level > level_) return;
    json::Json line{{"at", utc_now()}, {"level", name_of(level)}, {"event", event}};
    for (const Field& field : fields) std::visit([&](const auto& value) { line[std::string(field.name)] = value; }, field.value);
    sink_(line.dump());
}

}  // namespace maildoctor::bridge
