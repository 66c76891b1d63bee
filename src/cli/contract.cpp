#include "core/contract.hpp"

#include <iostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "json/json.hpp"

namespace maildoctor::cli {

namespace {

int run(const std::string& file) {
    const auto profile = read_profile(file.empty() ? installed_profile() : std::filesystem::path(file));
    if (!profile) return 1;
    json::Json out = encode<json::Writer>(contract());
    out["services"] = json::Json::array();
    for (const Service& service : profile->services) out["services"].push_back(service.id);
    std::cout << out.dump(2) << '\n';
    return 0;
}

}  // namespace

void add_contract(CLI::App& app, int& status) {
    auto file = std::make_shared<std::string>();
    CLI::App* command =
        app.add_subcommand("contract", "Prints every id there is: rules, causes, questions, meanings, services, outcomes");
    command->add_option("--profile", *file, "Profile whose services are listed (default: the installed one)");
    command->callback([file, &status] { status = run(*file); });
}

}  // namespace maildoctor::cli
