#include "bridge/session.hpp"

#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

namespace maildoctor::bridge {
namespace asio = boost::asio;
using web_socket::close_code;
using web_socket::Opcode;
using wire::ErrorReason;
namespace {
constexpr std::size_t kProgressQueue = 16384;  ///< bytes; progress is dropped above
constexpr std::size_t kFullQueue = 32768;      ///< bytes; nothing more is read above
constexpr int kSendBuffer = 65536;             ///< bytes that the kernel keeps for a page that does not read
constexpr auto kCloseTime = std::chrono::seconds(10);
using Clock = std::chrono::steady_clock;
}  // namespace

/// What this page waits for: a probe or, without a passenger, a domain.
struct Session::Examination {
    std::string id;  ///< as JSON
    std::string service;
    std::string own_host;
    long long seq = 0;
    std::shared_ptr<Passenger> passenger = nullptr;
};

Session::Session(PeerStream stream, Bridge& bridge, Budget::Place place, std::shared_ptr<void> counted)
    : stream_(std::move(stream)), bridge_(bridge), place_(std::move(place)), counted_(std::move(counted)),
      request_(bridge.new_request_id()), messages_(bridge.config.limits.message_rate_per_connection, Clock::now()),
      reader_(static_cast<std::size_t>(bridge.config.limits.message_bytes)), watch_(stream_.get_executor()),
      message_due_(Clock::now() + milliseconds(bridge.config.limits.first_message_ms)) {}

void Session::begin(std::string accepting) {
    stream_.expires_never();
    boost::system::error_code ignored;
    stream_.socket().set_option(asio::socket_base::send_buffer_size(kSendBuffer), ignored);
    bridge_.sessions.insert(shared_from_this());
    bridge_.log.write(LogLevel::debug, "page.connected", {{"request", request_}});
    pending_ = std::move(accepting);
    send(bridge_.hello());
    watch();
    receive();
}

void Session::end() {
    if (std::exchange(ended_, true)) return;
    for (const auto& [id, examination] : std::exchange(open_, {})) {
        if (!examination->passenger) continue;
        examination->passenger->left = true;
        bridge_.flights().leave(examination->passenger);
    }
    stream_.close();
    watch_.cancel();
    const auto self = shared_from_this();
    bridge_.sessions.erase(self);
    if (bridge_.stopping && bridge_.sessions.empty()) bridge_.on_last_session_ended();
}

void Session::receive() {
    stream_.async_receive([self = shared_from_this()](const boost::system::error_code& error, std::string_view bytes) {
        self->on_received(error, bytes);
    });
}

void Session::on_received(const boost::system::error_code& error, std::string_view bytes) {
    if (ended_) return;
    if (error) return end();
    try {
        read(bytes);
    } catch (const std::exception&) {
        bridge_.log.write(LogLevel::error, "session.failed", {{"request", request_}});
        end();
    }
    if (ended_) return;
    is_paused_ = unsent() > kFullQueue;
    if (!is_paused_) receive();
}

/// Of what comes after the end, only that it stops coming is of interest.
void Session::read(std::string_view bytes) {
    web_socket::Message frame;
    while (!is_over_) {
        switch (reader_.read(bytes, frame)) {
            case web_socket::Reader::State::hungry: return;
            case web_socket::Reader::State::message: on_frame(frame); break;
            case web_socket::Reader::State::failed:
                is_over_ = true;
                if (reader_.why() == close_code::too_big) return part_with(ErrorReason::message_too_large, close_code::too_big);
                return close(reader_.why());
        }
    }
}

void Session::on_frame(const web_socket::Message& frame) {
    if (frame.opcode == Opcode::pong) return;
    if (frame.opcode == Opcode::ping) {
        if (!close_code_) web_socket::append_frame(pending_, Opcode::pong, frame.payload);
        return flush_soon();
    }
    if (frame.opcode != Opcode::close) return on_message(frame);
    is_over_ = true;
    const close_code code = web_socket::close_code_of(frame.payload);
    close(code == close_code::none ? close_code::normal : code);
}

void Session::on_message(const web_socket::Message& message) {
    if (close_code_) return;
    const auto now = Clock::now();
    if (!messages_.take(now)) return part_with(ErrorReason::too_many_messages, close_code::policy_error);
    has_spoken_ = true;
    message_due_ = now + milliseconds(bridge_.config.limits.idle_ms);
    watch();
    if (message.opcode == Opcode::binary) return handle(wire::Error{"", ErrorReason::message_malformed, "", "a text frame"});
    std::visit([this](const auto& each) { handle(each); }, read_message(message.payload));
}

void Session::part_with(ErrorReason reason, close_code code) {
    is_over_ = true;
    handle(wire::Error{"", reason, "", ""});
    close(code);
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
    examination->id = json_string(message.id);
    examination->service = message.service;
    examination->own_host = message.own_host;
    examination->passenger = std::make_shared<Passenger>();
    examination->passenger->request = request_;
    open_[message.id] = examination;
    // The passenger belongs to the examination and lives no longer than the flight: weak both ways, so nothing keeps itself.
    const auto weak = weak_from_this();
    examination->passenger->on_step = [weak, examined = std::weak_ptr(examination)](const SharedMessage& step) {
        const auto self = weak.lock();
        const auto alive = examined.lock();
        if (self && alive) self->on_step(*alive, step);
    };
    examination->passenger->on_result = [weak, id = message.id](const SharedMessage& result, long long age_ms) {
        if (const auto self = weak.lock()) self->answer(id, result.with(json_string(id), age_ms));
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

void Session::on_step(Examination& examination, const SharedMessage& step) {
    ++examination.seq;
    if (unsent() < kProgressQueue) send(step.with(examination.id, examination.seq));
}

/// The one answer of an open probe; a second one is impossible, because it is not open any more.
void Session::answer(const std::string& id, std::string_view message) {
    if (open_.erase(id) == 0) return;
    send(message);
    if (bridge_.stopping && open_.empty()) close(close_code::going_away);
}

void Session::answer(const std::string& id, const wire::ServerMessage& message) { answer(id, write_message(message)); }

void Session::send(std::string_view message) {
    if (ended_ || close_code_) return;
    web_socket::append_frame(pending_, Opcode::text, message);
    flush_soon();
}

void Session::send(const wire::ServerMessage& message) { send(write_message(message)); }

void Session::close(close_code code) {
    if (!close_code_) {
        close_code_ = code;
        web_socket::append_close(pending_, code);
        message_due_ = Clock::now() + kCloseTime;
        watch();
    }
    flush_soon();
}

void Session::flush_soon() {
    if (ended_ || std::exchange(is_flushing_, true)) return;
    asio::post(stream_.get_executor(), [self = shared_from_this()] {
        self->is_flushing_ = false;
        self->flush();
    });
}

void Session::flush() {
    if (ended_ || !writing_.empty()) return;
    writing_ = std::exchange(pending_, {});
    const std::size_t size = stream_.write_now(writing_);
    if (size == writing_.size()) return on_flushed();
    write_due_ = Clock::now() + milliseconds(bridge_.config.limits.write_ms);
    watch();
    asio::async_write(stream_, asio::buffer(std::string_view(writing_).substr(size)),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
            if (error) return self->end();
            self->write_due_ = Time::max();
            self->on_flushed();
            self->flush();
        });
}

void Session::on_flushed() {
    std::string().swap(writing_);  // an assignment would keep the memory
    if (!pending_.empty()) return;
    // The rest of what comes is read and thrown away, so that the page sees why and not a broken connection.
    if (close_code_ && is_over_) stream_.shut_down();
    if (std::exchange(is_paused_, false)) receive();
}

void Session::watch() {
    const Time due = std::min(message_due_, write_due_);
    if (watch_.expiry() > Clock::now() && watch_.expiry() <= due) return;  // earlier than needed: then it is set anew
    watch_.expires_at(due);
    watch_.async_wait([weak = weak_from_this()](const boost::system::error_code& cancelled) {
        const auto self = weak.lock();
        if (!cancelled && self && !self->ended_) self->on_due();
    });
}

void Session::on_due() {
    const Time now = Clock::now();
    const auto refused = [this](std::string_view reason) { bridge_.refused("connection", reason, request_); };
    if (write_due_ <= now) {
        refused("stalled");
        return end();
    }
    if (message_due_ <= now && close_code_) return end();
    if (message_due_ <= now && open_.empty()) {
        refused(has_spoken_ ? "idle" : "silent");
        close(has_spoken_ ? close_code::normal : close_code::policy_error);
    } else if (message_due_ <= now) {
        message_due_ = now + milliseconds(bridge_.config.limits.idle_ms);
    }
    watch();
}

void Session::finish_up() {
    if (open_.empty()) close(close_code::going_away);
}

}  // namespace maildoctor::bridge
