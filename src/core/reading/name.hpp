// Host names as strings: RFC 1123 section 2.1, RFC 5890 (letters beyond ASCII are taken as they are).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maildoctor {

/// At least two labels of letters, digits and inner hyphens; 63 bytes each, 253 in all; the last is not a number.
bool is_host_name(std::string_view name);
bool is_address_literal(std::string_view name);  ///< IPv4, or IPv6 with or without brackets
/// `name` is `domain` or below it. Both in lower case.
bool is_within(std::string_view name, std::string_view domain);
/// What stands after the first label: `example.net` of `imap.example.net`; empty if that would have no full stop.
std::string_view parent_of(std::string_view name);
std::vector<std::string_view> split(std::string_view text, char separator);

/// Damerau-Levenshtein distance (optimal string alignment), or `limit + 1` if it is more than `limit`.
std::size_t distance(std::string_view left, std::string_view right, std::size_t limit);

}  // namespace maildoctor
