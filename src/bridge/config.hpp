// What an operator says about `maildoctor serve`: one JSON file, described here and in docs/CONFIGURATION.md, which is
// generated from this. A member that is left out has the value that stands here.
#pragma once

#include "core/codec.hpp"
#include "core/probe/machine.hpp"

namespace maildoctor::bridge {

/// From the fewest lines to the most. `info` has one line for each probe, `debug` for each message and refusal too.
MAILDOCTOR_ENUM(LogLevel, error, warning, info, debug)

using Texts = std::vector<std::string>;

/// A token bucket: what is counted takes a token each time.
struct Rate {
    double burst = 0;       ///< tokens that it holds at most, and at first
    double per_minute = 0;  ///< tokens that come back
};
MAILDOCTOR_DESCRIBE(Rate, burst, per_minute)

/// What a bridge does for others, and where it stops; whole numbers from 1. A client is an IPv4 address, or an IPv6 /64.
struct Limits {
    double connections_in_total = 1000;            ///< at once
    double connections_per_client = 32;            ///< at once; whole offices share one IPv4 address
    double probes_in_total = 64;                   ///< under way at once
    double probes_per_connection = 8;              ///< under way at once; `hello` tells it
    double domains_in_total = 16;                  ///< of customers, being looked up at once
    double own_hosts_in_total = 8;                 ///< of customers, under way at once: probes, and questions to the DNS
    Rate probe_rate_in_total = {200, 600};         ///< begun; an answer from the cache or from a probe under way costs nothing
    Rate probe_rate_per_client = {60, 30};         ///< begun; a domain looked up and a set-up file count, too
    Rate own_host_rate_in_total = {20, 20};        ///< own hosts asked about, whether or not they are the provider's
    Rate domain_rate_in_total = {60, 60};          ///< customers' domains looked up in the DNS
    Rate setup_rate_in_total = {200, 600};         ///< set-up files for mail programs that ask for them
    Rate message_rate_per_connection = {60, 300};  ///< messages from a page; one too many ends the connection
    double message_bytes = 4096;                   ///< of one message from a page; `hello` tells it
    double first_message_ms = 15000;               ///< a connection whose first message takes longer is closed
    double idle_ms = 120000;                       ///< as is one without a message and a probe under way for this long
    double write_ms = 10000;                       ///< and one that does not take what it is sent
};
MAILDOCTOR_DESCRIBE(Limits, connections_in_total, connections_per_client, probes_in_total, probes_per_connection,
    domains_in_total, own_hosts_in_total, probe_rate_in_total, probe_rate_per_client, own_host_rate_in_total,
    domain_rate_in_total, setup_rate_in_total, message_rate_per_connection, message_bytes, first_message_ms, idle_ms, write_ms)

/// The header in which a proxy names the client.
MAILDOCTOR_ENUM(ClientHeader, x_forwarded_for, forwarded)

/// A header is believed only where a trusted proxy wrote it, and only the one that the proxy is known to write: the other
/// one would be the client's.
struct Proxies {
    Texts trusted;          ///< addresses such as `127.0.0.1`, and blocks such as `2001:db8::/32`
    ClientHeader header{};  ///< the one that they append to
};
MAILDOCTOR_DESCRIBE(Proxies, trusted, header)

/// PEM files of the bridge's own certificate; both empty: no TLS, because a proxy ends it. Read again when they change.
struct TlsFiles {
    std::string certificate_file;  ///< with its chain, the bridge's own first
    std::string key_file;          ///< without a password
};
MAILDOCTOR_DESCRIBE(TlsFiles, certificate_file, key_file)

/// Everything is optional. Files are relative to the folder of the configuration; all times are milliseconds.
struct Config {
    std::string listen = "127.0.0.1:8025";  ///< ADDRESS:PORT, IPv6 in brackets; port 0: the system chooses
    Texts profile_files;                    ///< whose services may be probed; none: the installed one; of equal ids the first
    Texts allowed_origins;                  ///< of pages, such as `https://www.example.net`; none: the listen address
    std::string root;                       ///< folder of the built page, served beside the bridge; empty: no files
    std::string vantage = "here";           ///< name of the place where the bridge stands
    std::string dns_server;                 ///< ADDRESS or ADDRESS:PORT of the DNS server; empty: the system's
    std::string control_target;             ///< HOST:PORT of others, public; if it answers, our network is there
    std::string ca_file;                    ///< PEM file of the only authorities to trust; empty: the system's
    double cache_ms = 5000;                 ///< how long a result answers the same question again
    double grace_ms = 5000;                 ///< what probes under way get at shutdown
    probe::Deadlines deadlines;             ///< of a probe
    Limits limits;                          ///< of pages and clients
    Proxies proxies;                        ///< that stand before the bridge
    TlsFiles tls;                           ///< of `listen`
    std::string operator_listen;            ///< ADDRESS:PORT of `/metrics`, `/healthz` and `/readyz`; empty: no metrics
    LogLevel log_level = LogLevel::info;    ///< of the log on standard error
};
MAILDOCTOR_DESCRIBE(Config, listen, profile_files, allowed_origins, root, vantage, dns_server, control_target, ca_file, cache_ms,
    grace_ms, deadlines, limits, proxies, tls, operator_listen, log_level)

/// The first value that cannot be meant, as `check(profile)` does it. Looks at the values only, opens no file.
std::optional<Problem> check(const Config& config);

}  // namespace maildoctor::bridge
