// Finding, reading and checking the JSON files of a command line. What is wrong with one is printed to standard error:
// `maildoctor: <file>: <path>: expected <what>`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "bridge/config.hpp"
#include "core/model/profile.hpp"

namespace maildoctor::cli {

/// The installed `profiles/<name>.json`, whatever the current folder: beside the binary's
/// `../share/maildoctor`, else the source tree that it was built from.
std::filesystem::path installed_profile(const std::string& name = MAILDOCTOR_DEFAULT_PROFILE);

/// Nothing where the file cannot be read, is not JSON, has unknown members, or fails its check.
std::optional<Profile> read_profile(const std::filesystem::path& file);

/// The same for a configuration; the files that it names are made relative to the current folder.
std::optional<bridge::Config> read_config(const std::filesystem::path& file);

/// One line about `problem` in `where`.
void print(const std::string& where, const Problem& problem);

}  // namespace maildoctor::cli
