#include <algorithm>
#include <cstdio>
#include <iostream>

#include <boost/asio/io_context.hpp>

#include "bridge/domains.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "core/domain/reading.hpp"
#include "core/reading/name.hpp"
#include "core/reading/text.hpp"
#include "core/setup/setup.hpp"
#include "json/json.hpp"

namespace maildoctor::cli {
namespace {

struct DomainOptions {
    std::string domain;
    std::string dns_server;
    std::string profile;
    bool json = false;
    bool missing = false;
};

constexpr std::chrono::seconds kDeadline{5};

DomainResult look_up(const std::string& domain, const Profile& profile, const std::string& dns_server) {
    boost::asio::io_context context(1);
    bridge::Resolver resolver(context.get_executor(), dns_server);
    bridge::Domains domains(context.get_executor(), resolver, {{}, kDeadline, "here", [](const DomainResult&, double) {}});
    std::optional<DomainResult> out;
    domains.start(domain, profile.domain.dkim_selectors, [&](const DomainResult& result) { out = result; });
    while (!out) context.run_one();
    return *out;
}

std::string missing_lines(const Profile& profile, const DomainResult& result) {
    Case facts;
    facts.settings.address = "postmaster@" + result.domain;
    facts.domain = result;
    SetupFile file;
    return set_up(profile, facts, SetupFor::dns, file) ? std::string() : file.missing;
}

void print_records(const DomainResult& result, const DomainReading& reading) {
    if (!reading.registered) std::printf("%s does not exist\n", result.domain.c_str());
    for (const DomainRecord& record : result.records) {
        const auto read = std::ranges::find(reading.records, record.kind, [](const RecordReading& each) { return each.kind; });
        std::printf("%-12s %-8s %-40s %s\n", text_of(record.kind).c_str(), text_of(read->state).c_str(), record.name.c_str(),
            text_of(record.answer).c_str());
        for (const std::string& value : record.values) std::printf("    %s\n", value.c_str());
    }
}

/// 0: nothing is wrong that stops mail; 1: something is; 2: could not find out.
int run(const DomainOptions& options) {
    const auto profile = read_profile(options.profile.empty() ? installed_profile() : std::filesystem::path(options.profile));
    if (!profile) return 2;
    const std::string domain = lower_case(options.domain.substr(options.domain.rfind('@') + 1));
    if (!is_host_name(domain)) {
        std::cerr << "maildoctor: DOMAIN: expected a domain such as example.se\n";
        return 2;
    }
    const DomainResult result = look_up(domain, *profile, options.dns_server);
    const DomainReading reading = read_domain(*profile, result);
    if (options.json) std::cout << json::dump(result, 2) << '\n';
    else if (options.missing) std::cout << missing_lines(*profile, result);
    else print_records(result, reading);
    if (result.unavailable) {
        std::cerr << "maildoctor: the DNS did not answer\n";
        return 2;
    }
    return std::ranges::any_of(reading.records, [](const auto& each) { return each.severity == Severity::error; }) ? 1 : 0;
}

}  // namespace

void add_domain(CLI::App& app, int& status) {
    auto options = std::make_shared<DomainOptions>();
    CLI::App* command = app.add_subcommand("domain", "Looks up what the DNS says about a domain's mail, and connects to nothing");
    command->add_option("domain", options->domain, "The domain, or an address at it")->required();
    command->add_option("--dns", options->dns_server, "ADDRESS:PORT of the DNS server (default: the system's)");
    command->add_option("--profile", options->profile, "The provider's profile (default: the installed one)");
    command->add_flag("--json", options->json, "Prints the records as JSON");
    command->add_flag("--missing", options->missing, "Prints the records that are missing or different, as lines of a zone file");
    command->footer("Exit status 0: mail gets there; 1: it does not; 2: could not find out.");
    command->callback([options, &status] { status = run(*options); });
}

}  // namespace maildoctor::cli
