#include "bridge/server.hpp"

#include <stdexcept>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "bridge/address.hpp"
#include "bridge/autoconfig.hpp"
#include "bridge/awaiting.hpp"
#include "bridge/bridge.hpp"
#include "bridge/client_address.hpp"
#include "bridge/listener.hpp"
#include "bridge/operator_port.hpp"
#include "bridge/own_certificate.hpp"
#include "bridge/session.hpp"
#include "bridge/static_files.hpp"
#include "core/reading/text.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Request = http::request<http::empty_body>;
using Response = http::response<http::string_body>;
namespace {

constexpr auto kHeaderTime = std::chrono::seconds(10);
constexpr auto kAnswerTime = std::chrono::seconds(60);
constexpr auto kFarewellTime = std::chrono::seconds(1);
constexpr std::uint32_t kLargestHeader = 8192;
constexpr const char* kVersion = "13";  ///< RFC 6455

MAILDOCTOR_ENUM(UpgradeRefusal, not_found, body, origin, subprotocol, version, handshake, shutting_down, connections_per_client)

constexpr struct {
    http::status status;
    const char* why;
} kUpgradeRefusals[] = {{http::status::not_found, "the bridge is at /bridge"},
    {http::status::bad_request, "nothing may follow an upgrade before its answer"},
    {http::status::forbidden, "this origin is not on the bridge's list"},
    {http::status::bad_request, "subprotocol mail-doctor.v1 is required"},
    {http::status::upgrade_required, "version 13 of the WebSocket protocol is wanted"},
    {http::status::bad_request, "Host and Sec-WebSocket-Key are wanted"}, {http::status::service_unavailable, "shutting down"},
    {http::status::too_many_requests, "too many connections of this client"}};
static_assert(std::size(kUpgradeRefusals) == kNames<UpgradeRefusal>.size());

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }
std::string_view key_of(const Request& request) { return view(request[http::field::sec_websocket_key]); }

bool offers_subprotocol(std::string_view header) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        if (trimmed(header.substr(0, end)) == wire::kSubprotocol) return true;
        header.remove_prefix(std::min(end + 1, header.size()));
    }
    return false;
}

std::string_view path_of(const Request& request) {
    const std::string_view target = view(request.target());
    return target.substr(0, target.find('?'));
}

using Parser = http::request_parser<http::empty_body>;

bool has_body(const Parser& parser) { return parser.chunked() || parser.content_length().value_or(0) > 0; }

/// Before its body is read. Nothing where the request may go on.
std::optional<Response> refuse_setup(const Parser& parser, const SetupRoute& route) {
    const Request& request = parser.get();
    const bool is_get = request.method() == http::verb::get || request.method() == http::verb::head;
    if (route.has_body ? request.method() != http::verb::post : !is_get) {
        Response out = text_answer(request, http::status::method_not_allowed, "this is asked for in another way");
        out.set(http::field::allow, route.has_body ? "POST" : "GET, HEAD");
        return out;
    }
    if (!route.has_body && has_body(parser)) return text_answer(request, http::status::bad_request, "no body is wanted here");
    if (parser.chunked()) return text_answer(request, http::status::length_required, "the length of the body is wanted");
    if (parser.content_length().value_or(0) > kLargestSetupRequest)
        return text_answer(request, http::status::payload_too_large, "the body is too large");
    const std::string_view type = view(request[http::field::content_type]);
    if (!route.media_type.empty() && !same_text(trimmed(type.substr(0, type.find(';'))), route.media_type))
        return text_answer(request, http::status::unsupported_media_type, std::string(route.media_type) + " is wanted");
    return std::nullopt;
}

/// All lines of a header as one.
std::string joined(const Request& request, beast::string_view name) {
    std::string out;
    const auto [begin, end] = request.equal_range(name);
    for (auto line = begin; line != end; ++line) out += (out.empty() ? "" : ",") + std::string(line->value());
    return out;
}

}  // namespace

struct Server::Impl : std::enable_shared_from_this<Impl> {
    Impl(asio::io_context& context, ServerConfig config)
        : bridge(context.get_executor(), std::move(config)), acceptor(context), grace(context), minute(context) {
        for (const std::string& trusted : bridge.config.proxies.trusted) proxies.push_back(read_network(trusted).value());
    }

    Bridge bridge;
    tcp::acceptor acceptor;
    asio::steady_timer grace;
    asio::steady_timer minute;
    std::set<PeerStream*> waiting;  ///< for a request
    Networks proxies;
    std::optional<OperatorPort> operator_port;
    std::optional<OwnCertificate> certificate;

    void listen();
    void accept(tcp::socket socket);
    std::shared_ptr<void> counted();
    asio::awaitable<void> converse(PeerStream stream, asio::ip::address peer, Budget::Place place);
    std::optional<Response> refuse_upgrade(
        const Parser& parser, bool more_came, const asio::ip::address& peer, Budget::Place& place);
    bool take_place(const Request& request, const asio::ip::address& peer, Budget::Place& place);
    Response respond(const Request& request);
    asio::awaitable<Response> set_up(PeerStream& stream, beast::flat_buffer& buffer, Parser& parser, const SetupRoute& route,
        const asio::ip::address& peer, Budget::Place& place);
    OperatorPort::Answer respond_to_operator(std::string_view path);
    void keep_house();
    void begin_to_stop();
    void stop_now();
};

void Server::Impl::listen() {
    if (!bridge.config.tls.certificate_file.empty()) certificate.emplace(bridge.config.tls);
    listen_on(acceptor, bridge.config.listen);
    if (bridge.config.allowed_origins.empty()) {
        const auto local = acceptor.local_endpoint();
        const std::string host = local.address().is_v6() ? "[" + local.address().to_string() + "]" : local.address().to_string();
        const std::string port = ":" + std::to_string(local.port());
        const std::string scheme = certificate ? "https://" : "http://";
        bridge.config.allowed_origins.push_back(scheme + host + port);
        if (local.address().is_loopback()) bridge.config.allowed_origins.push_back(scheme + "localhost" + port);
    }
    keep_house();
    if (!bridge.config.operator_listen.empty())
        operator_port.emplace(acceptor.get_executor(), bridge.config.operator_listen,
            [this](std::string_view path) { return respond_to_operator(path); });
    accept_all(acceptor, shared_from_this(), [this](tcp::socket socket) { accept(std::move(socket)); });
}

/// A connection counts for as long as this is held, and the server lives.
std::shared_ptr<void> Server::Impl::counted() {
    ++bridge.connections;
    return {nullptr, [self = shared_from_this()](void*) { --self->bridge.connections; }};
}

void Server::Impl::accept(tcp::socket socket) {
    if (static_cast<double>(bridge.connections) >= bridge.config.limits.connections_in_total)
        return bridge.refused("connection", "connections-in-total");
    // Whose connection it is that a proxy opens, the request will say.
    boost::system::error_code vanished;
    const auto peer = socket.remote_endpoint(vanished).address();
    if (vanished) return;
    const bool is_proxy = contains(proxies, peer);
    auto place = is_proxy ? nullptr : bridge.budget->enter(peer, std::chrono::steady_clock::now());
    if (!is_proxy && !place) return bridge.refused("connection", "connections-per-client");
    // Each stage is a small message of its own, and goes at once.
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    asio::co_spawn(acceptor.get_executor(), converse(PeerStream(std::move(socket)), peer, std::move(place)),
        [self = shared_from_this(), held = counted()](const std::exception_ptr& fault) {
            if (fault) self->bridge.log.write(LogLevel::error, "session.failed");
        });
}

asio::awaitable<void> Server::Impl::converse(PeerStream stream, asio::ip::address peer, Budget::Place place) {
    if (certificate) {
        if (!certificate->refresh()) bridge.log.write(LogLevel::error, "certificate.unusable");
        stream.expires_after(kHeaderTime);
        waiting.insert(&stream);
        const auto [error] =
            co_await stream.start_tls(certificate->context()).async_handshake(asio::ssl::stream_base::server, kTuple);
        waiting.erase(&stream);
        if (error) bridge.refused("connection", "tls-handshake");
        if (error || bridge.stopping) co_return;
    }
    beast::flat_buffer buffer(kLargestHeader);
    for (;;) {
        Parser parser;
        parser.header_limit(kLargestHeader);
        parser.body_limit(boost::none);  // who sends too much is told so
        stream.expires_after(kHeaderTime);
        waiting.insert(&stream);
        const auto [error, size] = co_await http::async_read_header(stream, buffer, parser, kTuple);
        waiting.erase(&stream);
        if (error) co_return;
        const bool head = parser.get().method() == http::verb::head;
        const bool upgrade = beast::websocket::is_upgrade(parser.get());
        const bool ends = upgrade || has_body(parser);
        const SetupRoute* route = setup_route(path_of(parser.get()));
        std::optional<Response> response;
        if (upgrade) response = refuse_upgrade(parser, buffer.size() > 0, peer, place);
        else if (route != nullptr) response = co_await set_up(stream, buffer, parser, *route, peer, place);
        else if (ends) response = text_answer(parser.get(), http::status::bad_request, "no request here has a body");
        else response = respond(parser.get());
        if (!response) {
            auto accepting = web_socket::accepting(key_of(parser.get()), wire::kSubprotocol);
            std::make_shared<Session>(std::move(stream), bridge, std::move(place), counted())->begin(std::move(accepting));
            co_return;
        }
        if (ends || bridge.stopping) response->keep_alive(false);
        http::response_serializer<http::string_body> serializer(*response);
        stream.expires_after(kAnswerTime);
        const auto [failed, written] = head ? co_await http::async_write_header(stream, serializer, kTuple)
                                            : co_await http::async_write(stream, serializer, kTuple);
        if (failed || !response->keep_alive() || bridge.stopping) break;
    }
    stream.shut_down();
}

/// Nothing where the upgrade may go on, and `place` then is the client's.
std::optional<Response> Server::Impl::refuse_upgrade(
    const Parser& parser, bool more_came, const asio::ip::address& peer, Budget::Place& place) {
    const Request& request = parser.get();
    const auto refuse = [&](UpgradeRefusal reason) {
        bridge.refused("upgrade", name_of(reason));
        const auto& [status, why] = kUpgradeRefusals[static_cast<std::size_t>(reason)];
        return text_answer(request, status, why);
    };
    if (path_of(request) != "/bridge") return refuse(UpgradeRefusal::not_found);
    if (parser.chunked() || parser.content_length() || more_came) return refuse(UpgradeRefusal::body);
    // A browser always names the page's origin; who does not is no browser, and stopped by the budgets only.
    const auto origin = request.find(http::field::origin);
    if (origin != request.end() && !bridge.is_allowed_origin(view(origin->value()))) return refuse(UpgradeRefusal::origin);
    if (!offers_subprotocol(view(request[http::field::sec_websocket_protocol]))) return refuse(UpgradeRefusal::subprotocol);
    if (view(request[http::field::sec_websocket_version]) != kVersion) {
        auto out = refuse(UpgradeRefusal::version);
        out.set(http::field::sec_websocket_version, kVersion);
        return out;
    }
    if (request.count(http::field::host) == 0 || !web_socket::is_key(key_of(request))) return refuse(UpgradeRefusal::handshake);
    if (bridge.stopping) return refuse(UpgradeRefusal::shutting_down);
    if (!take_place(request, peer, place)) return refuse(UpgradeRefusal::connections_per_client);
    return std::nullopt;
}

/// Whose request it is that came through a proxy, the request says.
bool Server::Impl::take_place(const Request& request, const asio::ip::address& peer, Budget::Place& place) {
    if (place) return true;
    const bool is_forwarded = bridge.config.proxies.header == ClientHeader::forwarded;
    const std::string header = joined(request, is_forwarded ? "Forwarded" : "X-Forwarded-For");
    place = bridge.budget->enter(client_address(peer, proxies, header), std::chrono::steady_clock::now());
    return place != nullptr;
}

/// The address that the request holds goes into the answer and nowhere else.
asio::awaitable<Response> Server::Impl::set_up(PeerStream& stream, beast::flat_buffer& buffer, Parser& parser,
    const SetupRoute& route, const asio::ip::address& peer, Budget::Place& place) {
    if (auto refused = refuse_setup(parser, route)) co_return std::move(*refused);
    const Request request = parser.get();
    const bool was_placed = place != nullptr;
    const bool may = take_place(request, peer, place) && bridge.budget->take_setup(*place, std::chrono::steady_clock::now());
    if (!was_placed) place.reset();  // the next request through the proxy may be another's
    if (!may) {
        bridge.refused("setup", "rate");
        co_return text_answer(request, http::status::too_many_requests, "too many requests; try again in a minute");
    }
    std::string body;
    if (has_body(parser)) {
        http::request_parser<http::string_body> whole(std::move(parser));
        whole.body_limit(kLargestSetupRequest);
        waiting.insert(&stream);
        const auto [broken, length] = co_await http::async_read(stream, buffer, whole, kTuple);
        waiting.erase(&stream);
        if (broken) co_return text_answer(request, http::status::bad_request, "the body is not whole");
        body = std::move(whole.get().body());
    }
    const std::string_view target = view(request.target());
    const std::string_view query = target.substr(std::min(path_of(request).size() + 1, target.size()));
    auto made = answer_setup(bridge.config.profiles.front(), route.request, query, view(request[http::field::host]), body);
    if (!made) co_return text_answer(request, http::status::bad_request, "an e-mail address is wanted");
    Response out = text_answer(request, http::status::ok, std::move(made->text));
    out.set(http::field::content_type, made->media_type);
    if (route.request == SetupRequest::apple) out.set(http::field::content_disposition, "attachment; filename=mail.mobileconfig");
    co_return out;
}

/// `/healthz`: the process does its work. `/readyz`: it takes new pages.
OperatorPort::Answer Server::Impl::respond_to_operator(std::string_view path) {
    if (path == "/healthz") return {http::status::ok, "ok"};
    if (path == "/readyz" && bridge.stopping) return {http::status::service_unavailable, "shutting down"};
    if (path == "/readyz") return {http::status::ok, "ready"};
    if (path == "/metrics") return {http::status::ok, bridge.metrics_text()};
    return {http::status::not_found, "there are /metrics, /healthz and /readyz"};
}

Response Server::Impl::respond(const Request& request) {
    const std::string_view target = view(request.target());
    if (target == "/healthz" || target == "/readyz") {
        auto [status, text] = respond_to_operator(target);
        return text_answer(request, status, std::move(text));
    }
    if (path_of(request) == "/bridge") return text_answer(request, http::status::upgrade_required, "a WebSocket, please");
    if (bridge.config.root.empty()) return text_answer(request, http::status::not_found, "not found");
    return serve_file(bridge.config.root, request);
}

/// Nobody's address is remembered longer than it is needed, also when nobody else comes.
void Server::Impl::keep_house() {
    bridge.budget->forget(std::chrono::steady_clock::now());
    minute.expires_after(std::chrono::minutes(1));
    minute.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        const auto self = weak.lock();
        if (!error && self) self->keep_house();
    });
}

void Server::Impl::begin_to_stop() {
    bridge.stopping = true;
    bridge.log.write(LogLevel::info, "server.stopping");
    boost::system::error_code ignored;
    acceptor.close(ignored);
    minute.cancel();
    for (PeerStream* stream : waiting) stream->cancel();
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
    impl_->operator_port.reset();    // which would ask it
    impl_->bridge.sessions.clear();  // each holds the server; what the context still holds of them goes with it
}

void Server::reload(std::vector<Profile> profiles) {
    const bool usable = !impl_->certificate || impl_->certificate->refresh();
    impl_->bridge.offer(std::move(profiles));
    impl_->bridge.log.write(LogLevel::info, "server.reloaded", {{"certificateUsable", usable}});
}

std::uint16_t Server::port() const { return impl_->acceptor.local_endpoint().port(); }
std::uint16_t Server::operator_port() const { return impl_->operator_port.value().port(); }

void Server::stop() {
    if (std::exchange(impl_->bridge.stopping, true)) impl_->stop_now();
    else impl_->begin_to_stop();
}

bool Server::has_ended() const { return impl_->bridge.stopping && impl_->bridge.connections == 0 && impl_->bridge.is_idle(); }

}  // namespace maildoctor::bridge
