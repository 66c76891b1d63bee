// A connection from outside: TCP, or TLS over it. One type for both, so that whoever uses it is compiled once.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

namespace maildoctor::bridge {

/// An AsyncStream as Beast wants it, small while nothing comes. It has no deadline at first.
class PeerStream {
    using Clock = std::chrono::steady_clock;

public:
    using Socket = boost::asio::ip::tcp::socket;
    using Tls = boost::asio::ssl::stream<Socket&>;
    using executor_type = Socket::executor_type;

    explicit PeerStream(Socket socket) : tcp_(std::make_shared<Tcp>(Tcp{std::move(socket)})) {
        boost::system::error_code ignored;
        tcp_->socket.non_blocking(true, ignored);
    }

    [[nodiscard]] executor_type get_executor() { return tcp_->socket.get_executor(); }
    [[nodiscard]] Socket& socket() { return tcp_->socket; }

    /// From here on everything is read and written through TLS. The context may go away afterwards.
    Tls& start_tls(boost::asio::ssl::context& context) {
        tls_ = std::make_unique<Secured>(Secured{Tls(tcp_->socket, context)});
        return tls_->stream;
    }

    /// Closes the connection then, unless another time is set before.
    void expires_after(Clock::duration time) {
        tcp_->expiry = Clock::now() + time;
        if (!timer_) timer_ = std::make_unique<boost::asio::steady_timer>(get_executor());
        timer_->expires_at(tcp_->expiry);
        timer_->async_wait([weak = std::weak_ptr(tcp_)](const boost::system::error_code& cancelled) {
            const auto tcp = weak.lock();
            if (!cancelled && tcp && tcp->expiry <= Clock::now()) tcp->close();
        });
    }
    void expires_never() {
        tcp_->expiry = Clock::time_point::max();
        timer_.reset();
    }

    /// Whoever waits for it hears `operation_aborted`.
    void cancel() {
        boost::system::error_code ignored;
        tcp_->socket.cancel(ignored);
    }
    void close() { tcp_->close(); }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const Buffers& into) {
                if (tls_) tls_->stream.async_read_some(into, std::move(handler));
                else socket().async_read_some(into, std::move(handler));
            },
            token, buffers);
    }

    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, const Buffers& from) {
                if (tls_) tls_->stream.async_write_some(from, std::move(handler));
                else socket().async_write_some(from, std::move(handler));
            },
            token, buffers);
    }

    /// Calls `handler(error, bytes)` once something has come; the bytes are there until it returns. But through TLS, nothing
    /// is set aside for them before.
    template <class Handler>
    void async_receive(Handler handler) {
        if (tls_)
            return tls_->stream.async_read_some(boost::asio::buffer(tls_->received),
                [this, handler = std::move(handler)](const boost::system::error_code& error, std::size_t size) mutable {
                    handler(error, std::string_view(tls_->received.data(), size));
                });
        socket().async_wait(Socket::wait_read, [this, handler = std::move(handler)](boost::system::error_code error) mutable {
            static thread_local std::array<char, 4096> received;
            const std::size_t size = error ? 0 : socket().read_some(boost::asio::buffer(received), error);
            if (error == boost::asio::error::would_block) return async_receive(std::move(handler));
            handler(error, std::string_view(received.data(), size));
        });
    }

    /// How many of the bytes could be handed over at once; an error shows when the rest is written.
    std::size_t write_now(std::string_view bytes) {
        boost::system::error_code ignored;
        return tls_ ? 0 : socket().write_some(boost::asio::buffer(bytes), ignored);
    }

    /// What was written is the last.
    void shut_down() {
        boost::system::error_code ignored;
        socket().shutdown(Socket::shutdown_send, ignored);
    }

private:
    struct Tcp {
        Socket socket;
        Clock::time_point expiry = Clock::time_point::max();
        void close() {
            boost::system::error_code ignored;
            socket.close(ignored);
        }
    };
    struct Secured {
        Tls stream;
        std::array<char, 1024> received{};
    };
    std::shared_ptr<Tcp> tcp_;
    std::unique_ptr<boost::asio::steady_timer> timer_;
    std::unique_ptr<Secured> tls_;
};

}  // namespace maildoctor::bridge
