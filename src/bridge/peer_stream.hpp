// A connection from outside: TCP, or TLS over it. One type for both, so that whoever uses it is compiled once.
#pragma once

#include <memory>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/teardown.hpp>

namespace maildoctor::bridge {

/// An AsyncStream as Beast wants it. Deadlines are those of `tcp()`.
class PeerStream {
public:
    using Tcp = boost::beast::tcp_stream;
    using Tls = boost::asio::ssl::stream<Tcp&>;
    using executor_type = Tcp::executor_type;

    explicit PeerStream(boost::asio::ip::tcp::socket socket) : tcp_(std::make_unique<Tcp>(std::move(socket))) {}

    [[nodiscard]] executor_type get_executor() { return tcp_->get_executor(); }
    [[nodiscard]] Tcp& tcp() { return *tcp_; }

    /// From here on everything is read and written through TLS. The context may go away afterwards.
    Tls& start_tls(boost::asio::ssl::context& context) { return *(tls_ = std::make_unique<Tls>(*tcp_, context)); }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const Buffers& into) {
                if (tls_) tls_->async_read_some(into, std::move(handler));
                else tcp_->async_read_some(into, std::move(handler));
            },
            token, buffers);
    }

    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const Buffers& from) {
                if (tls_) tls_->async_write_some(from, std::move(handler));
                else tcp_->async_write_some(from, std::move(handler));
            },
            token, buffers);
    }

    // What Beast's WebSocket asks for: the end of the connection after the closing frames, and at a deadline.
    template <class Handler>
    friend void async_teardown(boost::beast::role_type role, PeerStream& stream, Handler&& handler) {
        using boost::beast::websocket::async_teardown;
        async_teardown(role, *stream.tcp_, std::forward<Handler>(handler));
    }
    friend void beast_close_socket(PeerStream& stream) { stream.tcp_->close(); }

private:
    std::unique_ptr<Tcp> tcp_;
    std::unique_ptr<Tls> tls_;
};

}  // namespace maildoctor::bridge
