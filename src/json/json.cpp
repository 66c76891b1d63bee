#include "json/json.hpp"

namespace maildoctor::json {

std::optional<Problem> parse_json(std::string_view text, Json& out) {
    // Depth is bounded by hand: a parser callback sees each opening bracket, so a bomb of brackets ends early.
    constexpr int kDeepest = 32;
    bool too_deep = false;
    const auto bound = [&](int depth, Json::parse_event_t, Json&) {
        if (depth > kDeepest) too_deep = true;
        return !too_deep;
    };
    try {
        out = Json::parse(text, bound);
    } catch (const Json::parse_error& error) {
        // What nlohmann/json says begins with its own name in brackets, which tells a reader nothing.
        const std::string_view words = error.what();
        return Problem{"", "JSON: " + std::string(words.substr(words.find("] ") + 2))};
    } catch (const Json::exception&) {
        // 1e999: JSON by its grammar, but no double.
        return Problem{"", "JSON with numbers of ordinary size"};
    }
    if (too_deep) return Problem{"", "JSON nested no deeper than " + std::to_string(kDeepest)};
    return std::nullopt;
}

}  // namespace maildoctor::json
