#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "json/json.hpp"
#include "xml/provider.hpp"

namespace maildoctor::cli {

namespace {

namespace fs = std::filesystem;

struct ImportOptions {
    fs::path from;
    std::string to;
};

/// What of the file a reader may look at; one byte more than it takes.
std::optional<std::string> read_start(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string out(xml::kLargestDocument + 1, '\0');
    in.read(out.data(), static_cast<std::streamsize>(out.size()));
    if (in.bad() || (!in && !in.eof())) return std::nullopt;
    out.resize(static_cast<std::size_t>(in.gcount()));
    return out;
}

void print_remarks(const fs::path& file, std::string_view kind, const std::vector<xml::Remark>& remarks) {
    for (const auto& [line, text] : remarks)
        std::cerr << file.string() << (line == 0 ? "" : ":" + std::to_string(line)) << ": " << kind << text << '\n';
}

std::optional<Profile> import(const fs::path& file, const Profile& base) {
    const auto text = read_start(file);
    if (!text) {
        std::cerr << file.string() << ": refused: it cannot be read\n";
        return std::nullopt;
    }
    xml::Provider provider = xml::read_provider(*text, base);
    print_remarks(file, "refused: ", provider.faults);
    print_remarks(file, "note: ", provider.notes);
    if (!provider.faults.empty()) return std::nullopt;
    return std::move(provider.profile);
}

bool write(const fs::path& folder, const Profile& profile) {
    const fs::path file = folder / (profile.id + ".json");
    if (fs::exists(file)) {
        std::cerr << "maildoctor: " << file.string() << " is there already, of an earlier import or a file with the same id\n";
        return false;
    }
    std::ofstream out(file, std::ios::binary);
    out << json::dump(profile, 2) << '\n';
    if (out.flush()) return true;
    std::cerr << "maildoctor: " << file.string() << " cannot be written\n";
    return false;
}

std::vector<fs::path> files_in(const fs::path& from) {
    if (!fs::is_directory(from)) return {from};
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(from))
        if (entry.path().extension() == ".xml") out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

int run(const ImportOptions& options) {
    // The practice profile is nobody's: its words are those of any provider.
    const auto base = read_profile(installed_profile("practice"));
    if (!base) return 1;
    const bool is_folder = fs::is_directory(options.from);
    if (is_folder && options.to.empty()) {
        std::cerr << "maildoctor: --out: expected a folder, because " << options.from.string() << " is one\n";
        return 2;
    }
    if (!options.to.empty()) fs::create_directories(options.to);
    std::size_t imported = 0;
    const auto files = files_in(options.from);
    for (const fs::path& file : files) {
        const auto profile = import(file, *base);
        if (!profile) continue;
        if (options.to.empty()) std::cout << json::dump(*profile, 2) << '\n';
        else if (!write(options.to, *profile)) continue;
        ++imported;
    }
    if (is_folder) std::cerr << imported << " of " << files.size() << " imported\n";
    if (imported > 0) {
        std::cerr << "left to fill in:\n";
        for (const std::string& line : xml::left_to_fill_in()) std::cerr << "  " << line << '\n';
    }
    return imported == files.size() ? 0 : 1;
}

}  // namespace

void add_import(CLI::App& app, int& status) {
    auto options = std::make_shared<ImportOptions>();
    CLI::App* command = app.add_subcommand(
        "import", "Makes a profile of a provider's autoconfiguration file (config-v1.1.xml), or a folder of them");
    command->footer(
        "What such a file does not tell is listed at the end. Exit status: 0 everything was imported, 1 something was refused.");
    command->add_option("file", options->from, "The file, or a folder of *.xml")->required()->check(CLI::ExistingPath);
    command->add_option("--out", options->to, "Folder for <id>.json (default: standard output)");
    command->callback([options, &status] { status = run(*options); });
}

}  // namespace maildoctor::cli
