// Host names to addresses through c-ares on the io_context's own descriptors: no hosts file, no search domains, no thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/address.hpp>

#include "core/domain/records.hpp"
#include "core/model/probe.hpp"

namespace maildoctor::bridge {

/// What became of one name. `outcome` is one of the stage resolve; with `ok` there is at least one address. A server that
/// denies even the root of the DNS has not said anything about a name: `resolver-failed`.
struct Resolution {
    Outcome outcome{};
    std::vector<boost::asio::ip::address> addresses;  ///< IPv4 first, each family in the order of the answer
    std::optional<HostLookup> dns = {};               ///< absent with an IP literal
};

/// What the DNS has under one name. `values` as in a zone file, in the order of the answer.
struct Records {
    DnsAnswer answer{};
    std::vector<std::string> values = {};
};

class Resolver {
public:
    using Done = std::function<void(const Resolution&)>;
    using RecordsDone = std::function<void(const Records&)>;

    /// `server` is "address:port" (or "address"); empty means the system's own (/etc/resolv.conf).
    /// Throws std::runtime_error where c-ares does not start or `server` cannot be read.
    Resolver(boost::asio::any_io_executor executor, const std::string& server);
    ~Resolver();
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    /// Asks for A and AAAA at once and calls `done` exactly once, never from within this call: with what is known at the
    /// deadline at the latest. A name that is an IP literal is its own answer. After destruction nothing is called.
    void resolve(const std::string& name, std::chrono::milliseconds deadline, Done done);

    /// Asks for one type of records, which is not `address`; `done` likewise.
    void look_up(const std::string& name, RecordType type, std::chrono::milliseconds deadline, RecordsDone done);

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace maildoctor::bridge
