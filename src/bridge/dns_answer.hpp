// What an answer of the DNS says: bytes in, values out. c-ares and the C library read them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "bridge/resolver.hpp"

namespace maildoctor::bridge {

/// A whole message; empty where none came.
using DnsBytes = std::span<const unsigned char>;

/// Appends the addresses of an answer to A, or to AAAA. Returns an outcome of the stage resolve.
Outcome read_addresses(bool v6, DnsBytes answer, std::vector<boost::asio::ip::address>& out);

/// The names that the one asked for stands for (CNAME), in the order of the answer, printable, at most 8.
std::vector<std::string> read_aliases(DnsBytes answer);

/// Of a type that is not `address`.
Records read_records(RecordType type, DnsBytes answer);

}  // namespace maildoctor::bridge
