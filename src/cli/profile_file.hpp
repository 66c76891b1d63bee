// Finding and reading profile files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/model/profile.hpp"

namespace maildoctor::cli {

/// The installed `profiles/<name>.json`, whatever the current folder: beside the binary's
/// `../share/maildoctor`, else the source tree that it was built from.
std::filesystem::path installed_profile(const std::string& name = MAILDOCTOR_DEFAULT_PROFILE);

/// Reads and checks a profile. On failure prints file, path and expectation to standard error and returns nothing.
std::optional<Profile> read_profile(const std::filesystem::path& file);

}  // namespace maildoctor::cli
