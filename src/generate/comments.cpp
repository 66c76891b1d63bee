#include "generate/comments.hpp"

#include <fstream>
#include <regex>

namespace maildoctor::generate {

namespace {

/// What is said of a base's members is said of those who derive from it.
void inherit(const std::string& base, const std::string& derived, Comments& out) {
    const std::string of_base = base + ".";
    Comments inherited;
    for (auto at = out.lower_bound(of_base); at != out.end() && at->first.starts_with(of_base); ++at)
        inherited[derived + "." + at->first.substr(of_base.size())] = at->second;
    out.merge(inherited);
}

}  // namespace

void read_comments(const std::filesystem::path& file, Comments& out) {
    static const std::regex above(R"(^\s*/// (.*)$)");
    static const std::regex type(R"(^(?:struct (\w+)(?: : (\w+))? \{|MAILDOCTOR_ENUM\((\w+),).*$)");
    static const std::regex member(R"(^    [\w:<>, ]+ (\w+)(?:\{\}| = [^;]+)?;\s*(?:///< (.*))?$)");
    std::ifstream in(file);
    std::string pending;
    std::string inside;
    std::smatch match;
    for (std::string line; std::getline(in, line);) {
        if (std::regex_match(line, match, above)) {
            pending += (pending.empty() ? "" : " ") + match[1].str();
            continue;
        }
        if (std::regex_match(line, match, type)) {
            inside = match[1].matched ? match[1].str() : match[3].str();
            if (match[2].matched) inherit(match[2].str(), inside, out);
            if (!pending.empty()) out[inside] = pending;
        } else if (std::regex_match(line, match, member)) {
            if (match[2].matched) out[inside + "." + match[1].str()] = match[2].str();
        }
        pending.clear();
    }
}

std::string comment_of(const Comments& comments, const std::string& key) {
    const auto found = comments.find(key);
    return found == comments.end() ? std::string() : found->second;
}

}  // namespace maildoctor::generate
