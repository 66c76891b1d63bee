#include "cli/profile_file.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

#include "core/assess.hpp"
#include "json/json.hpp"

namespace maildoctor::cli {

namespace fs = std::filesystem;

fs::path installed_profile(const std::string& name) {
    const fs::path file = fs::path("profiles") / (name + ".json");
    std::error_code error;
    const fs::path binary = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = binary.parent_path().parent_path() / "share/maildoctor" / file;
    return fs::exists(installed, error) ? installed : fs::path(MAILDOCTOR_SOURCE_TREE) / file;
}

std::optional<Profile> read_profile(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
        std::cerr << "maildoctor: " << file.string() << " cannot be read\n";
        return std::nullopt;
    }
    Profile profile;
    auto problem = json::parse(text, profile, UnknownMembers::refuse);
    if (!problem) problem = check(profile);
    if (!problem) return profile;
    std::cerr << "maildoctor: " << file.string() << ": " << (problem->path.empty() ? "the file" : problem->path) << ": expected "
              << problem->expected << '\n';
    return std::nullopt;
}

}  // namespace maildoctor::cli
