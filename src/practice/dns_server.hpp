// The ward's DNS server: UDP on loopback, answers from a table of names.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/udp.hpp>

#include "practice/dns_message.hpp"

namespace maildoctor::practice::dns {

/// What is said about one name.
struct Zone {
    std::vector<std::string> addresses = {};  ///< textual IPv4 and IPv6; none: the name exists and has no address
    std::vector<std::pair<std::uint16_t, std::string>> records = {};  ///< type and text, as data_of() reads it
    std::string alias = {};                                           ///< the name that has all this instead (CNAME)
    Rcode rcode = Rcode::no_error;
    bool silent = false;  ///< no answer at all
    std::chrono::milliseconds delay = {};
};

/// Names in lower case, without the final dot. A name that is not listed does not exist.
using Zones = std::map<std::string, Zone>;

/// The answer to `query`, or nothing where `query` is no query with exactly one question, or its name is a silent one.
std::optional<Message> answer(const Zones& zones, const Message& query);

/// The name's delay; zero for an unknown name.
std::chrono::milliseconds delay_of(const Zones& zones, const Message& query);

/// Answers until `socket` is closed. A query that cannot be read is dropped.
boost::asio::awaitable<void> serve(std::shared_ptr<boost::asio::ip::udp::socket> socket, Zones zones);

}  // namespace maildoctor::practice::dns
