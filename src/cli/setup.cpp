#include "core/setup/setup.hpp"

#include <iostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"

namespace maildoctor::cli {

namespace {

struct SetupOptions {
    std::string program;
    std::string address;
    std::string protocol;
    std::string profile;
};

int run(const SetupOptions& options) {
    const auto profile = read_profile(options.profile.empty() ? installed_profile() : std::filesystem::path(options.profile));
    if (!profile) return 1;
    Case facts;
    // Of a domain alone, any address is as good as another.
    const bool is_domain = options.program == "dns" && options.address.find('@') == std::string::npos;
    facts.settings.address = (is_domain ? "postmaster@" : "") + options.address;
    facts.settings.incoming.protocol = from_name<Protocol>(options.protocol);
    SetupFile setup;
    if (const auto problem = set_up(*profile, facts, *from_name<SetupFor>(options.program), setup)) {
        std::cerr << "maildoctor: ADDRESS: expected " << problem->expected << '\n';
        return 1;
    }
    if (!options.protocol.empty() &&
        name_of(find_service(*profile, setup.services.front())->protocol) != std::string_view(options.protocol)) {
        std::cerr << "maildoctor: --protocol: " << profile->id << " has no encrypted " << options.protocol << " service\n";
        return 1;
    }
    std::cout << setup.text;
    return 0;
}

}  // namespace

void add_setup(CLI::App& app, int& status) {
    auto options = std::make_shared<SetupOptions>();
    CLI::App* command = app.add_subcommand("setup", "Writes a file that sets a mail program up for one address");
    command->footer(
        "apple: save as NAME.mobileconfig. thunderbird: isp/DOMAIN.xml in Thunderbird's folder, or config-v1.1.xml on the web "
        "server; autoconfig: the same, version 1.2. outlook: autodiscover.xml on the web server. dns: records to add to the "
        "zone of a domain of one's own.");
    command->add_option("--for", options->program, "apple, thunderbird, autoconfig, outlook or dns")
        ->required()
        ->check(CLI::IsMember(std::vector<std::string>(kNames<SetupFor>.begin(), kNames<SetupFor>.end())));
    command->add_option("address", options->address, "The e-mail address; with dns, a domain will do")->required();
    command->add_option("--protocol", options->protocol, "imap or pop3 (default: what the profile recommends)")
        ->check(CLI::IsMember({"imap", "pop3"}));
    command->add_option("--profile", options->profile, "The provider's profile (default: the installed one)");
    command->callback([options, &status] { status = run(*options); });
}

}  // namespace maildoctor::cli
