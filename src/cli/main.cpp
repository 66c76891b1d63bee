#include <exception>
#include <iostream>

#include "cli/commands.hpp"

int main(int argc, char** argv) {
    CLI::App app{"Mail Doctor: examines mail settings, probes mail servers, and tells what to do next.", "maildoctor"};
    app.require_subcommand(1);
    app.set_version_flag("--version", MAILDOCTOR_VERSION);
    int status = 0;
    maildoctor::cli::add_assess(app, status);
    maildoctor::cli::add_contract(app, status);
    maildoctor::cli::add_domain(app, status);
    maildoctor::cli::add_import(app, status);
    maildoctor::cli::add_practice(app, status);
    maildoctor::cli::add_probe(app, status);
    maildoctor::cli::add_serve(app, status);
    maildoctor::cli::add_setup(app, status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::cerr << "maildoctor: " << error.what() << '\n';
        return 1;
    }
    return status;
}
