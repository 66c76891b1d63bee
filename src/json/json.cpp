#include "json/json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace maildoctor::json {

std::string TextWriter::number(double value) {
    if (!std::isfinite(value)) return "null";  // as nlohmann/json and JavaScript do
    std::array<char, 32> text{};
    // Whole numbers are written without an exponent, as JavaScript does.
    const bool is_whole = value == std::trunc(value) && std::fabs(value) <= kLargestNumber;
    char* const end = text.data() + text.size();
    const auto written =
        is_whole ? std::to_chars(text.data(), end, static_cast<long long>(value)) : std::to_chars(text.data(), end, value);
    return {text.data(), written.ptr};
}

std::string TextWriter::string(std::string_view value) {
    const auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
    if (!std::ranges::all_of(value, is_plain)) return Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string out;
    out.reserve(value.size() + 2);
    return out.append(1, '"').append(value).append(1, '"');
}

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
