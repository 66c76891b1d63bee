#include <csignal>
#include <iostream>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "bridge/server.hpp"
#include "cli/commands.hpp"
#include "cli/profile_file.hpp"

namespace maildoctor::cli {
namespace {

namespace asio = boost::asio;

struct Options {
    std::string listen = "127.0.0.1:8025";
    std::vector<std::string> profiles;
    double cache_seconds = 5;
    bridge::ServerConfig config;
};

/// "address:port", an IPv6 address in brackets.
bool read_listen(const std::string& text, bridge::ServerConfig& config) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return false;
    std::string address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    const std::string port = text.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos || std::stoul(port) > 65535)
        return false;
    config.address = address;
    config.port = static_cast<std::uint16_t>(std::stoul(port));
    return true;
}

int run(Options options) {
    bridge::ServerConfig& config = options.config;
    if (!read_listen(options.listen, config)) {
        std::cerr << "maildoctor: --listen wants ADDRESS:PORT, such as 127.0.0.1:8025\n";
        return 2;
    }
    if (options.profiles.empty()) options.profiles.push_back(installed_profile().string());
    for (const std::string& file : options.profiles) {
        auto profile = read_profile(file);
        if (!profile) return 2;
        config.profiles.push_back(std::move(*profile));
    }
    config.version = MAILDOCTOR_VERSION;
    config.cache = std::chrono::milliseconds(static_cast<long long>(options.cache_seconds * 1000));
    config.log = [](std::string_view line) { std::cerr << line << '\n'; };
    if (config.prober.allow_special_addresses)
        std::cerr
            << "maildoctor: WARNING: --allow-special-addresses is on. This bridge connects to loopback and private addresses,\n"
               "maildoctor: WARNING: and is for tests only. Never run it like this where others can reach it.\n";

    asio::io_context context(1);
    bridge::Server server(context, config);
    asio::signal_set signals(context, SIGINT, SIGTERM);
    // The first signal lets running probes end; a second one ends them; the third is the system's.
    signals.async_wait([&](const boost::system::error_code& error, int) {
        if (error) return;
        server.stop();
        signals.async_wait([&](const boost::system::error_code& again, int) {
            if (!again) server.stop();
            signals.clear();
        });
    });
    // Scripts wait for this line.
    std::cout << "listening on http://" << options.listen.substr(0, options.listen.rfind(':')) << ':' << server.port()
              << std::endl;
    while (!server.has_ended()) context.run_one();  // the wait for a signal would never end by itself
    return 0;
}

}  // namespace

void add_serve(CLI::App& app, int& status) {
    auto options = std::make_shared<Options>();
    CLI::App* serve = app.add_subcommand("serve", "Runs the bridge: probes the profile's services for pages that ask");
    bridge::ServerConfig& config = options->config;
    probe::Deadlines& deadlines = config.prober.deadlines;
    serve->add_option("--listen", options->listen, "ADDRESS:PORT to listen on; port 0: the system chooses")
        ->capture_default_str();
    serve->add_option("--profile", options->profiles,
        "Profile whose services may be probed (default: the installed one); more than one: all their services, ids "
        "being found in the first profile that has them");
    serve->add_option(
        "--allow-origin", config.allowed_origins, "Origin of a page that may connect (default: the listen address)");
    serve->add_option("--root", config.root, "Folder of the built page, served beside the bridge")->check(CLI::ExistingDirectory);
    serve->add_option("--vantage", config.vantage, "Name of the place where the bridge stands")->capture_default_str();
    serve->add_option("--dns", config.dns_server, "ADDRESS:PORT of the DNS server (default: the system's)");
    serve->add_option("--ca", config.ca_file, "PEM file of the only authorities to trust (default: the system's)")
        ->check(CLI::ExistingFile);
    serve->add_flag("--allow-special-addresses", config.prober.allow_special_addresses,
        "TESTS ONLY: lets the bridge connect to loopback and private addresses");
    serve->add_option("--cache-seconds", options->cache_seconds, "How long a result answers the same question again")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 3600.0));
    serve->add_option("--connections", config.connections, "Connections at once")->capture_default_str();
    serve->add_option("--probes", config.probes_in_total, "Probes at once")->capture_default_str();
    serve->add_option("--resolve-ms", deadlines.resolve, "Deadline of the DNS answers")->capture_default_str();
    serve->add_option("--connect-ms", deadlines.connect, "Deadline of connecting")->capture_default_str();
    serve->add_option("--tls-ms", deadlines.tls, "Deadline of the TLS handshake")->capture_default_str();
    serve->add_option("--greeting-ms", deadlines.greeting, "Deadline of the server's greeting")->capture_default_str();
    serve->add_option("--total-ms", deadlines.total, "Deadline of a whole probe")->capture_default_str();
    serve->callback([options, &status] { status = run(*options); });
}

}  // namespace maildoctor::cli
