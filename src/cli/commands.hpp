// The subcommands of `maildoctor`. Each adds itself to the app and, when called, leaves its exit status in `status`.
#pragma once

#include <CLI/CLI.hpp>

#include "core/describe.hpp"

namespace maildoctor::cli {

void add_assess(CLI::App& app, int& status);
void add_contract(CLI::App& app, int& status);
void add_domain(CLI::App& app, int& status);
void add_import(CLI::App& app, int& status);
void add_practice(CLI::App& app, int& status);
void add_probe(CLI::App& app, int& status);
void add_serve(CLI::App& app, int& status);
void add_setup(CLI::App& app, int& status);

/// A name as a text of its own, which ends with a zero.
template <DescribedEnum T>
std::string text_of(T value) {
    return std::string(name_of(value));
}

}  // namespace maildoctor::cli
