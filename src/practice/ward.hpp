// The practice ward: scripted mail servers and a scripted DNS server on loopback, one server for each row of the fault
// table. Used by the tests in-process and by `maildoctor practice`. It is a test double of the outside world and nothing
// else: it holds no mail, accepts no log-in, and listens on loopback only.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "practice/dns_server.hpp"
#include "practice/fault.hpp"

namespace maildoctor::practice {

struct WardOptions {
    std::uint16_t first_port = 0;                 ///< row n listens on first_port + n; 0: the system chooses
    std::uint16_t dns_port = 0;                   ///< UDP; 0: the system chooses
    std::filesystem::path ca_file = {};           ///< the authority's certificate is written here, as PEM; empty: nowhere
    std::chrono::milliseconds slow_answer{1000};  ///< how long the slow DNS answer takes
    bool certificates_at_start = false;           ///< no client waits for a key; else each is made for its first client
    dns::Zones other_names = {};                  ///< known to the DNS server beside the mail servers' own
};

class Ward {
public:
    /// `context` must outlive the ward, and runs all of its work.
    Ward(boost::asio::io_context& context, WardOptions options);
    ~Ward();
    Ward(const Ward&) = delete;
    Ward& operator=(const Ward&) = delete;

    /// Binds every port; once it returns, connections are accepted as soon as the context
    /// runs. Throws boost::system::system_error where a port is taken, std::runtime_error where a file cannot be written.
    void start();

    /// Closes every port and connection. The context then runs out of the ward's work.
    void stop();

    /// The rows as services with their host_of() and port, in the table's order; `imaps` and
    /// `submissions` are recommended, all others accepted. Valid after start().
    [[nodiscard]] const std::vector<Service>& services() const;

    /// The service with this id, which must exist.
    [[nodiscard]] const Service& service(std::string_view id) const;

    /// How many connections this service has accepted so far.
    [[nodiscard]] std::size_t accepted(std::string_view id) const;

    /// The port of the DNS server at 127.0.0.1 (UDP).
    [[nodiscard]] std::uint16_t dns_port() const;

    /// The authority that signed the good certificates, as PEM.
    [[nodiscard]] const std::string& ca_pem() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace maildoctor::practice
