// `maildoctor serve`: one listener for the bridge's WebSocket (/bridge), /healthz, /readyz and the built page, and one for
// the operator. One thread, one
// io_context; nothing of it is thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "bridge/config.hpp"
#include "core/model/profile.hpp"

namespace maildoctor::bridge {

/// A configuration without a problem, and what no file says.
struct ServerConfig : Config {
    std::vector<Profile> profiles;  ///< the first is the one that `hello` tells; the services of all are offered
    std::string version;
    bool allow_special_addresses = false;       ///< the test switch: without it loopback, private and the like are refused
    std::function<void(std::string_view)> log;  ///< gets the log's lines; empty: silent
};

class Server {
public:
    /// `context` must outlive the server and runs all of its work. Throws std::runtime_error (with what to mend) where the
    /// address cannot be listened on or the authorities cannot be read. Where the context still runs, the server must live
    /// until it has ended.
    Server(boost::asio::io_context& context, ServerConfig config);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// Precondition: the configuration has `operator_listen`.
    [[nodiscard]] std::uint16_t operator_port() const;

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
