#include "core/reading/name.hpp"

#include <algorithm>

#include "core/reading/text.hpp"

namespace maildoctor {

namespace {

bool is_label(std::string_view label) {
    const auto fits = [](char c) { return is_letter_or_digit(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80; };
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
        std::all_of(label.begin(), label.end(), fits);
}

bool is_octet(std::string_view text) {
    if (text.size() > 3 || !all(text, is_digit)) return false;
    return text.size() < 3 || text <= "255";
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0;;) {
        const std::size_t end = text.find(separator, at);
        out.push_back(text.substr(at, end - at));
        if (end == std::string_view::npos) return out;
        at = end + 1;
    }
}

bool is_host_name(std::string_view name) {
    if (name.size() > 253) return false;
    const auto labels = split(name, '.');
    return labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), is_label) &&
        !std::all_of(labels.back().begin(), labels.back().end(), is_digit);
}

bool is_address_literal(std::string_view name) {
    if (name.size() > 64) return false;
    if (name.size() > 2 && name.front() == '[' && name.back() == ']') name = name.substr(1, name.size() - 2);
    if (same_text(name.substr(0, 5), "ipv6:")) name.remove_prefix(5);  // as addresses write it: RFC 5321 section 4.1.3
    if (std::count(name.begin(), name.end(), ':') >= 2)
        return std::all_of(name.begin(), name.end(), [](char c) { return is_hex_digit(c) || c == ':' || c == '.'; });
    const auto parts = split(name, '.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), is_octet);
}

bool is_within(std::string_view name, std::string_view domain) {
    if (domain.empty() || name.size() < domain.size() || name.substr(name.size() - domain.size()) != domain) return false;
    return name.size() == domain.size() || name[name.size() - domain.size() - 1] == '.';
}

std::string_view parent_of(std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view parent = name.substr(dot + 1);
    return parent.find('.') == std::string_view::npos ? std::string_view() : parent;
}

std::size_t distance(std::string_view left, std::string_view right, std::size_t limit) {
    const std::size_t more = left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
    if (more > limit) return limit + 1;
    std::vector<std::size_t> before_last(right.size() + 1), last(right.size() + 1), row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const bool same = left[i - 1] == right[j - 1];
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
        before_last.swap(last);
        last.swap(row);
    }
    return std::min(last.back(), limit + 1);
}

}  // namespace maildoctor
