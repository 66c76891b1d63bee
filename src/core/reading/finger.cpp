#include "core/reading/finger.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace maildoctor {

namespace {

// Each key touches, in the row below it, the one straight below and the one to the left of that.
constexpr std::string_view kRows[] = {"1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"};

struct Key {
    int row = -2, column = 0;
};

/// By character; looked up for each pair of letters of two names.
constexpr std::array<Key, 128> kKeys = [] {
    std::array<Key, 128> out{};
    int row = 0;
    for (const std::string_view keys : kRows) {
        int column = 0;
        for (const char c : keys) out[static_cast<std::size_t>(c)] = {row, column++};
        ++row;
    }
    return out;
}();

Key key_of(char c) { return static_cast<unsigned char>(c) < kKeys.size() ? kKeys[static_cast<unsigned char>(c)] : Key{}; }

bool are_neighbours(Key upper, Key lower) {
    if (upper.row > lower.row) std::swap(upper, lower);
    const int columns = upper.column - lower.column;
    if (upper.row < 0 || lower.row - upper.row > 1) return false;
    return lower.row == upper.row ? columns == 1 || columns == -1 : columns == 0 || columns == 1;
}

/// A character and where it is typed.
struct Letter {
    char character;
    Key key;
};

/// å, ä and ö as the keys that they are, so that each is one letter.
std::vector<Letter> letters_of(std::string_view text) {
    std::vector<Letter> out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view letter = text.substr(i, 2);
        const char key = letter == "å" ? '[' : letter == "ö" ? ';' : letter == "ä" ? '\'' : '\0';
        const char character = key != '\0' ? key : text[i];
        out.push_back({character, key_of(character)});
        if (key != '\0') ++i;
    }
    return out;
}

}  // namespace

bool are_neighbours(char left, char right) { return are_neighbours(key_of(left), key_of(right)); }

std::size_t slips(std::string_view typed_text, std::string_view meant_text, std::size_t limit) {
    const std::vector<Letter> typed = letters_of(typed_text), meant = letters_of(meant_text);
    const std::size_t more = typed.size() > meant.size() ? typed.size() - meant.size() : meant.size() - typed.size();
    if (more > limit) return limit + 1;
    const auto along_with = [&](std::size_t i, std::size_t other) {
        return other < typed.size() &&
            (typed[i].character == typed[other].character || are_neighbours(typed[i].key, typed[other].key));
    };
    std::vector<std::size_t> before_last(meant.size() + 1), last(meant.size() + 1), row(meant.size() + 1);
    for (std::size_t j = 0; j <= meant.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= typed.size(); ++i) {
        const std::size_t extra = along_with(i - 1, i - 2) || along_with(i - 1, i) ? 1 : 2;
        std::fill(row.begin(), row.end(), limit + 1);  // farther from the diagonal than `limit` nothing is within it
        row[0] = last[0] + extra;
        const Letter is = typed[i - 1];
        for (std::size_t j = i > limit ? i - limit : 1; j <= std::min(meant.size(), i + limit); ++j) {
            const Letter right = meant[j - 1];
            const std::size_t other = is.character == right.character ? 0 : are_neighbours(is.key, right.key) ? 1 : 2;
            row[j] = std::min({last[j] + extra, row[j - 1] + 1, last[j - 1] + other});
            if (i > 1 && j > 1 && is.character == meant[j - 2].character && typed[i - 2].character == right.character)
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
        before_last.swap(last);
        last.swap(row);
    }
    return std::min(last.back(), limit + 1);
}

}  // namespace maildoctor
