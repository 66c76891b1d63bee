#include "core/errors/words.hpp"

#include <algorithm>
#include <array>

#include "core/reading/character.hpp"

namespace maildoctor {
namespace {

struct Spelling {
    std::string_view from;
    std::string_view to;
};

// Ordered by nothing; few enough to be tried one by one, and only at a byte above ASCII or a letter before one.
constexpr std::array kSpellings{
    Spelling{"a\xCC\x8A", "å"},
    Spelling{"a\xCC\x88", "ä"},
    Spelling{"o\xCC\x88", "ö"},
    Spelling{"e\xCC\x81", "é"},
    Spelling{"\xC2\xA0", " "},
    Spelling{"\xC2\xAD", ""},
    Spelling{"\xEF\xBB\xBF", ""},
    Spelling{"\xE2\x80\x8B", ""},
    Spelling{"\xE2\x80\x8C", ""},
    Spelling{"\xE2\x80\x8D", ""},
    Spelling{"\xE2\x80\x8E", ""},
    Spelling{"\xE2\x80\x8F", ""},
    Spelling{"\xE2\x80\xAF", " "},
    Spelling{"\xE2\x80\x98", "'"},
    Spelling{"\xE2\x80\x99", "'"},
    Spelling{"\xE2\x80\x9C", "\""},
    Spelling{"\xE2\x80\x9D", "\""},
    Spelling{"\xC2\xBB", "\""},
    Spelling{"\xC2\xAB", "\""},
    Spelling{"\xE2\x80\x90", "-"},
    Spelling{"\xE2\x80\x91", "-"},
    Spelling{"\xE2\x80\x93", "-"},
    Spelling{"\xE2\x80\x94", "-"},
    Spelling{"\xE2\x80\xA6", " "},
    Spelling{"\xE2\x80\xA2", " "},
};

bool is_any_letter(char c) { return is_lower(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_hex(char c) { return is_hex_digit(c) && !is_upper(c); }
bool is_host_character(char c) { return is_word(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '%'; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool ends_chunk(char c) {
    return static_cast<unsigned char>(c) <= ' ' || std::string_view("<>()[]{}\",;=|*").find(c) != std::string_view::npos;
}

/// Class, subject, detail (RFC 3463 section 2): `5.7.8`.
bool is_enhanced_code(std::string_view text) {
    if (text.size() < 5 || text.size() > 9 || (text[0] != '2' && text[0] != '4' && text[0] != '5') || text[1] != '.')
        return false;
    const std::size_t second = text.find('.', 2);
    if (second == std::string_view::npos) return false;
    const auto part = [](std::string_view digits) { return digits.size() <= 3 && all(digits, is_digit); };
    return part(text.substr(2, second - 2)) && part(text.substr(second + 1));
}

bool is_reply_code(std::string_view text) {
    return text.size() == 3 && all(text, is_digit) && text[0] >= '2' && text[0] <= '5' && text[1] <= '5';
}

/// A word that stands before a reply code in what programs write.
bool announces_code(std::string_view word) {
    constexpr std::array kBefore{std::string_view("said"), std::string_view("responded"), std::string_view("response"),
        std::string_view("error"), std::string_view("code"), std::string_view("smtp"), std::string_view("svarade"),
        std::string_view("svar"), std::string_view("fel"), std::string_view("felkod"), std::string_view("status"),
        std::string_view("login"), std::string_view("with"), std::string_view("gt")};
    return std::find(kBefore.begin(), kBefore.end(), word) != kBefore.end();
}

/// A time, an address, a host name or anything else with a full stop or colon between its letters and digits.
bool is_name(std::string_view chunk) {
    if (chunk.find('@') != std::string_view::npos || chunk.find("://") != std::string_view::npos) return true;
    if (!all(chunk, is_host_character)) return false;
    const std::size_t point = chunk.find('.');
    if (point != std::string_view::npos && point + 1 < chunk.size()) return true;
    const std::size_t colon = chunk.find(':');
    return colon != std::string_view::npos && colon + 1 < chunk.size() && is_digit(chunk[0]) && is_digit(chunk[colon + 1]);
}

/// Letters with at most two digits after them are a word (`imap4`, `pop3`); other mixtures are identifiers.
bool is_identifier(std::string_view word) {
    const auto digits = std::count_if(word.begin(), word.end(), is_digit);
    if (digits == 0) return false;
    return digits > 2 || !is_digit(word.back()) || !is_any_letter(word.front());
}

class Splitter {
public:
    std::vector<std::string_view> run(std::string_view text) {
        std::size_t at = 0;
        while (at < text.size()) {
            if (ends_chunk(text[at])) {
                if (is_line_end(text[at])) line_start_ = true;
                ++at;
                continue;
            }
            const std::size_t begin = at;
            while (at < text.size() && !ends_chunk(text[at])) ++at;
            // `RCPT TO:<a@example.com>: 550`: what a machine's name and a colon announce is what it said.
            after_name_ = !out_.empty() && out_.back().empty() && colon_;
            colon_ = text[at - 1] == ':';
            chunk(text.substr(begin, at - begin));
            if (std::string_view(".!?").find(text[at - 1]) != std::string_view::npos) {
                settle(false);
                out_.push_back(kSentenceEnd);
            }
            line_start_ = false;
        }
        settle(false);
        return std::move(out_);
    }

private:
    void chunk(std::string_view text) {
        const auto is_edge = [](char c) { return !is_word(c); };
        while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
        while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
        if (text.size() > 4 && text[3] == '-' && is_reply_code(text.substr(0, 3))) {
            reply_code(text.substr(0, 3));
            line_start_ = false;
            text.remove_prefix(4);
        }
        if (text.empty()) return;
        if (is_enhanced_code(text)) {
            settle(true);
            out_.push_back(text);
        } else if (is_name(text)) {
            settle(false);
            out_.emplace_back();
        } else {
            parts(text);
        }
    }

    void parts(std::string_view text) {
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t begin = at;
            while (at < text.size() && is_word(text[at])) ++at;
            if (at > begin) word(text.substr(begin, at - begin));
            else ++at;
        }
    }

    void word(std::string_view text) {
        if (is_reply_code(text)) return reply_code(text);
        settle(false);
        const bool is_code = text.size() == 10 && text.substr(0, 2) == "0x" && all(text.substr(2), is_hex);
        out_.push_back(!is_code && is_identifier(text) ? std::string_view() : text);
    }

    void reply_code(std::string_view text) {
        settle(false);
        waiting_ = text;
        if (line_start_ || after_name_ || (!out_.empty() && announces_code(out_.back()))) settle(true);
    }

    /// A three-digit number is a reply code by its place; the last of these is an enhanced code right after it.
    void settle(bool is_code) {
        if (waiting_.empty()) return;
        out_.push_back(is_code ? known(waiting_) : std::string_view());
        waiting_ = {};
    }

    static std::string_view known(std::string_view digits) {
        constexpr std::array kCodes{std::string_view("=421"), std::string_view("=450"), std::string_view("=451"),
            std::string_view("=452"), std::string_view("=454"), std::string_view("=530"), std::string_view("=534"),
            std::string_view("=535"), std::string_view("=538"), std::string_view("=550"), std::string_view("=551"),
            std::string_view("=552"), std::string_view("=553"), std::string_view("=554"), std::string_view("=503"),
            std::string_view("=525")};
        const auto found = std::find_if(kCodes.begin(), kCodes.end(), [&](auto code) { return code.substr(1) == digits; });
        if (found != kCodes.end()) return *found;
        return digits[0] == '4' ? std::string_view("=4xx") : digits[0] == '5' ? std::string_view("=5xx") : std::string_view();
    }

    static constexpr std::string_view kSentenceEnd = ".";
    std::vector<std::string_view> out_;
    std::string_view waiting_;
    bool line_start_ = true;
    bool colon_ = false;       ///< the chunk before ended in one
    bool after_name_ = false;  ///< and was a name or an address
};

}  // namespace

std::string plain(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        char c = text[at];
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool may_differ = static_cast<unsigned char>(c) >= 0x80 || (at + 1 < text.size() && text[at + 1] == '\xCC');
        const auto* spelling = kSpellings.end();
        if (may_differ)
            spelling = std::find_if(kSpellings.begin(), kSpellings.end(), [&](const Spelling& each) {
                return each.from[0] == c && text.substr(at + 1, each.from.size() - 1) == each.from.substr(1);
            });
        std::string_view read(&c, 1);
        if (spelling != kSpellings.end()) read = spelling->to;
        const auto byte = static_cast<unsigned char>(c);
        const bool after_c3 = !out.empty() && out.back() == '\xC3';
        if (after_c3 && byte >= 0x80 && byte <= 0x9E) c = static_cast<char>(byte + 0x20);  // capitals of Latin-1
        const bool inside_word = read == "'" && !out.empty() && is_any_letter(out.back());
        if (!inside_word) out += read;
        at += spelling != kSpellings.end() ? spelling->from.size() : 1;
    }
    return out;
}

std::vector<std::string_view> words_of(std::string_view plain_text) { return Splitter().run(plain_text); }

}  // namespace maildoctor
