#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "json/json.hpp"
#include "practice/profiles.hpp"
#include "practice/ward.hpp"

namespace maildoctor::cli {

namespace {

namespace fs = std::filesystem;

/// One line of `faults.json`, the list from which the practice page offers its patients.
struct Patient {
    std::string id;
    std::string profile;  ///< file name beside the list; empty for a web server, which no patient's program reads
    Stage stage{};        ///< what a probe must find
    Outcome outcome{};
};
MAILDOCTOR_DESCRIBE(Patient, id, profile, stage, outcome)

void write(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::trunc);
    out << text << '\n';
    if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

void write_profiles(const fs::path& folder, const Profile& base, const std::vector<Service>& services) {
    write(folder / "practice.json", json::dump(practice::whole_ward(base, services), 2));
    std::vector<Patient> patients;
    for (const practice::Fault& fault : practice::faults()) {
        Patient patient{std::string(fault.id), "", fault.stage, fault.outcome};
        if (fault.protocol != ServiceProtocol::https) {
            patient.profile = "practice-" + patient.id + ".json";
            write(folder / patient.profile, json::dump(practice::one_patient(base, services, fault.id), 2));
        }
        patients.push_back(std::move(patient));
    }
    write(folder / "faults.json", json::dump(patients, 2));
}

int run(const fs::path& folder, practice::WardOptions options) {
    const auto base = read_profile(installed_profile("practice"));
    if (!base) return 1;
    fs::create_directories(folder);
    options.ca_file = folder / "ca.pem";
    options.certificates_at_start = true;
    boost::asio::io_context context(1);
    practice::Ward ward(context, options);
    ward.start();
    write_profiles(folder, *base, ward.services());
    boost::asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&ward](boost::system::error_code, int) { ward.stop(); });
    // The last line says that everything is ready; scripts wait for it.
    std::cout << "profile " << (folder / "practice.json").string() << "\nca " << options.ca_file.string()
              << "\ndns 127.0.0.1:" << ward.dns_port() << "\nready" << std::endl;
    context.run();
    return 0;
}

}  // namespace

void add_practice(CLI::App& app, int& status) {
    struct Options {
        std::string folder;
        practice::WardOptions ward;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("practice", "Runs scripted mail and DNS servers on loopback, healthy and faulty, to practise on.");
    command->add_option("--out", options->folder, "Folder for the profiles, the list of faults and the authority's certificate")
        ->required();
    command->add_option("--dns-port", options->ward.dns_port, "UDP port of the DNS server; without it the system chooses");
    command->add_option(
        "--first-port", options->ward.first_port, "First of the mail servers' ports; without it the system chooses");
    command->callback([options, &status] { status = run(options->folder, options->ward); });
}

}  // namespace maildoctor::cli
