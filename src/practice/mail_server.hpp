// One connection to a scripted mail server.
#pragma once

#include <memory>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "practice/fault.hpp"

namespace maildoctor::practice {

/// Plays the server that `fault` describes to one client, until that leaves or `socket` is closed; ends with an exception
/// where the connection breaks. `context` holds the server's certificate.
boost::asio::awaitable<void> attend(
    std::shared_ptr<boost::asio::ip::tcp::socket> socket, const Fault& fault, std::shared_ptr<boost::asio::ssl::context> context);

}  // namespace maildoctor::practice
