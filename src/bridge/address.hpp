// Addresses as an operator writes them, and blocks of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace maildoctor::bridge {

/// "192.0.2.1:993" or "[2001:db8::1]:993". Where `default_port` is given, the port and its colon may be left out, and the
/// brackets then too.
std::optional<boost::asio::ip::tcp::endpoint> read_endpoint(
    std::string_view text, std::optional<std::uint16_t> default_port = std::nullopt);

struct HostPort {
    std::string host;  ///< a name, or an address without brackets
    std::uint16_t port = 0;
};
/// As above, or with a name: "www.example.com:443". Port 0 is none.
std::optional<HostPort> read_host_port(std::string_view text);

/// An address in one form for both families: IPv4 as IPv4-mapped IPv6 (RFC 4291 section 2.5.5.2).
boost::asio::ip::address_v6 as_v6(const boost::asio::ip::address& address);

/// "192.0.2.0/24", "2001:db8::/32", or one address.
std::optional<boost::asio::ip::network_v6> read_network(std::string_view text);

using Networks = std::vector<boost::asio::ip::network_v6>;
bool contains(const Networks& networks, const boost::asio::ip::address& address);

}  // namespace maildoctor::bridge
