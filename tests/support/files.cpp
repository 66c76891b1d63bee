#include "support/files.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "core/assess.hpp"

namespace maildoctor::tests {

namespace fs = std::filesystem;

namespace {

void must_be_none(const std::optional<Problem>& problem, const std::string& what) {
    if (problem) throw std::runtime_error(what + ": " + problem->path + ": expected " + problem->expected);
}

}  // namespace

fs::path source_tree() { return MAILDOCTOR_SOURCE_DIR; }

json::Json read_json(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    json::Json out;
    must_be_none(json::parse_json(text, out), file.string());
    return out;
}

Profile read_profile(const std::string& name) {
    Profile out;
    must_be_none(
        decode(json::Reader(read_json(source_tree() / "profiles" / (name + ".json"))), out, UnknownMembers::refuse), name);
    must_be_none(check(out), name);
    return out;
}

Case read_case(const json::Json& value) {
    Case out;
    must_be_none(decode(json::Reader(value), out, UnknownMembers::refuse), value.dump());
    must_be_none(check(out), value.dump());
    return out;
}

}  // namespace maildoctor::tests
