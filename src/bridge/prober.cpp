#include "bridge/prober.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include "bridge/awaiting.hpp"
#include "bridge/outcome.hpp"
#include "core/probe/policy.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
using asio::ip::tcp;
using probe::Action;
namespace event = probe::event;
namespace {

constexpr std::size_t kMostAddresses = 16;
constexpr std::string_view kTls13 = "TLSv1.3";
using Clock = std::chrono::steady_clock;
using QuickAck = asio::detail::socket_option::boolean<IPPROTO_TCP, TCP_QUICKACK>;

bool is_allowed_address(const asio::ip::address& address) {
    if (address.is_v4()) return probe::is_allowed(address.to_v4().to_bytes());
    return probe::is_allowed(address.to_v6().to_bytes());
}

std::string address_literal(const asio::ip::address& address) {
    return address.is_v4() ? "[" + address.to_string() + "]" : "[IPv6:" + address.to_v6().to_string() + "]";
}

/// RFC 9110 section 7.2: the port only where it is not that of https.
std::string authority_of(const ProbeTarget& target) {
    constexpr std::uint16_t kHttps = 443;
    return target.port == kHttps ? target.host : target.host + ":" + std::to_string(target.port);
}

/// Performs one machine's actions on one socket. An interruption (deadline, cancel) aborts the operation in flight, and
/// becomes its outcome; one that comes between two operations ends the next.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Tell = std::function<void(const probe::Progress&, double now)>;
    using Done = std::function<void(AddressResult)>;

    Connection(const asio::any_io_executor& executor, const ProbeTarget& target, tcp::endpoint endpoint, const TlsContext& tls,
        const ProberOptions& options, Clock::time_point began, int newest_tls)
        : socket_(executor), timer_(executor), target_(target), endpoint_(std::move(endpoint)), tls_context_(tls),
          options_(options), began_(began), newest_tls_(newest_tls),
          machine_({target.protocol, target.security, options.deadlines, authority_of(target)}, 0) {}

    /// `done` comes as soon as everything is known; the farewell goes on after it. Both live with the coroutine, and go with it
    /// where the context ends before the probe.
    void start(Tell tell, const Done& done) {
        asio::co_spawn(
            socket_.get_executor(), [self = shared_from_this(), tell = std::move(tell), done] { return self->run(tell, done); },
            [self = shared_from_this(), done](const std::exception_ptr& fault) {
                // By a fault of ours nothing was found out about the server.
                if (fault) self->machine_.resume(event::Failed{Outcome::cancelled}, self->now());
                self->report(done);
                self->close();
            });
    }

    void cancel() { interrupt(Outcome::cancelled); }

private:
    asio::awaitable<void> run(const Tell& tell, const Done& done);
    asio::awaitable<probe::Event> perform(Action action);
    asio::awaitable<probe::Event> connect();
    asio::awaitable<probe::Event> read();
    asio::awaitable<probe::Event> start_tls();
    asio::awaitable<probe::Event> write(std::string bytes);
    asio::awaitable<std::optional<Outcome>> receive();
    asio::awaitable<std::optional<Outcome>> send(std::string bytes);

    [[nodiscard]] Outcome failed(const boost::system::error_code& error) const {
        return interruption_ ? *interruption_ : outcome_of(error);
    }
    [[nodiscard]] double now() const { return std::chrono::duration<double, std::milli>(Clock::now() - began_).count(); }

    void interrupt(Outcome why) {
        if (interruption_ == Outcome::cancelled) return;
        interruption_ = why;
        boost::system::error_code ignored;
        socket_.cancel(ignored);
    }

    void set_deadline(double at) {
        if (at == deadline_) return;
        if (interruption_ == Outcome::timed_out) interruption_.reset();  // it came too late: the operation had succeeded
        deadline_ = at;
        timer_.expires_at(began_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double, std::milli>(at)));
        timer_.async_wait([weak = weak_from_this(), at](const boost::system::error_code& error) {
            const auto self = weak.lock();
            if (!error && self && self->deadline_ == at) self->interrupt(Outcome::timed_out);
        });
    }

    void report(const Done& done) {
        if (std::exchange(reported_, true)) return;
        AddressResult result = machine_.result();
        result.address = endpoint_.address().to_string();
        done(std::move(result));
    }

    void close() {
        deadline_ = -1;
        timer_.cancel();
        boost::system::error_code ignored;
        if (tls_) {
            tls_->close();
            socket_.non_blocking(true, ignored);
            socket_.write_some(asio::buffer(tls_->take_output()), ignored);
        }
        socket_.close(ignored);
    }

    tcp::socket socket_;
    asio::steady_timer timer_;
    ProbeTarget target_;
    tcp::endpoint endpoint_;
    const TlsContext& tls_context_;
    ProberOptions options_;
    Clock::time_point began_;
    int newest_tls_;
    probe::Machine machine_;
    std::optional<TlsClient> tls_;
    std::optional<Outcome> interruption_;
    double deadline_ = -1;
    bool reported_ = false;
    std::array<char, 4096> raw_{};
    std::string_view received_;  ///< what the last receive() put into raw_
    std::string plain_;
};

asio::awaitable<void> Connection::run(const Tell& tell, const Done& done) {
    Action action = machine_.resume(event::Started{}, now());
    for (;;) {
        for (const probe::Progress& progress : action.progress) tell(progress, now());
        if (machine_.has_result()) report(done);
        if (action.kind == Action::Kind::finish) co_return;
        set_deadline(action.deadline);
        const probe::Event happened = co_await perform(std::move(action));
        action = machine_.resume(happened, now());
    }
}

asio::awaitable<probe::Event> Connection::perform(Action action) {
    if (interruption_) co_return event::Failed{*interruption_};
    switch (action.kind) {
        case Action::Kind::connect: co_return co_await connect();
        case Action::Kind::read: co_return co_await read();
        case Action::Kind::write: co_return co_await write(std::move(action.bytes));
        case Action::Kind::start_tls: co_return co_await start_tls();
        case Action::Kind::finish: break;
    }
    co_return event::Failed{Outcome::cancelled};
}

asio::awaitable<probe::Event> Connection::connect() {
    if (!options_.allow_special_addresses && !is_allowed_address(endpoint_.address()))
        co_return event::Failed{Outcome::address_not_allowed};
    const auto [error] = co_await socket_.async_connect(endpoint_, kTuple);
    if (error) co_return event::Failed{failed(error)};
    boost::system::error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    const auto local = socket_.local_endpoint(ignored);
    co_return event::Connected{address_literal(local.address())};
}

/// Fills received_; an outcome when nothing came.
asio::awaitable<std::optional<Outcome>> Connection::receive() {
    boost::system::error_code ignored;
    socket_.set_option(QuickAck(true), ignored);  // the kernel forgets it: a server that waits for our ACK would wait 40 ms
    const auto [error, size] = co_await socket_.async_read_some(asio::buffer(raw_), kTuple);
    if (error) co_return failed(error);
    received_ = {raw_.data(), size};
    co_return std::nullopt;
}

asio::awaitable<std::optional<Outcome>> Connection::send(std::string bytes) {
    if (bytes.empty()) co_return std::nullopt;
    const auto [error, size] = co_await asio::async_write(socket_, asio::buffer(bytes), kTuple);
    if (error) co_return failed(error);
    co_return std::nullopt;
}

asio::awaitable<probe::Event> Connection::read() {
    for (;;) {
        if (tls_) {
            plain_.clear();
            const auto state = tls_->read(plain_);
            if (!plain_.empty()) co_return event::Received{plain_};
            if (state == TlsClient::State::closed) co_return event::Failed{Outcome::closed};
            if (state == TlsClient::State::failed) co_return event::Failed{Outcome::reset};
            if (const auto outcome = co_await send(tls_->take_output())) co_return event::Failed{*outcome};
        }
        if (const auto outcome = co_await receive()) co_return event::Failed{*outcome};
        if (!tls_) co_return event::Received{received_};
        tls_->feed(received_);
    }
}

asio::awaitable<probe::Event> Connection::write(std::string bytes) {
    if (tls_) {
        tls_->write(bytes);
        bytes = tls_->take_output();
    }
    if (const auto outcome = co_await send(std::move(bytes))) co_return event::Failed{*outcome};
    co_return event::Written{};
}

asio::awaitable<probe::Event> Connection::start_tls() {
    tls_.emplace(tls_context_, target_.host, newest_tls_);
    for (;;) {
        const auto state = tls_->handshake();
        if (state == TlsClient::State::failed) {
            const Outcome why = tls_->failure();
            if (why != Outcome::not_tls) co_await send(tls_->take_output());  // the alert that says why
            co_return event::Failed{why, tls_->first_bytes()};
        }
        if (const auto outcome = co_await send(tls_->take_output())) co_return event::Failed{*outcome};
        if (state == TlsClient::State::done)
            co_return event::TlsDone{tls_->version(), tls_->verdict(), tls_->certificate(), tls_->cipher()};
        if (const auto outcome = co_await receive()) co_return event::Failed{*outcome};
        tls_->feed(received_);
    }
}

class RunningProbe : public Prober::Run, public std::enable_shared_from_this<RunningProbe> {
public:
    RunningProbe(asio::any_io_executor executor, ProbeTarget target, const TlsContext& tls, const ProberOptions& options,
        Prober::OnStep on_step, Prober::OnFinished on_finished)
        : executor_(std::move(executor)), target_(std::move(target)), tls_(tls), options_(options), on_step_(std::move(on_step)),
          on_finished_(std::move(on_finished)) {}

    void start(Resolver& resolver) {
        asio::post(executor_, [this, self = shared_from_this(), &resolver] {
            if (!on_finished_) return;
            on_step_({"", Stage::resolve, std::nullopt, 0});
            if (!target_.addresses.empty()) return on_resolved({Outcome::ok, target_.addresses, target_.dns});
            const double limit = std::min(options_.deadlines.resolve, options_.deadlines.total);
            resolver.resolve(target_.host, milliseconds(limit), [self](const Resolution& found) { self->on_resolved(found); });
        });
    }

    void cancel() override {
        cancelled_ = true;
        for (const auto& connection : connections_) connection->cancel();
        if (connections_.empty())
            asio::post(executor_, [self = shared_from_this()] { self->on_resolved({Outcome::cancelled, {}, {}}); });
    }

private:
    [[nodiscard]] double elapsed() const { return std::chrono::duration<double, std::milli>(Clock::now() - began_).count(); }

    void on_resolved(const Resolution& found) {
        if (!on_finished_ || !connections_.empty()) return;
        const Outcome outcome = cancelled_ ? Outcome::cancelled : found.outcome;
        resolved_ = {Stage::resolve, outcome, elapsed()};
        on_step_({"", Stage::resolve, outcome, resolved_.elapsed_ms});
        result_.dns = found.dns;
        if (outcome != Outcome::ok) {
            result_.addresses.resize(1);
            result_.addresses[0].stage = Stage::resolve;
            result_.addresses[0].outcome = outcome;
            result_.addresses[0].stages = {resolved_};
            return finish();
        }
        open_ = std::min(found.addresses.size(), kMostAddresses);
        result_.addresses.resize(open_);
        for (std::size_t i = 0; i < result_.addresses.size(); ++i) {
            const tcp::endpoint endpoint(found.addresses[i], target_.port);
            connections_.push_back(connect(endpoint, TLS1_3_VERSION));
            if (cancelled_) connections_.back()->cancel();  // by whoever was told just now
        }
        for (std::size_t i = 0; i < result_.addresses.size(); ++i) {
            const std::string address = found.addresses[i].to_string();
            connections_[i]->start(
                [self = shared_from_this(), address](const probe::Progress& progress, double now) {
                    self->on_step_({address, progress.stage, progress.outcome, now});
                },
                [self = shared_from_this(), i](AddressResult result) { self->on_connection_done(i, std::move(result)); });
        }
    }

    std::shared_ptr<Connection> connect(const tcp::endpoint& endpoint, int newest_tls) {
        return std::make_shared<Connection>(executor_, target_, endpoint, tls_, options_, began_, newest_tls);
    }

    void on_connection_done(std::size_t i, AddressResult result) {
        result.stages.insert(result.stages.begin(), resolved_);
        result_.addresses[i] = std::move(result);
        // A server takes the newest that both can: who took 1.2 has no 1.3, and who took 1.3 may have 1.2, too.
        const std::string& version = result_.addresses[i].tls_version;
        if (!target_.tls_versions || version.empty()) return on_address_done();
        result_.addresses[i].tls_versions = {version};
        if (version != kTls13 || cancelled_) return on_address_done();
        connections_[i] = connect({asio::ip::make_address(result_.addresses[i].address), target_.port}, TLS1_2_VERSION);
        connections_[i]->start([](const probe::Progress&, double) {},
            [self = shared_from_this(), i](const AddressResult& older) { self->on_older_version_done(i, older); });
    }

    void on_older_version_done(std::size_t i, const AddressResult& older) {
        auto& versions = result_.addresses[i].tls_versions;
        const bool is_refused =
            older.stage == Stage::tls_handshake && older.outcome != Outcome::timed_out && older.outcome != Outcome::cancelled;
        if (!older.tls_version.empty()) versions.insert(versions.begin(), older.tls_version);
        else if (!is_refused) versions.clear();
        on_address_done();
    }

    void on_address_done() {
        if (--open_ == 0) finish();
    }

    void finish() {
        connections_.clear();
        for (AddressResult& result : result_.addresses)
            for (StageResult& stage : result.stages) stage.elapsed_ms = std::round(stage.elapsed_ms * 100) / 100;
        std::exchange(on_finished_, nullptr)(std::move(result_));
        on_step_ = nullptr;
    }

    asio::any_io_executor executor_;
    ProbeTarget target_;
    const TlsContext& tls_;
    ProberOptions options_;
    Prober::OnStep on_step_;
    Prober::OnFinished on_finished_;
    Clock::time_point began_ = Clock::now();
    StageResult resolved_;
    std::vector<std::shared_ptr<Connection>> connections_;
    ProbeResult result_;
    std::size_t open_ = 0;
    bool cancelled_ = false;
};

}  // namespace

Prober::Prober(asio::any_io_executor executor, Resolver& resolver, TlsContext& tls, ProberOptions options)
    : executor_(std::move(executor)), resolver_(resolver), tls_(tls), options_(options) {}

std::shared_ptr<Prober::Run> Prober::start(ProbeTarget target, OnStep on_step, OnFinished on_finished) {
    const auto run =
        std::make_shared<RunningProbe>(executor_, std::move(target), tls_, options_, std::move(on_step), std::move(on_finished));
    run->start(resolver_);
    return run;
}

}  // namespace maildoctor::bridge
