// What an operator says about `maildoctor serve`: one JSON file, described here and in docs/CONFIGURATION.md, which is
// generated from this. A member that is left out has the value that stands here.
#pragma once

#include "core/codec.hpp"
#include "core/probe/machine.hpp"

namespace maildoctor::bridge {

/// What a bridge does for others, and where it stops. A number is a whole one, from 1.
struct Limits {
    double connections_in_total = 1000;  ///< at once
    double probes_in_total = 64;         ///< under way at once
    double probes_per_connection = 8;    ///< under way at once; `hello` tells it
    double own_hosts_in_total = 8;       ///< customers' own hosts under way at once: probes, and questions to the DNS
    double message_bytes = 4096;         ///< of one message from a page; `hello` tells it
    double idle_ms = 120000;             ///< a connection without a message and without a probe under way is closed after this
};
MAILDOCTOR_DESCRIBE(
    Limits, connections_in_total, probes_in_total, probes_per_connection, own_hosts_in_total, message_bytes, idle_ms)

/// Everything is optional. Files are relative to the folder of the configuration; all times are milliseconds.
struct Config {
    std::string listen = "127.0.0.1:8025";  ///< ADDRESS:PORT, IPv6 in brackets; port 0: the system chooses
    std::vector<std::string>
        profile_files;  ///< whose services may be probed; none: the installed one. Of services with one id the first counts
    std::vector<std::string>
        allowed_origins;           ///< of pages that may connect, such as `https://www.example.net`; none: the listen address
    std::string root;              ///< folder of the built page, to be served beside the bridge; empty: no files are served
    std::string vantage = "here";  ///< name of the place where the bridge stands
    std::string dns_server;        ///< ADDRESS or ADDRESS:PORT of the DNS server; empty: the system's
    std::string ca_file;           ///< PEM file of the only authorities to trust; empty: the system's
    double cache_ms = 5000;        ///< how long a result answers the same question again
    double grace_ms = 5000;        ///< what probes under way get at shutdown
    probe::Deadlines deadlines;    ///< of a probe
    Limits limits;
};
MAILDOCTOR_DESCRIBE(
    Config, listen, profile_files, allowed_origins, root, vantage, dns_server, ca_file, cache_ms, grace_ms, deadlines, limits)

/// The first value that cannot be meant, as `check(profile)` does it. Looks at the values only, opens no file.
std::optional<Problem> check(const Config& config);

}  // namespace maildoctor::bridge
