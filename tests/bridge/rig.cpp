#include "rig.hpp"

#include <filesystem>

#include <unistd.h>

#include <gmock/gmock.h>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace maildoctor::bridge {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::ip::tcp;

probe::Deadlines generous() {
    constexpr double kMinute = 60'000;
    return {kMinute, kMinute, kMinute, kMinute, kMinute, kMinute, kMinute};
}

probe::Deadlines impatient_in(Stage stage) {
    probe::Deadlines out = generous();
    (stage == Stage::resolve                ? out.resolve
            : stage == Stage::tls_handshake ? out.tls
            : stage == Stage::greeting      ? out.greeting
                                            : out.reply) = 200;
    return out;
}

practice::dns::Zones names_of_customers() {
    return {{kOwnHost, {.addresses = {"127.0.0.1"}}}, {kElsewhere, {.addresses = {"127.0.0.9"}}},
        {kPrivate, {.addresses = {"10.0.0.1", "fd00::1"}}}, {kHalfElsewhere, {.addresses = {"127.0.0.9", "127.0.0.1"}}},
        {kSilentName, {.silent = true}}};
}

namespace {
std::string new_ca_file() {
    static int count = 0;
    return testing::TempDir() + "/maildoctor-bridge-" + std::to_string(getpid()) + "-" + std::to_string(++count) + ".pem";
}
}  // namespace

Rig::Rig(const std::function<void(ServerConfig&)>& configure, const practice::dns::Zones& names)
    : ward(context, {.slow_answer = std::chrono::milliseconds(20), .other_names = names}), ca_file_(new_ca_file()) {
    ward.start();
    std::FILE* file = std::fopen(ca_file_.c_str(), "w");
    std::fputs(ward.ca_pem().c_str(), file);
    std::fclose(file);
    Profile profile;
    profile.id = "practice.test";
    profile.services = ward.services();
    ServerConfig config;
    config.listen = "127.0.0.1:0";
    config.profiles = {profile};
    config.version = "1.2.3";
    config.dns_server = "127.0.0.1:" + std::to_string(ward.dns_port());
    config.ca_file = ca_file_;
    config.deadlines = generous();
    config.allow_special_addresses = true;
    config.cache_ms = 0;
    config.log_level = LogLevel::debug;
    config.operator_listen = "127.0.0.1:0";
    config.log = [this](std::string_view line) { log.emplace_back(line); };
    configure(config);
    server.emplace(context, config);
}

Rig::~Rig() { std::filesystem::remove(ca_file_); }

void Rig::until(const std::function<bool()>& holds) {
    while (!holds()) {
        if (context.stopped()) context.restart();
        if (context.run_one() == 0) throw std::logic_error("what is waited for cannot happen any more");
    }
}

beast::tcp_stream Rig::connect(std::uint16_t port) {
    beast::tcp_stream out(context);
    const auto error =
        complete([&](auto handler) { out.async_connect(tcp::endpoint(asio::ip::address_v4::loopback(), port), handler); });
    if (error) out.close();
    return out;
}

HttpResponse Rig::exchange(const HttpRequest& request, std::uint16_t port) {
    beast::tcp_stream stream = connect(port);
    complete([&](auto handler) { http::async_write(stream, request, handler); });
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.skip(request.method() == http::verb::head);
    const auto error = complete([&](auto handler) { http::async_read(stream, buffer, parser, handler); });
    EXPECT_FALSE(error) << error.message();
    return parser.release();
}

std::string Rig::origin() const { return "http://127.0.0.1:" + std::to_string(server->port()); }

bool Rig::has_logged(std::string_view text) const {
    return std::ranges::any_of(log, [text](const std::string& line) { return line.find(text) != std::string::npos; });
}

HttpRequest get(const std::string& target) {
    HttpRequest out(http::verb::get, target, 11);
    out.set(http::field::host, "127.0.0.1");
    return out;
}

HttpRequest upgrade(const Rig& rig) {
    HttpRequest out = get("/bridge");
    out.set(http::field::upgrade, "websocket");
    out.set(http::field::connection, "Upgrade");
    out.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
    out.set(http::field::sec_websocket_version, "13");
    out.set(http::field::sec_websocket_protocol, "mail-doctor.v1");
    out.set(http::field::origin, rig.origin());
    return out;
}

Page::Page(Rig& rig, const std::string& forwarded_for) : rig_(rig), socket_(rig.connect()) {
    socket_.set_option(websocket::stream_base::decorator([&rig, forwarded_for](websocket::request_type& request) {
        request.set(http::field::origin, rig.origin());
        request.set(http::field::sec_websocket_protocol, "mail-doctor.v1");
        if (!forwarded_for.empty()) request.set("X-Forwarded-For", forwarded_for);
    }));
    const auto error = rig.complete([&](auto handler) { socket_.async_handshake("127.0.0.1", "/bridge", handler); });
    EXPECT_FALSE(error) << error.message();
    hello = next();
}

void Page::send(std::string_view text, bool binary) {
    socket_.binary(binary);
    rig_.complete([&](auto handler) { socket_.async_write(asio::buffer(text), handler); });
}

void Page::start(const std::string& id, const std::string& service, const std::string& own_host) {
    send(Json{{"type", "probe.start"}, {"id", id}, {"service", service}, {"ownHost", own_host}}.dump());
}

void Page::cancel(const std::string& id) { send(Json{{"type", "probe.cancel"}, {"id", id}}.dump()); }

Json Page::next() {
    buffer_.clear();
    const auto error = rig_.complete([&](auto handler) { socket_.async_read(buffer_, handler); });
    if (error) return {};
    const auto bytes = buffer_.data();
    return Json::parse(std::string_view(static_cast<const char*>(bytes.data()), bytes.size()));
}

Json Page::answer() {
    for (;;) {
        Json message = next();
        if (message.is_null() || message["type"] != "probe.progress") return message;
    }
}

void Page::sees_begin(Stage stage) {
    for (;;) {
        const Json message = next();
        if (message.is_null() || message["type"] != "probe.progress")
            throw std::logic_error("ended before that: " + message.dump());
        if (message["stage"] == std::string(name_of(stage)) && !message.contains("outcome")) return;
    }
}

unsigned Page::close_code() {
    EXPECT_TRUE(answer().is_null());
    return socket_.reason().code;
}

void Page::vanishes() { beast::get_lowest_layer(socket_).close(); }

std::vector<std::string> gist(const Json& answer) {
    if (answer.is_null()) return {"(ended)"};
    if (answer["type"] == "error") return {answer["reason"].get<std::string>()};
    std::vector<std::string> out;
    for (const Json& address : answer["result"]["addresses"])
        out.push_back(address["stage"].get<std::string>() + " " + address["outcome"].get<std::string>());
    return out;
}

void expect_service_as_usual(Rig& rig) {
    Page page(rig);
    page.start("usual", "imaps");
    EXPECT_THAT(gist(page.answer()), testing::ElementsAre("capabilities ok"));
    page.vanishes();
}

}  // namespace maildoctor::bridge
