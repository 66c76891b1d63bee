#include <csignal>
#include <fstream>
#include <iostream>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "bridge/server.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "json/json.hpp"

namespace maildoctor::cli {
namespace {

namespace asio = boost::asio;
using bridge::Config;

/// An option that says the same as a member of the configuration, and outranks it.
template <class T>
struct Override {
    const char* name;
    T& (*of)(Config& config);
    const char* text;
};

// clang-format off
constexpr Override<std::string> kTexts[] = {
    {"--listen", [](Config& config) -> auto& { return config.listen; }, "ADDRESS:PORT to listen on; port 0: the system chooses"},
    {"--root", [](Config& config) -> auto& { return config.root; }, "Folder of the built page, served beside the bridge"},
    {"--vantage", [](Config& config) -> auto& { return config.vantage; }, "Name of the place where the bridge stands"},
    {"--dns", [](Config& config) -> auto& { return config.dns_server; }, "ADDRESS:PORT of the DNS server (default: the system's)"},
    {"--ca", [](Config& config) -> auto& { return config.ca_file; }, "PEM file of the only authorities to trust (default: the system's)"},
};
constexpr Override<std::vector<std::string>> kLists[] = {
    {"--profile", [](Config& config) -> auto& { return config.profile_files; },
        "Profile whose services may be probed (default: the installed one); more than one: all their services, ids being "
        "found in the first profile that has them"},
    {"--allow-origin", [](Config& config) -> auto& { return config.allowed_origins; },
        "Origin of a page that may connect (default: the listen address)"},
};
constexpr Override<double> kNumbers[] = {
    {"--connections", [](Config& config) -> auto& { return config.limits.connections_in_total; }, "Connections at once"},
    {"--probes", [](Config& config) -> auto& { return config.limits.probes_in_total; }, "Probes at once"},
    {"--resolve-ms", [](Config& config) -> auto& { return config.deadlines.resolve; }, "Deadline of the DNS answers"},
    {"--connect-ms", [](Config& config) -> auto& { return config.deadlines.connect; }, "Deadline of connecting"},
    {"--tls-ms", [](Config& config) -> auto& { return config.deadlines.tls; }, "Deadline of the TLS handshake"},
    {"--greeting-ms", [](Config& config) -> auto& { return config.deadlines.greeting; }, "Deadline of the server's greeting"},
    {"--total-ms", [](Config& config) -> auto& { return config.deadlines.total; }, "Deadline of a whole probe"},
};
// clang-format on

struct ServeOptions {
    std::string config_file;
    std::vector<std::function<void(Config&)>> overrides;
    bool check = false;
    bool print_default = false;
    bool allow_special_addresses = false;
};

std::optional<Problem> check_files(const Config& config) {
    std::error_code error;
    if (!config.root.empty() && !std::filesystem::is_directory(config.root, error))
        return Problem{"root", "a folder that exists"};
    if (!config.ca_file.empty() && !std::ifstream(config.ca_file)) return Problem{"caFile", "a file that can be read"};
    for (const auto& [path, file] :
        {std::pair("tls.certificateFile", config.tls.certificate_file), {"tls.keyFile", config.tls.key_file}})
        if (!file.empty() && !std::ifstream(file)) return Problem{path, "a file that can be read"};
    return std::nullopt;
}

std::optional<std::vector<Profile>> read_profiles(const std::vector<std::string>& files) {
    std::vector<Profile> out;
    for (const std::string& file : files) {
        auto profile = read_profile(file);
        if (!profile) return std::nullopt;
        out.push_back(std::move(*profile));
    }
    return out;
}

/// The file, what the command line says otherwise, and the profiles. Nothing where one of them is wrong.
std::optional<bridge::ServerConfig> read(const ServeOptions& options) {
    bridge::ServerConfig out;
    if (!options.config_file.empty()) {
        auto config = read_config(options.config_file);
        if (!config) return std::nullopt;
        static_cast<Config&>(out) = std::move(*config);
    }
    for (const auto& apply : options.overrides) apply(out);
    auto problem = check(out);
    if (!problem) problem = check_files(out);
    if (problem) {
        print(options.config_file.empty() ? "the command line" : options.config_file + " with the command line", *problem);
        return std::nullopt;
    }
    if (out.profile_files.empty()) out.profile_files.push_back(installed_profile().string());
    auto profiles = read_profiles(out.profile_files);
    if (!profiles) return std::nullopt;
    out.profiles = std::move(*profiles);
    out.version = MAILDOCTOR_VERSION;
    out.allow_special_addresses = options.allow_special_addresses;
    out.log = [](std::string_view line) { std::cerr << line << '\n'; };
    return out;
}

void serve(bridge::ServerConfig config) {
    if (config.allow_special_addresses)
        std::cerr
            << "maildoctor: WARNING: --allow-special-addresses is on. This bridge connects to loopback and private addresses,\n"
               "maildoctor: WARNING: and is for tests only. Never run it like this where others can reach it.\n";

    const std::string scheme = config.tls.certificate_file.empty() ? "http://" : "https://";
    const std::string address = scheme + config.listen.substr(0, config.listen.rfind(':'));
    const auto profile_files = config.profile_files;
    asio::io_context context(1);
    bridge::Server server(context, std::move(config));
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
    // SIGHUP reads profiles and certificate again; where one is wrong, the old ones stay.
    asio::signal_set hang_up(context, SIGHUP);
    std::function<void()> await_hang_up = [&] {
        hang_up.async_wait([&](const boost::system::error_code& error, int) {
            if (error) return;
            auto profiles = read_profiles(profile_files);
            if (profiles) server.reload(std::move(*profiles));
            std::cout << (profiles ? "reloaded" : "not reloaded") << std::endl;
            await_hang_up();
        });
    };
    await_hang_up();
    // Scripts wait for this line.
    std::cout << "listening on " << address << ':' << server.port() << std::endl;
    while (!server.has_ended()) context.run_one();  // the wait for a signal would never end by itself
}

int run(const ServeOptions& options) {
    if (options.print_default) {
        std::cout << json::dump(Config(), 2) << '\n';
        return 0;
    }
    auto config = read(options);
    if (!config) return 2;
    if (options.check) std::cout << "the configuration is good\n";
    else serve(std::move(*config));
    return 0;
}

template <class T>
void add(CLI::App& serve, const std::shared_ptr<ServeOptions>& options, const Override<T>& row) {
    const auto keep = [overrides = &options->overrides, of = row.of](
                          const T& value) { overrides->push_back([of, value](Config& config) { of(config) = value; }); };
    serve.add_option_function<T>(row.name, keep, row.text);
}

}  // namespace

void add_serve(CLI::App& app, int& status) {
    auto options = std::make_shared<ServeOptions>();
    CLI::App* serve = app.add_subcommand("serve", "Runs the bridge: probes the profile's services for pages that ask");
    serve->footer("docs/CONFIGURATION.md describes the configuration file. Other options outrank it.");
    serve->add_option("--config", options->config_file, "Configuration file, JSON");
    serve->add_flag("--check-config", options->check, "Says what is wrong with configuration and profiles, and ends");
    serve->add_flag(
        "--print-default-config", options->print_default, "Prints the configuration that applies without one, and ends");
    for (const auto& row : kTexts) add(*serve, options, row);
    for (const auto& row : kLists) add(*serve, options, row);
    for (const auto& row : kNumbers) add(*serve, options, row);
    const auto keep_seconds = [overrides = &options->overrides](double seconds) {
        overrides->push_back([seconds](Config& config) { config.cache_ms = seconds * 1000; });
    };
    serve->add_option_function<double>("--cache-seconds", keep_seconds, "How long a result answers the same question again")
        ->check(CLI::Range(0.0, 3600.0));
    serve->add_flag("--allow-special-addresses", options->allow_special_addresses,
        "TESTS ONLY: lets the bridge connect to loopback and private addresses");
    serve->callback([options, &status] { status = run(*options); });
}

}  // namespace maildoctor::cli
