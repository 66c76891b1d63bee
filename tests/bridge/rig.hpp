// The real server, the practice ward as the world outside, and pages that speak to it: all of it on one io_context on
// loopback, run by the test itself for as long as it waits for something. What is waited for and never comes hangs the test.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "bridge/server.hpp"
#include "json/json.hpp"
#include "practice/ward.hpp"

namespace maildoctor::bridge {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpResponse = boost::beast::http::response<boost::beast::http::string_body>;
using json::Json;

inline constexpr double kHour = 3'600'000;  ///< milliseconds

/// A minute for every stage.
probe::Deadlines generous();
/// The same, but little time for this one: for servers that say nothing in it.
probe::Deadlines impatient_in(Stage stage);

/// Names of customers: their own, which leads to the provider; and others.
practice::dns::Zones names_of_customers();
inline constexpr const char* kOwnHost = "mail.customer.test";      ///< where the ward's servers are
inline constexpr const char* kElsewhere = "mail.elsewhere.test";   ///< at somebody else's
inline constexpr const char* kPrivate = "mail.private.test";       ///< at a private address
inline constexpr const char* kHalfElsewhere = "mail.half.test";    ///< at the ward's, and at somebody else's
inline constexpr const char* kSilentName = "mail.silent.test";     ///< the DNS never answers
inline constexpr const char* kUnheardOf = "mail.unheard-of.test";  ///< does not exist

class Rig {
public:
    /// `configure` may change the configuration, which offers all of the ward's services without a cache.
    explicit Rig(
        const std::function<void(ServerConfig&)>& configure = [](ServerConfig&) {},
        const practice::dns::Zones& names = names_of_customers());
    ~Rig();

    /// Runs everything until `holds`.
    void until(const std::function<bool()>& holds);

    /// Starts an asynchronous operation (`start` gets its handler), and runs everything until it has ended.
    template <class Start>
    boost::system::error_code complete(Start start) {
        std::optional<boost::system::error_code> ended;
        start([&ended](const boost::system::error_code& error, auto&&...) { ended = error; });
        until([&ended] { return ended.has_value(); });
        return *ended;
    }

    /// One request on a connection of its own.
    HttpResponse exchange(const HttpRequest& request) { return exchange(request, server->port()); }
    HttpResponse exchange(const HttpRequest& request, std::uint16_t port);
    /// A fresh connection to the server; unconnected where it is refused.
    boost::beast::tcp_stream connect() { return connect(server->port()); }
    boost::beast::tcp_stream connect(std::uint16_t port);

    [[nodiscard]] std::string origin() const;
    /// A log line that holds `text` has been written.
    [[nodiscard]] bool has_logged(std::string_view text) const;

    std::vector<std::string> log;
    boost::asio::io_context context{1};
    practice::Ward ward;
    std::optional<Server> server;

private:
    std::string ca_file_;
};

HttpRequest get(const std::string& target);
/// An upgrade that the server accepts; a test spoils it.
HttpRequest upgrade(const Rig& rig);

/// A page that behaves well.
class Page {
public:
    /// `forwarded_for`: what a proxy adds as X-Forwarded-For; empty: there is none.
    explicit Page(Rig& rig, const std::string& forwarded_for = "");

    void send(std::string_view text, bool binary = false);
    void start(const std::string& id, const std::string& service, const std::string& own_host = "");
    void cancel(const std::string& id);

    /// The next message; null once the connection has ended.
    Json next();
    /// The next message that is no progress.
    Json answer();
    /// Reads until this stage of the probe has begun.
    void sees_begin(Stage stage);
    /// Reads until the connection has ended, and tells its close code; nothing but progress may come before.
    unsigned close_code();
    /// Ends the connection without a word.
    void vanishes();

    Json hello;

private:
    Rig& rig_;
    boost::beast::websocket::stream<boost::beast::tcp_stream> socket_;
    boost::beast::flat_buffer buffer_;
};

/// `tls-handshake timed-out` for each address, or the reason of an error.
std::vector<std::string> gist(const Json& answer);

/// A page of its own gets its probe: whatever happened before has harmed nobody else.
void expect_service_as_usual(Rig& rig);

}  // namespace maildoctor::bridge
