#include "bridge/messages.hpp"

#include <array>
#include <ctime>

#include "json/json.hpp"

namespace maildoctor::bridge {
namespace {

constexpr std::size_t kLongestId = 64;
constexpr std::size_t kLongestName = 253;

wire::Error malformed(std::string id, Problem problem) {
    return {std::move(id), wire::ErrorReason::message_malformed, std::move(problem.path), std::move(problem.expected)};
}

std::string id_of(const json::Json& value) {
    const auto id = value.find("id");
    if (id == value.end() || !id->is_string()) return {};
    auto text = id->get<std::string>();
    return text.size() <= kLongestId ? text : std::string();
}

std::optional<Problem> check(const wire::ProbeStart& message) {
    if (message.id.empty() || message.id.size() > kLongestId) return Problem{"id", "a text of 1 to 64 bytes"};
    if (message.service.empty()) return Problem{"service", "the id of a service"};
    if (message.own_host.size() > kLongestName) return Problem{"ownHost", "a host name of at most 253 bytes"};
    return std::nullopt;
}

std::optional<Problem> check(const wire::ProbeCancel& message) {
    if (message.id.empty()) return Problem{"id", "the id of a probe"};
    return std::nullopt;
}

std::optional<Problem> check(const wire::DomainStart& message) {
    if (message.id.empty() || message.id.size() > kLongestId) return Problem{"id", "a text of 1 to 64 bytes"};
    if (message.domain.size() > kLongestName) return Problem{"domain", "a domain of at most 253 bytes"};
    return std::nullopt;
}

template <class Message>
Incoming read_as(const json::Json& value) {
    Message message;
    auto problem = decode(json::Reader(value), message, UnknownMembers::ignore);
    if (!problem) problem = check(message);
    if (problem) return malformed(id_of(value), std::move(*problem));
    return message;
}

}  // namespace

Incoming read_message(std::string_view text) {
    json::Json value;
    if (auto problem = json::parse_json(text, value)) return malformed("", std::move(*problem));
    if (!value.is_object()) return malformed("", {"", "an object"});
    const auto type = value.find("type");
    const std::string name = type != value.end() && type->is_string() ? type->get<std::string>() : "";
    if (name == wire::ProbeStart::kType) return read_as<wire::ProbeStart>(value);
    if (name == wire::ProbeCancel::kType) return read_as<wire::ProbeCancel>(value);
    if (name == wire::DomainStart::kType) return read_as<wire::DomainStart>(value);
    return malformed(id_of(value), {"type", "probe.start|probe.cancel|domain.start"});
}

std::string write_message(const wire::ServerMessage& message) {
    return std::visit(
        [](const auto& held) {
            json::Json out = json::Json::object();
            out["type"] = std::string(held.kType);
            out.update(encode<json::Writer>(held));
            return out.dump(-1, ' ', false, json::Json::error_handler_t::replace);
        },
        message);
}

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace maildoctor::bridge
