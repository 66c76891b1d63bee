#include "bridge/server.hpp"

#include <stdexcept>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "bridge/address.hpp"
#include "bridge/bridge.hpp"
#include "bridge/client_address.hpp"
#include "bridge/operator_port.hpp"
#include "bridge/session.hpp"
#include "bridge/static_files.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Response = http::response<http::string_body>;
namespace {

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr auto kHeaderTime = std::chrono::seconds(10);
constexpr auto kAnswerTime = std::chrono::seconds(60);
constexpr auto kFarewellTime = std::chrono::seconds(1);
constexpr std::uint32_t kLargestHeader = 8192;

MAILDOCTOR_ENUM(UpgradeRefusal, not_found, body, origin, subprotocol, shutting_down, connections_per_client)

constexpr struct {
    http::status status;
    const char* why;
} kUpgradeRefusals[] = {{http::status::not_found, "the bridge is at /bridge"},
    {http::status::bad_request, "nothing may follow an upgrade before its answer"},
    {http::status::forbidden, "this origin is not on the bridge's list"},
    {http::status::bad_request, "subprotocol mail-doctor.v1 is required"}, {http::status::service_unavailable, "shutting down"},
    {http::status::too_many_requests, "too many connections of this client"}};
static_assert(std::size(kUpgradeRefusals) == kNames<UpgradeRefusal>.size());

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

bool offers_subprotocol(std::string_view header) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        std::string_view item = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        while (item.starts_with(' ')) item.remove_prefix(1);
        while (item.ends_with(' ')) item.remove_suffix(1);
        if (item == wire::kSubprotocol) return true;
    }
    return false;
}

/// All lines of a header as one.
std::string joined(const Session::Request& request, beast::string_view name) {
    std::string out;
    const auto [begin, end] = request.equal_range(name);
    for (auto line = begin; line != end; ++line) out += (out.empty() ? "" : ",") + std::string(line->value());
    return out;
}

}  // namespace

struct Server::Impl : std::enable_shared_from_this<Impl> {
    Impl(asio::io_context& context, ServerConfig config)
        : bridge(context.get_executor(), std::move(config)), acceptor(context), grace(context) {
        for (const std::string& trusted : bridge.config.proxies.trusted) proxies.push_back(read_network(trusted).value());
    }

    Bridge bridge;
    tcp::acceptor acceptor;
    asio::steady_timer grace;
    std::set<beast::tcp_stream*> waiting;  ///< for a request
    Networks proxies;
    std::optional<OperatorPort> operator_port;

    void listen();
    asio::awaitable<void> accept();
    asio::awaitable<void> converse(beast::tcp_stream stream, asio::ip::address peer, Budget::Place place);
    std::optional<Response> refuse_upgrade(const http::request_parser<http::empty_body>& parser, bool more_came,
        const asio::ip::address& peer, Budget::Place& place);
    Response respond(const Session::Request& request);
    OperatorPort::Answer respond_to_operator(std::string_view path);
    void begin_to_stop();
    void stop_now();
};

void Server::Impl::listen() {
    listen_on(acceptor, bridge.config.listen);
    if (bridge.config.allowed_origins.empty()) {
        const auto local = acceptor.local_endpoint();
        const std::string host = local.address().is_v6() ? "[" + local.address().to_string() + "]" : local.address().to_string();
        const std::string port = ":" + std::to_string(local.port());
        bridge.config.allowed_origins.push_back("http://" + host + port);
        if (local.address().is_loopback()) bridge.config.allowed_origins.push_back("http://localhost" + port);
    }
    if (!bridge.config.operator_listen.empty())
        operator_port.emplace(acceptor.get_executor(), bridge.config.operator_listen,
            [this](std::string_view path) { return respond_to_operator(path); });
    asio::co_spawn(
        acceptor.get_executor(), [self = shared_from_this()] { return self->accept(); }, [](const std::exception_ptr&) {});
}

asio::awaitable<void> Server::Impl::accept() {
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(kTuple);
        if (error == asio::error::operation_aborted) co_return;
        if (error) {
            // Out of descriptors, most likely: the next connection has to wait until others have ended.
            asio::steady_timer pause(acceptor.get_executor(), std::chrono::milliseconds(100));
            co_await pause.async_wait(kTuple);
            continue;
        }
        if (static_cast<double>(bridge.connections) >= bridge.config.limits.connections_in_total) {
            bridge.refused("connection", "connections-in-total");
            continue;
        }
        // Whose connection it is that a proxy opens, the request will say.
        boost::system::error_code vanished;
        const auto peer = socket.remote_endpoint(vanished).address();
        const bool is_proxy = contains(proxies, peer);
        auto place = is_proxy ? nullptr : bridge.budget->enter(peer, std::chrono::steady_clock::now());
        if (vanished) continue;
        if (!is_proxy && !place) {
            bridge.refused("connection", "connections-per-client");
            continue;
        }
        ++bridge.connections;
        // Each stage is a small message of its own, and goes at once.
        boost::system::error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        asio::co_spawn(
            acceptor.get_executor(),
            [self = shared_from_this(), stream = beast::tcp_stream(std::move(socket)), peer, place]() mutable {
                return self->converse(std::move(stream), peer, std::move(place));
            },
            [self = shared_from_this()](const std::exception_ptr& fault) {
                --self->bridge.connections;
                if (fault) self->bridge.log.write(LogLevel::error, "session.failed");
            });
    }
}

asio::awaitable<void> Server::Impl::converse(beast::tcp_stream stream, asio::ip::address peer, Budget::Place place) {
    beast::flat_buffer buffer(kLargestHeader);
    for (;;) {
        http::request_parser<http::empty_body> parser;
        parser.header_limit(kLargestHeader);
        stream.expires_after(kHeaderTime);
        waiting.insert(&stream);
        const auto [error, size] = co_await http::async_read_header(stream, buffer, parser, kTuple);
        waiting.erase(&stream);
        if (error) co_return;
        const bool has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
        const bool upgrade = beast::websocket::is_upgrade(parser.get());
        auto response = upgrade ? refuse_upgrade(parser, buffer.size() > 0, peer, place)
                                : (has_body ? text_answer(parser.get(), http::status::bad_request, "no request here has a body")
                                            : respond(parser.get()));
        if (!response) {
            stream.expires_never();
            const auto session = std::make_shared<Session>(std::move(stream), bridge, std::move(place));
            co_return co_await session->run(parser.release());
        }
        if (has_body || upgrade || bridge.stopping) response->keep_alive(false);
        const bool head = parser.get().method() == http::verb::head;
        http::response_serializer<http::string_body> serializer(*response);
        stream.expires_after(kAnswerTime);
        const auto [failed, written] = head ? co_await http::async_write_header(stream, serializer, kTuple)
                                            : co_await http::async_write(stream, serializer, kTuple);
        if (failed || !response->keep_alive() || bridge.stopping) break;
    }
    beast::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

/// Nothing where the upgrade may go on, and `place` then is the client's.
std::optional<Response> Server::Impl::refuse_upgrade(
    const http::request_parser<http::empty_body>& parser, bool more_came, const asio::ip::address& peer, Budget::Place& place) {
    const Session::Request& request = parser.get();
    const auto refuse = [&](UpgradeRefusal reason) {
        bridge.refused("upgrade", name_of(reason));
        const auto& [status, why] = kUpgradeRefusals[static_cast<std::size_t>(reason)];
        return text_answer(request, status, why);
    };
    const std::string_view target = view(request.target());
    if (target.substr(0, target.find('?')) != "/bridge") return refuse(UpgradeRefusal::not_found);
    if (parser.chunked() || parser.content_length() || more_came) return refuse(UpgradeRefusal::body);
    // A browser always names the page's origin; who does not is no browser, and stopped by the budgets only.
    const auto origin = request.find(http::field::origin);
    if (origin != request.end() && !bridge.is_allowed_origin(view(origin->value()))) return refuse(UpgradeRefusal::origin);
    if (!offers_subprotocol(view(request[http::field::sec_websocket_protocol]))) return refuse(UpgradeRefusal::subprotocol);
    if (bridge.stopping) return refuse(UpgradeRefusal::shutting_down);
    if (!place) {
        const bool is_forwarded = bridge.config.proxies.header == ClientHeader::forwarded;
        const std::string header = joined(request, is_forwarded ? "Forwarded" : "X-Forwarded-For");
        place = bridge.budget->enter(client_address(peer, proxies, header), std::chrono::steady_clock::now());
    }
    if (!place) return refuse(UpgradeRefusal::connections_per_client);
    return std::nullopt;
}

/// `/healthz`: the process does its work. `/readyz`: it takes new pages.
OperatorPort::Answer Server::Impl::respond_to_operator(std::string_view path) {
    if (path == "/healthz") return {http::status::ok, "ok"};
    if (path == "/readyz" && bridge.stopping) return {http::status::service_unavailable, "shutting down"};
    if (path == "/readyz") return {http::status::ok, "ready"};
    if (path == "/metrics") return {http::status::ok, bridge.metrics_text()};
    return {http::status::not_found, "there are /metrics, /healthz and /readyz"};
}

Response Server::Impl::respond(const Session::Request& request) {
    const std::string_view target = view(request.target());
    if (target == "/healthz" || target == "/readyz") {
        auto [status, text] = respond_to_operator(target);
        return text_answer(request, status, std::move(text));
    }
    if (target.substr(0, target.find('?')) == "/bridge")
        return text_answer(request, http::status::upgrade_required, "a WebSocket, please");
    if (bridge.config.root.empty()) return text_answer(request, http::status::not_found, "not found");
    return serve_file(bridge.config.root, request);
}

void Server::Impl::begin_to_stop() {
    bridge.stopping = true;
    bridge.log.write(LogLevel::info, "server.stopping");
    boost::system::error_code ignored;
    acceptor.close(ignored);
    for (beast::tcp_stream* stream : waiting) stream->cancel();
    const auto sessions = bridge.sessions;
    for (const auto& session : sessions) session->finish_up();
    grace.expires_after(milliseconds(bridge.config.grace_ms));
    grace.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        const auto self = weak.lock();
        if (!error && self) self->stop_now();
    });
    bridge.on_last_session_ended = [this] { stop_now(); };
    if (sessions.empty()) stop_now();
}

/// The second phase: every open probe ends, its page gets the answer, and who does not take it in time loses the connection.
void Server::Impl::stop_now() {
    bridge.cancel_all();
    operator_port.reset();
    if (bridge.sessions.empty()) {
        grace.cancel();
        return;
    }
    grace.expires_after(kFarewellTime);
    grace.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        const auto self = weak.lock();
        if (error || !self) return;
        const auto sessions = self->bridge.sessions;
        for (const auto& session : sessions) session->end();
    });
}

Server::Server(asio::io_context& context, ServerConfig config) : impl_(std::make_shared<Impl>(context, std::move(config))) {
    impl_->listen();
}

Server::~Server() {
    impl_->operator_port.reset();  // which would ask it
}

std::uint16_t Server::port() const { return impl_->acceptor.local_endpoint().port(); }
std::uint16_t Server::operator_port() const { return impl_->operator_port.value().port(); }

void Server::stop() {
    if (std::exchange(impl_->bridge.stopping, true)) impl_->stop_now();
    else impl_->begin_to_stop();
}

bool Server::has_ended() const { return impl_->bridge.stopping && impl_->bridge.connections == 0 && impl_->bridge.is_idle(); }

}  // namespace maildoctor::bridge
