#include "cli/files.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

#include "core/assess.hpp"
#include "json/json.hpp"

namespace maildoctor::cli {

namespace fs = std::filesystem;
namespace {

template <class T>
std::optional<T> read_checked(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
        std::cerr << "maildoctor: " << file.string() << " cannot be read\n";
        return std::nullopt;
    }
    T out;
    auto problem = json::parse(text, out, UnknownMembers::refuse);
    if (!problem) problem = check(out);
    if (!problem) return out;
    print(file.string(), *problem);
    return std::nullopt;
}

}  // namespace

fs::path installed_profile(const std::string& name) {
    const fs::path file = fs::path("profiles") / (name + ".json");
    std::error_code error;
    const fs::path binary = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = binary.parent_path().parent_path() / "share/maildoctor" / file;
    return fs::exists(installed, error) ? installed : fs::path(MAILDOCTOR_SOURCE_TREE) / file;
}

std::optional<Profile> read_profile(const fs::path& file) { return read_checked<Profile>(file); }

std::optional<bridge::Config> read_config(const fs::path& file) {
    auto out = read_checked<bridge::Config>(file);
    if (!out) return out;
    const auto resolve = [&](std::string& named) {
        if (!named.empty()) named = (file.parent_path() / named).string();
    };
    for (std::string& profile : out->profile_files) resolve(profile);
    for (std::string* named : {&out->root, &out->ca_file}) resolve(*named);
    return out;
}

void print(const std::string& where, const Problem& problem) {
    std::cerr << "maildoctor: " << where << ": " << (problem.path.empty() ? "the file" : problem.path) << ": expected "
              << problem.expected << '\n';
}

}  // namespace maildoctor::cli
