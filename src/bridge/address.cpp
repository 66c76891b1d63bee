#include "bridge/address.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include <boost/asio/ip/network_v4.hpp>

#include "core/probe/policy.hpp"

namespace maildoctor::bridge {
namespace ip = boost::asio::ip;
namespace {

template <class Number>
std::optional<Number> read_number(std::string_view text) {
    Number out = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, out);
    if (text.empty() || problem != std::errc() || rest != end) return std::nullopt;
    return out;
}

std::optional<ip::address> read_address(std::string_view text) {
    boost::system::error_code unreadable;
    const auto address = ip::make_address(std::string(text), unreadable);
    return unreadable ? std::nullopt : std::optional(address);
}

}  // namespace

std::optional<ip::tcp::endpoint> read_endpoint(std::string_view text, std::optional<std::uint16_t> default_port) {
    std::optional<std::uint16_t> port = default_port;
    const std::size_t colon = text.rfind(':');
    const bool in_brackets = text.starts_with('[');
    const bool has_port = colon != std::string_view::npos && (in_brackets ? text[colon - 1] == ']' : text.find(':') == colon);
    if (has_port) {
        port = read_number<std::uint16_t>(text.substr(colon + 1));
        text = text.substr(0, colon);
    }
    if (in_brackets) text = text.ends_with(']') ? text.substr(1, text.size() - 2) : "";
    const auto address = read_address(text);
    if (!address || !port || (in_brackets && !address->is_v6())) return std::nullopt;
    return ip::tcp::endpoint(*address, *port);
}

std::optional<HostPort> read_host_port(std::string_view text) {
    if (const auto endpoint = read_endpoint(text); endpoint && endpoint->port() != 0)
        return HostPort{endpoint->address().to_string(), endpoint->port()};
    const std::string_view host = text.substr(0, text.find(':'));
    const auto port = read_number<std::uint16_t>(text.substr(std::min(host.size() + 1, text.size())));
    if (!probe::is_host_name(host) || !port || *port == 0) return std::nullopt;
    return HostPort{std::string(host), *port};
}

ip::address_v6 as_v6(const ip::address& address) {
    return address.is_v6() ? address.to_v6() : ip::make_address_v6(ip::v4_mapped, address.to_v4());
}

std::optional<ip::network_v6> read_network(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = read_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    const int longest = address->is_v6() ? 128 : 32;
    const auto bits = slash == std::string_view::npos ? longest : read_number<int>(text.substr(slash + 1));
    if (!bits || *bits < 0 || *bits > longest) return std::nullopt;
    return ip::make_network_v6(as_v6(*address), static_cast<unsigned short>(*bits + 128 - longest)).canonical();
}

bool contains(const Networks& networks, const ip::address& address) {
    return std::ranges::any_of(networks, [whole = as_v6(address)](const ip::network_v6& network) {
        return ip::make_network_v6(whole, network.prefix_length()).canonical() == network;
    });
}

}  // namespace maildoctor::bridge
