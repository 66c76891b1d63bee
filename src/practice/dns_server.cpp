#include "practice/dns_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace maildoctor::practice::dns {

namespace asio = boost::asio;
using asio::ip::udp;

namespace {

constexpr std::uint32_t kTtl = 0;  // seconds; practice results must not be remembered
constexpr std::size_t kLargestQuery = 4096;
constexpr std::size_t kLongestChain = 16;

std::string lower(std::string text) {
    for (char& letter : text)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

const Zone* find_zone(const Zones& zones, const std::string& name) {
    const auto found = zones.find(lower(name));
    return found == zones.end() ? nullptr : &found->second;
}

template <class Octets>
Record make_record(const std::string& name, std::uint16_t type, const Octets& octets) {
    return {name, type, kClassIn, kTtl, {octets.begin(), octets.end()}};
}

}  // namespace

std::optional<Message> answer(const Zones& zones, const Message& query) {
    if (query.response || query.questions.size() != 1) return std::nullopt;
    Message out;
    out.id = query.id;
    out.response = out.authoritative = out.recursion_available = true;
    out.recursion_desired = query.recursion_desired;
    out.opcode = query.opcode;
    out.questions = query.questions;
    if (query.opcode != 0) {
        out.rcode = Rcode::not_implemented;
        return out;
    }
    const Question& question = out.questions.front();
    std::string name = question.name;
    const Zone* zone = find_zone(zones, name);
    for (; zone && !zone->alias.empty() && out.answers.size() < kLongestChain; zone = find_zone(zones, name)) {
        if (const auto data = data_of(kTypeCname, zone->alias)) out.answers.push_back(make_record(name, kTypeCname, *data));
        name = zone->alias;
    }
    if (!zone) {
        // The root exists, and nothing more is known of it; everything else does not.
        if (!name.empty()) out.rcode = Rcode::name_error;
        return out;
    }
    if (zone->silent) return std::nullopt;
    out.rcode = zone->rcode;
    for (const std::string& text : zone->addresses) {
        const auto address = asio::ip::make_address(text);
        if (address.is_v4() && question.type == kTypeA)
            out.answers.push_back(make_record(name, question.type, address.to_v4().to_bytes()));
        if (address.is_v6() && question.type == kTypeAaaa)
            out.answers.push_back(make_record(name, question.type, address.to_v6().to_bytes()));
    }
    for (const auto& [type, text] : zone->records)
        if (const auto data = data_of(type, text); data && type == question.type)
            out.answers.push_back(make_record(name, type, *data));
    return out;
}

std::chrono::milliseconds delay_of(const Zones& zones, const Message& query) {
    const Zone* zone = find_zone(zones, query.questions.front().name);
    return zone ? zone->delay : std::chrono::milliseconds{};
}

asio::awaitable<void> serve(std::shared_ptr<udp::socket> socket, Zones zones) {
    constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
    std::vector<std::uint8_t> bytes(kLargestQuery);
    while (true) {
        udp::endpoint client;
        const auto [error, size] = co_await socket->async_receive_from(asio::buffer(bytes), client, kToken);
        if (error == asio::error::operation_aborted || !socket->is_open()) co_return;
        if (error) continue;
        const auto query = decode(std::span(bytes).first(size));
        const auto reply = query ? answer(zones, *query) : std::nullopt;
        const auto encoded = reply ? encode(*reply) : std::nullopt;
        if (!encoded) continue;
        // Not awaited: a slow name must not hold up the others.
        auto timer = std::make_shared<asio::steady_timer>(socket->get_executor(), delay_of(zones, *query));
        auto octets = std::make_shared<std::vector<std::uint8_t>>(*encoded);
        timer->async_wait([timer, octets, client, socket](boost::system::error_code) {
            if (!socket->is_open()) return;
            socket->async_send_to(asio::buffer(*octets), client, [octets](boost::system::error_code, std::size_t) {});
        });
    }
}

}  // namespace maildoctor::practice::dns
