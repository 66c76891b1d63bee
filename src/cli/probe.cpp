#include <algorithm>
#include <cstdio>
#include <iostream>
#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "bridge/messages.hpp"
#include "bridge/prober.hpp"
#include "cli/commands.hpp"
#include "json/json.hpp"

namespace maildoctor::cli {
namespace {

namespace asio = boost::asio;

/// Exit status: how the probe ended.
enum Status : int { kAllGood = 0, kSomethingWrong = 1, kCouldNotFindOut = 2 };

struct ProbeOptions {
    std::string host;
    std::uint16_t port = 0;
    std::string protocol;
    std::string security;
    std::string dns_server;
    std::string ca_file;
    double timeout_seconds = 25;
    bool tls_versions = false;
    bool json = false;
    bridge::ProberOptions prober;
};

/// What a port usually speaks: RFC 8314 and the registry of service names.
constexpr struct {
    std::uint16_t port;
    ServiceProtocol protocol;
    Security security;
} kPorts[] = {{993, ServiceProtocol::imap, Security::tls}, {143, ServiceProtocol::imap, Security::starttls},
    {995, ServiceProtocol::pop3, Security::tls}, {110, ServiceProtocol::pop3, Security::starttls},
    {465, ServiceProtocol::smtp, Security::tls}, {587, ServiceProtocol::smtp, Security::starttls},
    {25, ServiceProtocol::smtp, Security::starttls}, {2525, ServiceProtocol::smtp, Security::starttls},
    {443, ServiceProtocol::https, Security::tls}};

std::optional<bridge::ProbeTarget> target_of(const ProbeOptions& options) {
    bridge::ProbeTarget target{options.host, options.port, ServiceProtocol::imap, Security::tls, {}, options.tls_versions};
    const auto usual = std::ranges::find(kPorts, options.port, [](const auto& row) { return row.port; });
    if (usual == std::end(kPorts) && options.protocol.empty()) return std::nullopt;
    if (usual != std::end(kPorts)) {
        target.protocol = usual->protocol;
        target.security = usual->security;
    }
    if (const auto protocol = from_name<ServiceProtocol>(options.protocol)) target.protocol = *protocol;
    if (const auto security = from_name<Security>(options.security)) target.security = *security;
    return target;
}

void print_step(const bridge::ProbeStep& step) {
    if (!step.outcome) return;
    std::printf("%-28s %-14s %-24s %8.1f ms\n", step.address.empty() ? "-" : step.address.c_str(), text_of(step.stage).c_str(),
        text_of(*step.outcome).c_str(), step.elapsed_ms);
    std::fflush(stdout);
}

std::string joined(const std::vector<std::string>& all) {
    std::string out;
    for (const std::string& each : all) out += (out.empty() ? "" : ", ") + each;
    return out;
}

void print_dns(const HostLookup& dns) {
    for (const auto& [type, lookup] : {std::pair("A", dns.a), std::pair("AAAA", dns.aaaa)})
        std::printf("%-28s %-14s %-24s %8.1f ms\n", "DNS", type, text_of(lookup.outcome).c_str(), lookup.elapsed_ms);
    if (!dns.aliases.empty()) std::printf("  the name stands for: %s\n", joined(dns.aliases).c_str());
}

void print_capabilities(const char* when, const std::vector<std::string>& capabilities) {
    if (capabilities.empty()) return;
    std::printf("  capabilities%s:", when);
    for (const std::string& capability : capabilities) std::printf(" [%s]", capability.c_str());
    std::printf("\n");
}

void print_details(const AddressResult& result) {
    const std::string address = result.address.empty() ? "-" : result.address;
    std::printf("\n%s: %s, %s\n", address.c_str(), text_of(result.stage).c_str(), text_of(result.outcome).c_str());
    if (result.greeting) std::printf("  the server greets: %s\n", result.greeting->c_str());
    if (!result.tls_version.empty()) std::printf("  %s, %s\n", result.tls_version.c_str(), result.cipher.c_str());
    if (!result.tls_versions.empty()) std::printf("  offers %s\n", joined(result.tls_versions).c_str());
    if (const auto& one = result.certificate) {
        std::printf("  certificate for %s, by %s, from %s to %s\n", joined(one->names).c_str(), one->issuer.c_str(),
            one->not_before.c_str(), one->not_after.c_str());
        std::printf("  key %s, signature %s, sent as: %s%s\n", one->key.c_str(), one->signature.c_str(),
            joined(one->chain).c_str(), one->in_order ? "" : " (not in order)");
    }
    if (result.spoken) std::printf("  the server speaks %s\n", text_of(*result.spoken).c_str());
    if (!result.reply.empty()) std::printf("  the server said: %s\n", result.reply.c_str());
    print_capabilities(" before TLS", result.capabilities_before_tls.value_or(std::vector<std::string>()));
    print_capabilities("", result.capabilities);
}

void print_result(const ProbeResult& result) {
    std::printf("\n");
    if (result.dns) print_dns(*result.dns);
    for (const AddressResult& each : result.addresses) print_details(each);
}

Status status_of(const std::vector<AddressResult>& results) {
    const auto good = [](const AddressResult& each) { return each.outcome == Outcome::ok; };
    // No way from here to this address, most often to the whole of IPv6: says nothing beside one that was reached.
    const auto out_of_reach = [](const AddressResult& each) {
        return each.stage == Stage::connect && each.outcome == Outcome::unreachable;
    };
    const auto unknown = [&](const AddressResult& each) {
        return out_of_reach(each) || each.outcome == Outcome::cancelled || each.outcome == Outcome::address_not_allowed ||
            (each.stage == Stage::resolve && (each.outcome == Outcome::timed_out || each.outcome == Outcome::resolver_failed));
    };
    const auto wrong = [&](const AddressResult& each) { return !good(each) && !unknown(each); };
    if (std::ranges::any_of(results, wrong)) return kSomethingWrong;
    const bool all = std::ranges::all_of(results, [&](const auto& each) { return good(each) || out_of_reach(each); });
    return all && std::ranges::any_of(results, good) ? kAllGood : kCouldNotFindOut;
}

int run(const ProbeOptions& options) {
    const auto target = target_of(options);
    if (!target) {
        std::cerr << "maildoctor: port " << options.port
                  << " has no usual protocol: give --protocol imap|pop3|smtp|https and --security\n";
        return kCouldNotFindOut;
    }
    asio::io_context context(1);
    bridge::Resolver resolver(context.get_executor(), options.dns_server);
    bridge::TlsContext tls(options.ca_file);
    bridge::ProberOptions prober_options = options.prober;
    prober_options.deadlines.total = options.timeout_seconds * 1000;
    bridge::Prober prober(context.get_executor(), resolver, tls, prober_options);
    ProbeResult result;
    asio::signal_set signals(context, SIGINT, SIGTERM);
    const auto on_step = [&](const bridge::ProbeStep& step) {
        if (!options.json) print_step(step);
    };
    const auto running = prober.start(*target, on_step, [&](ProbeResult found) {
        result = std::move(found);
        signals.cancel();
    });
    signals.async_wait([&](const boost::system::error_code& error, int) {
        if (!error) running->cancel();
    });
    context.run();

    const Status status = status_of(result.addresses);
    if (status == kCouldNotFindOut) result.unavailable = Unavailable::vantage_unavailable;
    result.vantage = "here";
    result.at = bridge::utc_now();
    if (options.json) std::cout << json::dump(result, 2) << '\n';
    else print_result(result);
    return status;
}

}  // namespace

void add_probe(CLI::App& app, int& status) {
    auto options = std::make_shared<ProbeOptions>();
    CLI::App* probe = app.add_subcommand("probe", "Examines one mail or web server, every address of it");
    probe->footer(
        "Exit status: 0 every address that can be reached from here is well, 1 something is wrong with one, 2 could not "
        "find out.");
    probe->add_option("host", options->host, "Host name, or an IP address")->required();
    probe->add_option("port", options->port, "Port")->required()->check(CLI::Range(1, 65535));
    probe->add_option("--protocol", options->protocol, "imap, pop3, smtp or https (default: what the port is for)")
        ->check(CLI::IsMember({"imap", "pop3", "smtp", "https"}));
    probe->add_option("--security", options->security, "tls, starttls or none (default: what the port is for)")
        ->check(CLI::IsMember({"tls", "starttls", "none"}));
    probe->add_flag(
        "--tls-versions", options->tls_versions, "Finds out which versions of TLS are offered, by one more handshake");
    probe->add_flag("--json", options->json, "Prints the result as JSON instead of the stages");
    probe->add_option("--dns", options->dns_server, "ADDRESS:PORT of the DNS server (default: the system's)");
    probe->add_option("--ca", options->ca_file, "PEM file of the only authorities to trust (default: the system's)")
        ->check(CLI::ExistingFile);
    probe->add_flag("--allow-special-addresses", options->prober.allow_special_addresses,
        "TESTS ONLY: also connects to loopback and private addresses");
    probe->add_option("--timeout", options->timeout_seconds, "Seconds that the whole probe may take")
        ->capture_default_str()
        ->check(CLI::Range(0.1, 600.0));
    probe->callback([options, &status] {
        try {
            status = run(*options);
        } catch (const std::runtime_error& error) {
            std::cerr << "maildoctor: " << error.what() << '\n';
            status = kCouldNotFindOut;
        }
    });
}

}  // namespace maildoctor::cli
