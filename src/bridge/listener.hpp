// Listening for connections, the same for pages and for the operator.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <boost/asio/ip/tcp.hpp>

namespace maildoctor::bridge {

/// Opens, binds and listens on "address:port". Throws std::runtime_error with what was wrong.
void listen_on(boost::asio::ip::tcp::acceptor& acceptor, const std::string& listen);

/// Hands every connection to `take` until the acceptor is closed; `owner` has the acceptor and lives as long.
void accept_all(boost::asio::ip::tcp::acceptor& acceptor, std::shared_ptr<void> owner,
    std::function<void(boost::asio::ip::tcp::socket)> take);

}  // namespace maildoctor::bridge
