// The comments of the headers, so that a described field is also explained in one place only.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace maildoctor::generate {

/// `Service.host` -> the `///<` comment of that member; `Service` -> the `///` lines above the struct or enum.
using Comments = std::map<std::string, std::string>;

/// Reads `file` into `out`. Knows this project's layout only: one member a line, `struct Name {` at the margin.
void read_comments(const std::filesystem::path& file, Comments& out);

/// The comment, or nothing.
std::string comment_of(const Comments& comments, const std::string& key);

}  // namespace maildoctor::generate
