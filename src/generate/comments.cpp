#include "generate/comments.hpp"

#include <fstream>
#include <regex>

namespace maildoctor::generate {

void read_comments(const std::filesystem::path& file, Comments& out) {
    static const std::regex above(R"(^\s*/// (.*)$)");
    static const std::regex type(R"(^(?:struct (\w+) \{|MAILDOCTOR_ENUM\((\w+),).*$)");
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
            inside = match[1].matched ? match[1].str() : match[2].str();
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
