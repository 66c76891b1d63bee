// One page's WebSocket: hello first, then one answer for each of its messages.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/steady_timer.hpp>

#include "bridge/bridge.hpp"
#include "bridge/messages.hpp"
#include "bridge/peer_stream.hpp"
#include "bridge/web_socket.hpp"

namespace maildoctor::bridge {

/// Lives as long as its connection, whose handlers hold it; its parts find each other through weak pointers only. No coroutine:
/// thousands of pages say nothing most of the time, and a frame would wait with each of them.
class Session : public std::enable_shared_from_this<Session> {
public:
    /// `counted` is let go of at the end.
    Session(PeerStream stream, Bridge& bridge, Budget::Place place, std::shared_ptr<void> counted);

    /// Answers the upgrade, and goes on by itself until the connection has ended.
    void begin(std::string accepting);

    /// Closes as soon as no probe is open.
    void finish_up();

    /// Ends now, whoever noticed first that it has to; open probes lose their passenger.
    void end();

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Examination;

    void receive();
    void on_received(const boost::system::error_code& error, std::string_view bytes);
    void read(std::string_view bytes);
    void on_frame(const web_socket::Message& frame);
    void on_message(const web_socket::Message& message);
    void part_with(wire::ErrorReason reason, web_socket::close_code code);
    void handle(const wire::Error& error);
    void handle(const wire::ProbeStart& message);
    void handle(const wire::ProbeCancel& message);
    void handle(const wire::DomainStart& message);
    /// Whether a start with this `id` may be taken; it is answered where not.
    bool accepts(const std::string& id);
    void on_step(Examination& examination, const SharedMessage& step);
    void answer(const std::string& id, std::string_view message);
    void answer(const std::string& id, const wire::ServerMessage& message);
    void send(std::string_view message);
    void send(const wire::ServerMessage& message);
    void close(web_socket::close_code code);
    /// What is told within one turn of the loop travels together: packets cost more than all the rest.
    void flush_soon();
    void flush();
    void on_flushed();
    [[nodiscard]] std::size_t unsent() const { return pending_.size() + writing_.size(); }
    /// Looks again when something is due.
    void watch();
    void on_due();

    PeerStream stream_;
    Bridge& bridge_;
    Budget::Place place_;
    const std::shared_ptr<void> counted_;
    const std::string request_;  ///< id for the log
    TokenBucket messages_;
    web_socket::Reader reader_;
    boost::asio::steady_timer watch_;
    Time message_due_;              ///< or, while it closes, the end
    Time write_due_ = Time::max();  ///< for what is being written
    bool has_spoken_ = false;       ///< a message came
    std::string pending_;           ///< frames that are to be written
    std::string writing_;           ///< frames that the kernel did not take at once
    std::map<std::string, std::shared_ptr<Examination>> open_;
    std::optional<web_socket::close_code> close_code_;
    bool is_flushing_ = false;
    bool is_paused_ = false;  ///< nothing is read while there is too much to write
    bool is_over_ = false;    ///< nothing that comes is of interest any more
    bool ended_ = false;
};

}  // namespace maildoctor::bridge
