// One page's WebSocket: hello first, then one answer for each of its messages.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "bridge/bridge.hpp"
#include "bridge/messages.hpp"
#include "bridge/peer_stream.hpp"

namespace maildoctor::bridge {

/// Its parts find each other through weak pointers only: a session lives as long as its connection.
class Session : public std::enable_shared_from_this<Session> {
public:
    using Request = boost::beast::http::request<boost::beast::http::empty_body>;

    Session(PeerStream stream, Bridge& bridge, Budget::Place place);

    /// Runs until the connection has ended. The request has been found acceptable.
    boost::asio::awaitable<void> run(Request request);

    /// Closes as soon as no probe is open.
    void finish_up();

    /// Ends now, whoever noticed first that it has to; open probes lose their passenger.
    void end();

private:
    struct Examination;

    boost::asio::awaitable<void> read_messages();
    boost::asio::awaitable<void> write_messages();
    boost::asio::awaitable<void> part_with(wire::ErrorReason reason, boost::beast::websocket::close_code code);
    void on_message(std::string_view text);
    void handle(const wire::Error& error);
    void handle(const wire::ProbeStart& message);
    void handle(const wire::ProbeCancel& message);
    void handle(const wire::DomainStart& message);
    /// Whether a start with this `id` may be taken; it is answered where not.
    bool accepts(const std::string& id);
    void on_step(Examination& examination, const ProbeStep& step);
    void answer(const std::string& id, const wire::ServerMessage& message);
    void send(const wire::ServerMessage& message);
    void hold_back(bool on);
    void close(boost::beast::websocket::close_code code);
    /// Closes with `code` when `limit` milliseconds pass without a message and without an open probe.
    void expect_message(double limit, boost::beast::websocket::close_code code);
    /// Ends the connection when the page does not take what is now written in time.
    void expect_to_write();

    boost::beast::websocket::stream<PeerStream> socket_;
    Bridge& bridge_;
    Budget::Place place_;
    const std::string request_;  ///< id for the log
    TokenBucket messages_;
    boost::asio::steady_timer silence_;  ///< until a message has to come
    boost::asio::steady_timer stall_;    ///< until the page has to take what it is sent; never, while it is sent nothing
    boost::asio::steady_timer wake_;     ///< the writer waits here while there is nothing to write
    boost::asio::steady_timer drained_;  ///< the reader waits here while there is too much to write
    std::deque<std::string> queue_;
    std::map<std::string, std::shared_ptr<Examination>> open_;
    std::optional<boost::beast::websocket::close_code> close_code_;
    bool holds_back_ = false;
    bool ended_ = false;
};

}  // namespace maildoctor::bridge
