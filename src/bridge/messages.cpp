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
            const std::string members = json::dump(held);  // of which each message has at least one
            return R"({"type":")" + std::string(held.kType) + "\"," + members.substr(1);
        },
        message);
}

std::string json_string(std::string_view text) { return json::dump(std::string(text)); }

SharedMessage::SharedMessage(const wire::ServerMessage& message, std::string_view number) {
    const std::string text = write_message(message);
    // Within a string a quotation mark has a backslash before it, so that these can only be names.
    const std::string id_member = R"("id":)", number_member = "\"" + std::string(number) + "\":";
    const std::size_t id = text.find(id_member) + id_member.size();
    const std::size_t value = text.find(number_member) + number_member.size();
    before_id_ = text.substr(0, id);
    before_number_ = text.substr(id + 2, value - id - 2);
    after_ = text.substr(value + 1);
}

std::string SharedMessage::with(std::string_view id, long long number) const {
    const std::string digits = std::to_string(number);
    std::string out;
    out.reserve(before_id_.size() + id.size() + before_number_.size() + digits.size() + after_.size());
    return out.append(before_id_).append(id).append(before_number_).append(digits).append(after_);
}

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace maildoctor::bridge
