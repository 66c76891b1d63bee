// `maildoctor serve`: one listener for the bridge's WebSocket (/bridge), /healthz, and the built page. One thread, one
// io_context; nothing of it is thread-safe.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "bridge/prober.hpp"
#include "core/model/profile.hpp"

namespace maildoctor::bridge {

struct ServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8025;                      ///< 0: the system chooses
    std::vector<Profile> profiles = {};             ///< the first is the one that `hello` tells; the services of all are offered
    std::vector<std::string> allowed_origins = {};  ///< empty: http://<address>:<port>, and localhost beside loopback
    std::filesystem::path root = {};                ///< the built page; empty: no files are served
    std::string version = {};
    std::string vantage = "here";
    std::string dns_server = {};  ///< "address:port"; empty: the system's
    std::string ca_file = {};     ///< PEM; empty: the system's authorities
    ProberOptions prober = {};
    std::chrono::milliseconds cache{5000};    ///< how long a result answers the same question again
    std::chrono::milliseconds idle{120'000};  ///< a silent connection is closed after this
    std::chrono::milliseconds grace{5000};    ///< what running probes get at shutdown
    std::size_t probes_per_connection = 8;
    std::size_t probes_in_total = 64;
    std::size_t own_hosts_in_total = 8;  ///< of these, probes of customers' own hosts, and questions to the DNS about them
    std::size_t connections = 1000;
    std::size_t message_limit = 4096;  ///< bytes
    /// One line per event, JSON, without personal data; empty: silent.
    std::function<void(std::string_view)> log = {};
};

class Server {
public:
    /// `context` must outlive the server and runs all of its work. Throws std::runtime_error (with what to mend) where the
    /// address cannot be listened on, the authorities cannot be read, or the DNS server is none. Where the context still
    /// runs, the server must live until it has ended.
    Server(boost::asio::io_context& context, ServerConfig config);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;

    /// First call: accepts nothing new, and lets running probes end within `grace`. Second call, or the end of the grace:
    /// cancels them; every open probe still gets its one answer. The context then runs out of the server's work.
    void stop();

    /// stop() was called, and nothing is left to do.
    [[nodiscard]] bool has_ended() const;

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace maildoctor::bridge
