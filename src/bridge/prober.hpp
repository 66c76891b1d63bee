// Performs what the probe machines ask for: one connection for each address that a host name resolves to, all at once.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/address.hpp>

#include "bridge/resolver.hpp"
#include "bridge/tls.hpp"
#include "core/probe/machine.hpp"

namespace maildoctor::bridge {

/// Described times are numbers of milliseconds; Asio wants them whole.
inline std::chrono::milliseconds milliseconds(double value) {
    return std::chrono::milliseconds(static_cast<long long>(std::ceil(value)));
}

struct ProbeTarget {
    std::string host;  ///< resolved, sent as SNI, and looked for in the certificate; an IP literal is its own address
    std::uint16_t port = 0;
    ServiceProtocol protocol{};
    Security security{};
    /// When not empty, the host is not resolved: these are connected to.
    std::vector<boost::asio::ip::address> addresses = {};
    bool tls_versions = false;           ///< finds out which are offered: one more connection to each address that chose TLS 1.3
    std::optional<HostLookup> dns = {};  ///< what was said of the host, where it is not resolved
};

struct ProberOptions {
    probe::Deadlines deadlines = {};
    bool allow_special_addresses = false;  ///< the test switch: without it loopback, private and the like are refused
};

/// A stage began (`outcome` absent) or ended; `address` is empty while resolving.
struct ProbeStep {
    std::string address;
    Stage stage{};
    std::optional<Outcome> outcome;
    double elapsed_ms = 0;  ///< since the probe began
};

class Prober {
public:
    using OnStep = std::function<void(const ProbeStep&)>;
    using OnFinished = std::function<void(ProbeResult)>;

    /// A running probe. Letting go of it does not end it.
    class Run {
    public:
        virtual ~Run() = default;
        /// Ends every open stage with `cancelled`, and the probe soon after. Without effect once it has finished.
        virtual void cancel() = 0;
    };

    /// All of them must outlive every run.
    Prober(boost::asio::any_io_executor executor, Resolver& resolver, TlsContext& tls, ProberOptions options);

    /// Begins a probe. `on_step` is called as things happen, `on_finished` exactly once, as soon as everything is known
    /// and before the farewells, with one result for each address (or one without an address where resolving failed) and what the
    /// DNS said; both from the executor, never from within this call.
    std::shared_ptr<Run> start(ProbeTarget target, OnStep on_step, OnFinished on_finished);

private:
    boost::asio::any_io_executor executor_;
    Resolver& resolver_;
    TlsContext& tls_;
    ProberOptions options_;
};

}  // namespace maildoctor::bridge
