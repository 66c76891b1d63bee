// maildoctor_generate --source DIR (--out DIR | --check): writes what is generated from the described structs into a
// tree, or tells which committed copies are stale.
#include <fstream>
#include <iostream>
#include <iterator>

#include "bridge/config.hpp"
#include "core/model/assessment.hpp"
#include "core/model/profile.hpp"
#include "core/model/wire.hpp"
#include "core/reading/pasted_settings.hpp"
#include "core/setup/setup.hpp"
#include "generate/writers.hpp"

namespace {

namespace fs = std::filesystem;
using namespace maildoctor;
using namespace maildoctor::generate;

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, json::Json> read_examples(const fs::path& folder) {
    std::map<std::string, json::Json> out;
    if (!fs::exists(folder)) return out;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".json") continue;
        if (const auto problem = json::parse_json(read_file(entry.path()), out[name])) {
            std::cerr << entry.path().string() << ": " << problem->expected << '\n';
            out.erase(name);
        }
    }
    return out;
}

std::map<std::string, std::string> generate_all(const fs::path& source) {
    Catalog catalog;
    catalog.add<Profile>();
    catalog.add<Case>();
    catalog.add<Assessment>();
    catalog.add<PastedSettings>();
    catalog.add<SetupFile>();
    catalog.add<Contract>();
    catalog.add<Problem>();
    catalog.add_union<wire::ClientMessage>("ClientMessage");
    catalog.add_union<wire::ServerMessage>("ServerMessage");
    Comments comments;
    for (const char* name : {"model/probe", "model/settings", "model/case", "model/profile", "model/assessment", "model/wire",
             "reading/pasted_settings", "setup/setup", "contract", "codec"})
        read_comments(source / "src/core" / (std::string(name) + ".hpp"), comments);
    Catalog configuration;
    configuration.add<bridge::Config>();
    Comments operator_comments;
    for (const char* name : {"bridge/config", "core/probe/machine"})
        read_comments(source / "src" / (std::string(name) + ".hpp"), operator_comments);
    return {
        {"docs/CONFIGURATION.md", write_configuration(configuration, operator_comments)},
        {"web/src/generated/contract.ts", write_typescript(catalog, comments, contract())},
        {"web/src/generated/contract.json", json::dump(contract(), 1) + "\n"},
        {"profiles/profile.schema.json", write_schema(catalog, comments)},
        {"docs/PROTOCOL.md", write_protocol(catalog, comments, read_examples(source / "tests/wire/examples"))},
    };
}

bool write(const fs::path& file, const std::string& text) {
    if (read_file(file) == text) return true;
    fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << text;
    return static_cast<bool>(out);
}

}  // namespace

int main(int argc, char** argv) {
    std::map<std::string, std::string> options;
    for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
    const bool check = options.count("--check") != 0;
    if (options.count("--source") == 0 || check == (options.count("--out") != 0)) {
        std::cerr << "usage: maildoctor_generate --source TREE (--out TREE | --check TREE)\n";
        return 2;
    }
    int status = 0;
    for (const auto& [name, text] : generate_all(options["--source"])) {
        const fs::path file = fs::path(options[check ? "--check" : "--out"]) / name;
        if (check ? read_file(file) == text : write(file, text)) continue;
        std::cerr << file.string()
                  << (check ? " is stale. Run: cmake --build <build folder> --target generated\n" : " cannot be written.\n");
        status = 1;
    }
    return status;
}
