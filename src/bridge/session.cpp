#include "bridge/session.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "bridge/awaiting.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using wire::ErrorReason;
namespace {
constexpr std::size_t kOrdinaryMessage = 128;
constexpr std::size_t kBurst = 4;           ///< so many wait only where they come from memory
constexpr std::size_t kProgressQueue = 64;  ///< progress is dropped above this
constexpr std::size_t kFullQueue = 128;     ///< nothing more is read above this
constexpr int kSendBuffer = 65536;          ///< bytes that the kernel keeps for a page that does not read
using Clock = std::chrono::steady_clock;
using Cork = asio::detail::socket_option::boolean<IPPROTO_TCP, TCP_CORK>;
}  // namespace

/// What this page waits for: a probe or, without a passenger, a domain.
struct Session::Examination {
    std::string id;
    std::string service;
    std::string own_host;
    double seq = 0;
    ProbeStep last_step;
    std::shared_ptr<Passenger> passenger = nullptr;
};

Session::Session(PeerStream stream, Bridge& bridge, Budget::Place place)
    : socket_(std::move(stream)), bridge_(bridge), place_(std::move(place)), request_(bridge.new_request_id()),
      messages_(bridge.config.limits.message_rate_per_connection, Clock::now()), silence_(socket_.get_executor()),
      stall_(socket_.get_executor()), wake_(socket_.get_executor()), drained_(socket_.get_executor()) {
    stall_.expires_at(asio::steady_timer::time_point::max());
    wake_.expires_at(asio::steady_timer::time_point::max());
    drained_.expires_at(asio::steady_timer::time_point::max());
}

asio::awaitable<void> Session::run(Request request) {
    const auto self = shared_from_this();
    socket_.next_layer().tcp().expires_never();
    boost::system::error_code ignored;
    socket_.next_layer().tcp().socket().set_option(asio::socket_base::send_buffer_size(kSendBuffer), ignored);
    socket_.set_option(websocket::stream_base::timeout{std::chrono::seconds(10), websocket::stream_base::none(), false});
    socket_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
        response.set(beast::http::field::sec_websocket_protocol, std::string(wire::kSubprotocol));
    }));
    socket_.read_message_max(0);  // the limit is ours, so that the page is told before the connection ends
    const auto [error] = co_await socket_.async_accept(std::exchange(request, {}), kTuple);
    if (error) co_return;
    bridge_.sessions.insert(self);
    bridge_.log.write(LogLevel::debug, "page.connected", {{"request", request_}});
    send(bridge_.hello());
    expect_message(bridge_.config.limits.first_message_ms, websocket::close_code::policy_error);
    if (bridge_.stopping) close(websocket::close_code::going_away);  // it began while this one was being accepted
    asio::co_spawn(
        socket_.get_executor(), [self] { return self->write_messages(); }, [self](const std::exception_ptr&) { self->end(); });
    try {
        co_await read_messages();
    } catch (const std::exception&) {
        bridge_.log.write(LogLevel::error, "session.failed", {{"request", request_}});
    }
    end();
}

void Session::end() {
    if (std::exchange(ended_, true)) return;
    for (const auto& [id, examination] : std::exchange(open_, {})) {
        if (!examination->passenger) continue;
        examination->passenger->left = true;
        bridge_.flights().leave(examination->passenger);
    }
    socket_.next_layer().tcp().close();
    wake_.cancel();
    drained_.cancel();
    silence_.cancel();
    stall_.cancel();
    const auto self = shared_from_this();
    bridge_.sessions.erase(self);
    if (bridge_.stopping && bridge_.sessions.empty()) bridge_.on_last_session_ended();
}

asio::awaitable<void> Session::read_messages() {
    const auto limit = static_cast<std::size_t>(bridge_.config.limits.message_bytes);
    while (!ended_) {
        std::string text(std::min(kOrdinaryMessage, limit + 1), '\0');  // a page that says nothing has no use for more
        std::size_t size = 0;
        do {
            if (size == text.size()) text.resize(std::min(2 * size, limit + 1));
            const auto [error, more] =
                co_await socket_.async_read_some(asio::buffer(text.data() + size, text.size() - size), kTuple);
            if (error) co_return;
            size += more;
        } while (!socket_.is_message_done() && size <= limit);
        if (size > limit) co_return co_await part_with(ErrorReason::message_too_large, websocket::close_code::too_big);
        text.resize(size);
        if (!messages_.take(Clock::now()))
            co_return co_await part_with(ErrorReason::too_many_messages, websocket::close_code::policy_error);
        expect_message(bridge_.config.limits.idle_ms, websocket::close_code::normal);
        if (socket_.got_text()) on_message(text);
        else handle(wire::Error{"", ErrorReason::message_malformed, "", "a text frame"});
        while (!ended_ && queue_.size() > kFullQueue) co_await drained_.async_wait(kTuple);
    }
}

asio::awaitable<void> Session::part_with(ErrorReason reason, websocket::close_code code) {
    handle(wire::Error{"", reason, "", ""});
    close(code);
    // What still comes is read and thrown away, so that the page sees the error and not a broken connection.
    std::array<char, 1024> rest{};
    while (!ended_) {
        const auto [error, size] = co_await socket_.async_read_some(asio::buffer(rest), kTuple);
        if (error) co_return;
    }
}

asio::awaitable<void> Session::write_messages() {
    while (!ended_) {
        if (queue_.empty() && close_code_) {
            expect_to_write();  // a pong that the page does not take stands before the close
            co_await socket_.async_close(websocket::close_reason(*close_code_), kTuple);
            co_return;
        }
        if (queue_.empty()) {
            co_await wake_.async_wait(kTuple);
            continue;
        }
        const std::string text = std::move(queue_.front());
        queue_.pop_front();
        if (queue_.size() >= kBurst) hold_back(true);
        socket_.text(true);
        expect_to_write();
        const auto [error, size] = co_await socket_.async_write(asio::buffer(text), kTuple);
        stall_.expires_at(Clock::time_point::max());
        if (error) co_return;
        if (queue_.empty()) hold_back(false);
        drained_.cancel();
    }
}

/// A burst travels together: packets cost more than all the rest.
void Session::hold_back(bool on) {
    if (on == std::exchange(holds_back_, on)) return;
    boost::system::error_code ignored;
    socket_.next_layer().tcp().socket().set_option(Cork(on), ignored);
}

void Session::on_message(std::string_view text) {
    std::visit([this](const auto& message) { handle(message); }, read_message(text));
}

void Session::handle(const wire::Error& error) {
    bridge_.refused("message", name_of(error.reason), request_);
    send(error);
}

bool Session::accepts(const std::string& id) {
    const auto refuse = [&](const wire::Error& error) {
        handle(error);
        return false;
    };
    if (open_.contains(id)) return refuse({id, ErrorReason::message_malformed, "id", "an id that is not in use"});
    if (bridge_.stopping || close_code_) return refuse({id, ErrorReason::shutting_down, "", ""});
    if (static_cast<double>(open_.size()) >= bridge_.config.limits.probes_per_connection)
        return refuse({id, ErrorReason::too_many_probes, "", ""});
    return true;
}

void Session::handle(const wire::DomainStart& message) {
    if (!accepts(message.id)) return;
    open_[message.id] = std::make_shared<Examination>();
    const auto weak = weak_from_this();
    bridge_.look_up(
        message, *place_, request_,
        [weak, id = message.id](const DomainResult& result) {
            if (const auto self = weak.lock()) self->answer(id, wire::DomainFinished{id, result});
        },
        [this, &message](ErrorReason reason) {
            bridge_.refused("domain", name_of(reason), request_);
            answer(message.id, wire::Error{message.id, reason, "", ""});
        });
}

void Session::handle(const wire::ProbeStart& message) {
    if (!accepts(message.id)) return;
    const auto examination = std::make_shared<Examination>();
    examination->id = message.id;
    examination->service = message.service;
    examination->own_host = message.own_host;
    examination->passenger = std::make_shared<Passenger>();
    examination->passenger->request = request_;
    open_[message.id] = examination;
    // The passenger belongs to the examination and lives no longer than the flight: weak both ways, so nothing keeps itself.
    const auto weak = weak_from_this();
    examination->passenger->on_step = [weak, examined = std::weak_ptr(examination)](const ProbeStep& step) {
        const auto self = weak.lock();
        const auto alive = examined.lock();
        if (self && alive) self->on_step(*alive, step);
    };
    examination->passenger->on_result = [weak, id = message.id](const ProbeResult& result) {
        if (const auto self = weak.lock()) self->answer(id, wire::ProbeFinished{id, result});
    };
    bridge_.examine(message, *place_, examination->passenger,
        [weak, id = message.id, examined = std::weak_ptr(examination)](ErrorReason reason) {
            const auto self = weak.lock();
            if (!self || examined.expired()) return;
            self->bridge_.refused("probe", name_of(reason), self->request_);
            self->answer(id, wire::Error{id, reason, "", ""});
        });
}

void Session::handle(const wire::ProbeCancel& message) {
    const auto found = open_.find(message.id);
    if (found == open_.end()) return;  // it has ended in the meantime: its answer is on the way
    const auto examination = found->second;
    if (!examination->passenger) return;  // the DNS is quick, and what it says may be of use to the next one
    if (bridge_.flights().leave(examination->passenger)) return;  // the last one: the flight's own result comes at once
    examination->passenger->left = true;
    const ProbeResult result = bridge_.unresolved(examination->service, examination->own_host, Outcome::cancelled);
    answer(message.id, wire::ProbeFinished{message.id, result});
}

void Session::on_step(Examination& examination, const ProbeStep& step) {
    ++examination.seq;
    if (queue_.size() >= kProgressQueue) return;
    send(wire::ProbeProgress{examination.id, examination.seq, step.address, step.stage, step.outcome, step.elapsed_ms});
}

/// The one answer of an open probe; a second one is impossible, because it is not open any more.
void Session::answer(const std::string& id, const wire::ServerMessage& message) {
    if (open_.erase(id) == 0) return;
    send(message);
    if (bridge_.stopping && open_.empty()) close(websocket::close_code::going_away);
}

void Session::send(const wire::ServerMessage& message) {
    if (ended_ || close_code_) return;
    queue_.push_back(write_message(message));
    wake_.cancel();
}

void Session::close(websocket::close_code code) {
    if (!close_code_) close_code_ = code;
    wake_.cancel();
}

void Session::expect_message(double limit, websocket::close_code code) {
    silence_.expires_after(milliseconds(limit));
    silence_.async_wait([weak = weak_from_this(), code](const boost::system::error_code& cancelled) {
        const auto self = weak.lock();
        if (cancelled || !self || self->silence_.expiry() > Clock::now()) return;
        if (self->open_.empty()) {
            self->bridge_.refused("connection", code == websocket::close_code::normal ? "idle" : "silent", self->request_);
            self->close(code);
        } else self->expect_message(self->bridge_.config.limits.idle_ms, websocket::close_code::normal);
    });
}

void Session::expect_to_write() {
    stall_.expires_after(milliseconds(bridge_.config.limits.write_ms));
    stall_.async_wait([weak = weak_from_this()](const boost::system::error_code& cancelled) {
        const auto self = weak.lock();
        if (cancelled || !self || self->stall_.expiry() > Clock::now()) return;
        self->bridge_.refused("connection", "stalled", self->request_);
        self->end();
    });
}

void Session::finish_up() {
    if (open_.empty()) close(websocket::close_code::going_away);
}

}  // namespace maildoctor::bridge
