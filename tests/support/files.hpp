// Reading the project's own data in tests. A file that cannot be read fails the test that asked.
#pragma once

#include <filesystem>
#include <string>

#include "core/model/case.hpp"
#include "core/model/profile.hpp"
#include "json/json.hpp"

namespace maildoctor::tests {

/// The root of the source tree.
std::filesystem::path source_tree();

json::Json read_json(const std::filesystem::path& file);
/// `profiles/<name>.json`, checked.
Profile read_profile(const std::string& name);
Case read_case(const json::Json& value);

}  // namespace maildoctor::tests
