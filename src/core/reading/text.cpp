#include "core/reading/text.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace maildoctor {

namespace {

void append(std::string& out, char32_t code) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0U | (code >> 6U));
    } else {
        if (code < 0x10000) {
            put(0xE0U | (code >> 12U));
        } else {
            put(0xF0U | (code >> 18U));
            put(0x80U | ((code >> 12U) & 0x3FU));
        }
        put(0x80U | ((code >> 6U) & 0x3FU));
    }
    put(0x80U | (code & 0x3FU));
}

/// Characters that are put in by copying, by a keyboard or by automatic correction. `become` 0: taken out; otherwise the
/// first of the range becomes it; the following ones become what follows, where the whole range is drawn like another.
struct Range {
    char32_t from, to;
    char32_t become;
    HiddenCharacter kind;

    [[nodiscard]] bool runs_along() const { return kind == HiddenCharacter::fullwidth || kind == HiddenCharacter::digit; }
};
using enum HiddenCharacter;
constexpr Range kHidden[] = {
    {0x00, 0x08, 0, invisible},
    {0x09, 0x0D, U' ', linebreak},
    {0x0E, 0x1F, 0, invisible},
    {0x7F, 0x9F, 0, invisible},
    {0xA0, 0xA0, U' ', nonbreaking},
    {0xAB, 0xAB, 0, quote},
    {0xAD, 0xAD, 0, hyphen},
    {0xBB, 0xBB, 0, quote},
    {0x34F, 0x34F, 0, invisible},
    {0x61C, 0x61C, 0, direction},
    {0x660, 0x669, U'0', digit},
    {0x6F0, 0x6F9, U'0', digit},
    {0x115F, 0x1160, 0, invisible},
    {0x1680, 0x1680, U' ', wide},
    {0x17B4, 0x17B5, 0, invisible},
    {0x180B, 0x180F, 0, invisible},
    {0x2000, 0x2006, U' ', wide},
    {0x2007, 0x2007, U' ', nonbreaking},
    {0x2008, 0x200A, U' ', wide},
    {0x200B, 0x200D, 0, zerowidth},
    {0x200E, 0x200F, 0, direction},
    {0x2010, 0x2015, U'-', dash},
    {0x2018, 0x201F, 0, quote},
    {0x2024, 0x2024, U'.', fullwidth},
    {0x2028, 0x2029, U' ', linebreak},
    {0x202A, 0x202E, 0, direction},
    {0x202F, 0x202F, U' ', nonbreaking},
    {0x2039, 0x203A, 0, quote},
    {0x205F, 0x205F, U' ', wide},
    {0x2060, 0x2060, 0, zerowidth},
    {0x2061, 0x2065, 0, invisible},
    {0x2066, 0x2069, 0, direction},
    {0x206A, 0x206F, 0, invisible},
    {0x2212, 0x2212, U'-', dash},
    {0x2800, 0x2800, U' ', wide},
    {0x3000, 0x3000, U' ', wide},
    {0x3002, 0x3002, U'.', fullwidth},
    {0x3164, 0x3164, 0, invisible},
    {0xFE00, 0xFE0F, 0, invisible},
    {0xFE52, 0xFE52, U'.', fullwidth},
    {0xFEFF, 0xFEFF, 0, zerowidth},
    {0xFF01, 0xFF5E, U'!', fullwidth},
    {0xFF61, 0xFF61, U'.', fullwidth},
    {0xFFA0, 0xFFA0, 0, invisible},
    {0xFFF9, 0xFFFD, 0, invisible},
    {0xE0000, 0xE01EF, 0, invisible},
};

const Range* hidden(char32_t code) {
    if (code == kBrokenCodePoint) return &kHidden[0];  // bytes that are no character at all
    const auto found = std::find_if(
        std::begin(kHidden), std::end(kHidden), [&](const Range& range) { return code >= range.from && code <= range.to; });
    return found == std::end(kHidden) ? nullptr : found;
}

/// Letters of other scripts that are drawn like Latin ones (Unicode Technical Standard 39).
struct Likeness {
    char32_t code;
    char latin;
};
constexpr Likeness kLikenesses[] = {
    {0x430, 'a'},
    {0x435, 'e'},
    {0x43E, 'o'},
    {0x440, 'p'},
    {0x441, 'c'},
    {0x443, 'y'},
    {0x445, 'x'},
    {0x456, 'i'},
    {0x458, 'j'},
    {0x455, 's'},
    {0x4BB, 'h'},
    {0x501, 'd'},
    {0x51B, 'q'},
    {0x51D, 'w'},
    {0x4CF, 'l'},
    {0x433, 'r'},
    {0x43C, 'm'},
    {0x442, 't'},
    {0x43A, 'k'},
    {0x43D, 'h'},
    {0x432, 'b'},
    {0x475, 'v'},
    {0x43F, 'n'},
    {0x410, 'A'},
    {0x412, 'B'},
    {0x415, 'E'},
    {0x41A, 'K'},
    {0x41C, 'M'},
    {0x41D, 'H'},
    {0x41E, 'O'},
    {0x420, 'P'},
    {0x421, 'C'},
    {0x422, 'T'},
    {0x425, 'X'},
    {0x406, 'I'},
    {0x408, 'J'},
    {0x405, 'S'},
    {0x3B1, 'a'},
    {0x3BF, 'o'},
    {0x3C1, 'p'},
    {0x3B9, 'i'},
    {0x3BD, 'v'},
    {0x3BA, 'k'},
    {0x3C5, 'u'},
    {0x3C4, 't'},
    {0x3B5, 'e'},
    {0x3B7, 'n'},
    {0x3C7, 'x'},
    {0x3C9, 'w'},
    {0x3F2, 'c'},
    {0x391, 'A'},
    {0x392, 'B'},
    {0x395, 'E'},
    {0x396, 'Z'},
    {0x397, 'H'},
    {0x399, 'I'},
    {0x39A, 'K'},
    {0x39C, 'M'},
    {0x39D, 'N'},
    {0x39F, 'O'},
    {0x3A1, 'P'},
    {0x3A4, 'T'},
    {0x3A7, 'X'},
    {0x251, 'a'},
    {0x261, 'g'},
};

char likeness(char32_t code) {
    if (code < 0x250) return 0;
    const auto found =
        std::find_if(std::begin(kLikenesses), std::end(kLikenesses), [&](const Likeness& each) { return each.code == code; });
    return found == std::end(kLikenesses) ? '\0' : found->latin;
}

Script script_of(char32_t code) { return code < 0x370 ? Script::phonetic : code < 0x400 ? Script::greek : Script::cyrillic; }

template <class Kind>
void add_once(std::vector<Kind>& kinds, Kind kind) {
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
}

/// One word, as typed and as it looks; which of the two is meant shows at its end.
class Word {
public:
    void add(char32_t code) {
        const char latin = likeness(code);
        append(typed_, code);
        append(looks_, latin != 0 ? static_cast<char32_t>(latin) : code);
        if (latin != 0) add_once(likenesses_, script_of(code));
        else if (code < 0x250 && code != U'-') latin_ = latin_ || !(code >= U'0' && code <= U'9');
    }
    /// Appends the word to `out`, and its look-alike letters. A word of one foreign script is that script's own.
    void end(TextReading& out) {
        const bool mixed = latin_ && !likenesses_.empty();
        out.cleaned += mixed ? looks_ : typed_;
        if (mixed)
            for (const Script script : likenesses_) add_once(out.look_alike, script);
        *this = Word();
    }

private:
    std::string typed_, looks_;
    std::vector<Script> likenesses_;
    bool latin_ = false;
};

bool is_word(char32_t code) { return code >= 0x80 || code == U'-' || is_letter_or_digit(static_cast<char>(code)); }

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80) return first;
    const std::size_t more = first >= 0xF0 && first < 0xF5 ? 3
        : first >= 0xE0 && first < 0xF0                    ? 2
        : first >= 0xC2 && first < 0xE0                    ? 1
                                                           : 0;
    if (more == 0 || at + more > text.size()) return kBrokenCodePoint;
    char32_t code = first & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return kBrokenCodePoint;
        code = (code << 6U) | (byte(at + i) & 0x3FU);
    }
    constexpr char32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
    if (code < kLeast[more] || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) return kBrokenCodePoint;
    at += more;
    return code;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool same_text(std::string_view left, std::string_view right) {
    return left.size() == right.size() && lower_case(left) == lower_case(right);
}

TextReading read_text(std::string_view typed) {
    TextReading out;
    typed = trimmed(typed);
    // What nearly everybody types.
    if (std::all_of(typed.begin(), typed.end(), [](char c) { return c >= ' ' && c <= '~'; })) {
        out.cleaned = std::string(typed);
        return out;
    }
    Word word;
    for (std::size_t at = 0; at < typed.size();) {
        char32_t code = next_code_point(typed, at);
        if (const Range* range = hidden(code)) {
            add_once(out.hidden, range->kind);
            if (range->become == 0) continue;
            code = range->become + (range->runs_along() ? code - range->from : 0);
        }
        if (is_word(code)) {
            word.add(code);
        } else {
            word.end(out);
            append(out.cleaned, code);
        }
    }
    word.end(out);
    out.cleaned = std::string(trimmed(out.cleaned));
    return out;
}

}  // namespace maildoctor
