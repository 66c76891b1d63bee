#include "core/assess.hpp"

#include <iostream>
#include <iterator>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "json/json.hpp"

namespace maildoctor::cli {

namespace {

struct AssessOptions {
    std::string profile;
    bool jsonl = false;
};

std::optional<Problem> read_case(std::string_view text, Case& out) {
    if (auto problem = json::parse(text, out, UnknownMembers::refuse)) return problem;
    return check(out);
}

/// One line of --jsonl that could not be read.
struct BadLine {
    Problem error;
};
MAILDOCTOR_DESCRIBE(BadLine, error)

int assess_one(const Profile& profile) {
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    Case facts;
    if (const auto problem = read_case(text, facts)) {
        std::cerr << "maildoctor: " << (problem->path.empty() ? "the case" : problem->path) << ": expected " << problem->expected
                  << '\n';
        return 1;
    }
    std::cout << json::dump(assess(profile, facts), 2) << '\n';
    return 0;
}

int assess_lines(const Profile& profile) {
    int status = 0;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        Case facts;
        if (auto problem = read_case(line, facts)) {
            std::cout << json::dump(BadLine{std::move(*problem)}) << '\n';
            status = 1;
        } else {
            std::cout << json::dump(assess(profile, facts)) << '\n';
        }
    }
    return status;
}

int run(const AssessOptions& options) {
    const auto profile = read_profile(options.profile.empty() ? installed_profile() : std::filesystem::path(options.profile));
    if (!profile) return 1;
    std::ios::sync_with_stdio(false);
    return options.jsonl ? assess_lines(*profile) : assess_one(*profile);
}

}  // namespace

void add_assess(CLI::App& app, int& status) {
    auto options = std::make_shared<AssessOptions>();
    CLI::App* command = app.add_subcommand("assess", "Reads a case as JSON on standard input and writes its assessment");
    command->add_option("--profile", options->profile, "Profile to compare with (default: the installed one)");
    command->add_flag("--jsonl", options->jsonl,
        "One case a line in, one assessment a line out; a bad line gives {\"error\":...} and exit status 1");
    command->callback([options, &status] { status = run(*options); });
}

}  // namespace maildoctor::cli
