// Who is at the other end, where proxies stand between.
#pragma once

#include <string_view>

#include "bridge/address.hpp"

namespace maildoctor::bridge {

/// The address that the last of our own proxies saw. `header` is the value of X-Forwarded-For or Forwarded (RFC 7239),
/// several lines joined by commas. It is read from its end, because each proxy appends and whatever stands before is the
/// client's own claim; an element that names no address ends the reading. A peer that is not `trusted` is the client.
boost::asio::ip::address client_address(const boost::asio::ip::address& peer, const Networks& trusted, std::string_view header);

}  // namespace maildoctor::bridge
