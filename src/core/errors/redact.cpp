#include "core/errors/redact.hpp"

#include <algorithm>

#include "core/errors/errors.hpp"
#include "core/reading/character.hpp"

namespace maildoctor {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_lead(char c) { return static_cast<unsigned char>(c) >= 0xC3 && static_cast<unsigned char>(c) <= 0xDF; }
bool is_above_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_base64(char c) { return is_letter_or_digit(c) || c == '+' || c == '/' || c == '='; }
char small(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// Letters and digits; of UTF-8 the two-byte letters, so that quotes, arrows and blanks of three bytes end a word.
bool is_word(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (!is_above_ascii(c)) return is_letter_or_digit(c);
    return is_lead(c) || (at > 0 && is_lead(text[at - 1]));
}

/// Whether `word` is one of the words of `list`, which are divided by blanks, with one before the first and after the last.
bool one_of(std::string_view word, std::string_view list) {
    if (word.empty()) return false;
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1))
        if (list[at - 1] == ' ' && list[at + word.size()] == ' ') return true;
    return false;
}

// Small letters; ö also as people type it without their keyboard, as a capital, and in two code points.
constexpr std::string_view kLabels =
    " password passwd passphrase passcode pass pwd pw authorization secret token pin apikey lösenord lösenordet "
    "lösen lösenordsfras losenord losenordet lÖsenord lÖsenordet lÖsen lo\xCC\x88senord lo\xCC\x88senordet "
    "lo\xCC\x88sen passord adgangskode passwort kennwort salasana wachtwoord heslo ";

// After a label or command without a colon these belong to a sentence, not to a secret.
constexpr std::string_view kSentence =
    " a an the is was are and or for to on of in not has have that you your did does may must cannot could will be "
    "by from with command failed failure fails incorrect wrong invalid required expired rejected error "
    "authentication authenticated login delay disabled prompt field reset ok completed plain advertised supported "
    "available blocked denied refused attempt attempts är och eller för på till som inte har kan måste du din ditt felaktigt fel "
    "ogiltigt krävs misslyckades "
    "saknas accepterades avvisades i av med stämmer fungerar gick ";

constexpr std::string_view kIs = " is är was var ";
constexpr std::string_view kOf = " for för to till on på ";
constexpr std::string_view kMechanisms =
    " plain login cram-md5 digest-md5 xoauth2 oauthbearer ntlm gssapi external scram-sha-1 scram-sha-256 xoauth ";
// What stands before a colon and an address without a secret between them.
constexpr std::string_view kAddressLabels =
    " mailto to from cc bcc till från kopia email mail mejl post user username account konto adress address "
    "recipient sender användare användarnamn mottagare avsändare sip ";

/// A label, or a compound that ends in one: `postlösenord`.
bool is_label(const std::string& word) {
    if (one_of(word, kLabels)) return true;
    for (const std::string_view end : {"password", "passwd", "lösenord", "lösenordet", "losenord", "lÖsenord"})
        if (word.size() > end.size() && std::string_view(word).substr(word.size() - end.size()) == end) return true;
    return false;
}

/// Works through one line from left to right; everything it does moves forward.
class Line {
public:
    Line(std::string_view line, Redacted& out)
        : line_(line), out_(out), start_(line.find_first_not_of(" \t>*-")), tag_(line.find_first_not_of(" \t")) {
        tag_end_ = tag_ == std::string_view::npos ? 0 : token_end(tag_);
        tagged_ = tag_end_ > 0 &&
            std::any_of(
                line.begin() + static_cast<std::ptrdiff_t>(tag_), line.begin() + static_cast<std::ptrdiff_t>(tag_end_), is_digit);
    }

    /// How many lines after this one hold an answer to what it asked for.
    int run() {
        std::size_t at = 0;
        while (at < line_.size()) {
            if (!is_word(line_, at)) {
                ++at;
                continue;
            }
            const std::size_t begin = at;
            at = word_end(at);
            if (secret_after(begin, at)) return answers_;
        }
        copy_without_userinfo(line_);
        return 0;
    }

private:
    [[nodiscard]] std::string lower(std::size_t begin, std::size_t end) const {
        if (end - begin > kLongestLabel) begin = end - kLongestLabel;
        std::string out(line_.substr(begin, end - begin));
        std::transform(out.begin(), out.end(), out.begin(), small);
        return out;
    }
    [[nodiscard]] std::size_t skip_blanks(std::size_t at) const {
        while (at < line_.size() && is_blank(line_[at])) ++at;
        return at;
    }
    [[nodiscard]] std::size_t word_end(std::size_t at) const {
        while (at < line_.size() && is_word(line_, at)) ++at;
        return at;
    }
    [[nodiscard]] std::size_t token_end(std::size_t at) const {
        while (at < line_.size() && !is_blank(line_[at])) ++at;
        return at;
    }
    [[nodiscard]] bool begins_line(std::size_t at) const { return start_ == at; }
    [[nodiscard]] bool in_sentence(std::size_t at) const { return one_of(lower(at, word_end(at)), kSentence); }

    /// Removes from `at` to the end of the line.
    bool cut(std::size_t at) {
        at = skip_blanks(at);
        copy_without_userinfo(line_.substr(0, at));
        if (at < line_.size()) {
            mark();
            out_.removed = out_.removed || line_.substr(at) != kRemoved;
        }
        return true;
    }
    /// Two secrets side by side leave one mark: a second reading finds nothing more to remove.
    void mark() {
        const std::size_t size = out_.text.size();
        if (size < kRemoved.size() || out_.text.compare(size - kRemoved.size(), kRemoved.size(), kRemoved) != 0)
            out_.text += kRemoved;
    }

    bool secret_after(std::size_t begin, std::size_t end) {
        const std::string word = lower(begin, end);
        if (word == "pass" && after_command(begin, end, "PASS", 1)) return true;
        if (is_label(word)) return after_label(begin, end);
        if (word == "login") return after_command(begin, end, "LOGIN", 2);
        if (word == "apop") return after_command(begin, end, "APOP", 2);
        if (word == "auth" || word == "authenticate") return after_mechanism(begin, end);
        return false;
    }

    bool after_label(std::size_t begin, std::size_t end) {
        std::size_t at = end;
        while (at < line_.size() && !is_arrow(at) && !is_removed(at) && is_between(at)) ++at;
        if (is_removed(at)) return false;
        const bool far = at - end > 1 || (at > end && line_[end] == '\t');
        if (at == line_.size()) {
            // A label that has its line to itself, as in a form that was copied: the value is below.
            answers_ = begins_line(begin) && end - begin > 3 ? 1 : 0;
            return answers_ == 1 && cut(line_.size());
        }
        if (is_arrow(at)) return after_separator(at + 3);
        if (line_[at] == ':' || line_[at] == '=' || line_[at] == '|' || line_[at] == '>') return after_separator(at + 1);
        if (line_[at] == '-' && at > end) return !in_sentence(skip_blanks(at + 1)) && cut(at + 1);
        const std::size_t next_end = word_end(at);
        const std::string next = lower(at, next_end);
        if (next == "value" && next_end < line_.size() && line_[next_end] == '=') return cut(next_end + 1);
        if (one_of(next, kIs)) {
            std::size_t value = skip_blanks(next_end);
            if (value < line_.size() && line_[value] == ':') value = skip_blanks(value + 1);
            return value < line_.size() && !in_sentence(value) && cut(value);
        }
        if (one_of(next, kOf)) {
            if (colon_ < at) colon_ = line_.find(": ", at);
            const std::size_t last = line_.back() == ':' ? line_.size() - 1 : std::string_view::npos;
            return std::min(colon_, last) != std::string_view::npos && after_separator(std::min(colon_, last) + 1);
        }
        if (mixes_letters_and_digits(at)) return cut(at);
        if (!begins_line(begin) && !far) return false;
        if (in_sentence(at)) return false;
        return (far || skip_blanks(token_end(at)) == line_.size()) && cut(at);
    }

    [[nodiscard]] bool is_arrow(std::size_t at) const { return line_.substr(at, 3) == "→" || line_.substr(at, 3) == "："; }
    [[nodiscard]] bool is_removed(std::size_t at) const { return line_.substr(at, kRemoved.size()) == kRemoved; }
    /// What may stand between a label and its colon: blanks and quotes of any kind.
    [[nodiscard]] bool is_between(std::size_t at) const {
        return is_blank(line_[at]) || std::string_view("\"'*_)]").find(line_[at]) != std::string_view::npos ||
            (is_above_ascii(line_[at]) && !is_word(line_, at));
    }
    [[nodiscard]] bool mixes_letters_and_digits(std::size_t at) const {
        std::string_view token = line_.substr(at, kLongestLabel);
        token = token.substr(0, token.find_first_of(" \t"));
        return is_word(line_, at) && token.substr(0, 2) != "0x" && std::any_of(token.begin(), token.end(), is_digit) &&
            std::any_of(token.begin(), token.end(), is_letter);
    }

    bool after_separator(std::size_t at) {
        while (at < line_.size() && std::string_view("=:>").find(line_[at]) != std::string_view::npos) ++at;
        if (skip_blanks(at) == line_.size()) answers_ = 1;
        return cut(at);
    }

    /// `PASS x`, `a1 LOGIN x y`: in capitals anywhere, in small letters only where a command stands.
    bool after_command(std::size_t begin, std::size_t end, std::string_view capitals, std::size_t arguments) {
        const bool alone = begin == 0 || is_blank(line_[begin - 1]) ||
            std::string_view(":>\"'").find(line_[begin - 1]) != std::string_view::npos;
        if (!alone || end >= line_.size() || !is_blank(line_[end])) return false;
        const bool is_command = line_.substr(begin, end - begin) == capitals || begins_line(begin) || is_after_tag(begin);
        const std::size_t first = skip_blanks(end);
        if (!is_command || first == line_.size() || in_sentence(first)) return false;
        if (arguments == 1) return cut(first);
        const std::size_t second = skip_blanks(token_end(first));
        return second < line_.size() && cut(second);
    }

    [[nodiscard]] bool is_after_tag(std::size_t begin) const {
        return tagged_ && tag_ < begin && tag_end_ < begin && line_.find_first_not_of(" \t", tag_end_) == begin;
    }

    /// `AUTH PLAIN x`: a list of mechanisms that a server offers stays, anything after it goes, and so do the answers below.
    bool after_mechanism(std::size_t begin, std::size_t end) {
        if (end >= line_.size() || !is_blank(line_[end])) return false;
        if (begin > 0 && !is_blank(line_[begin - 1]) &&
            std::string_view(":>\"'").find(line_[begin - 1]) == std::string_view::npos)
            return false;
        std::size_t at = skip_blanks(end);
        bool any = false;
        while (at < line_.size() && one_of(lower(at, token_end(at)), kMechanisms)) {
            any = true;
            at = skip_blanks(token_end(at));
        }
        if (!any) return false;
        answers_ = kAnswersToLogin;
        return cut(at);
    }

    /// `scheme://user:secret@host`, `user:secret@host`: what is between the first colon and the last @ of a token.
    void copy_without_userinfo(std::string_view text) {
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t begin = at;
            while (at < text.size() && !is_blank(text[at])) ++at;
            copy_token(text.substr(begin, at - begin));
            while (at < text.size() && is_blank(text[at])) out_.text += text[at++];
        }
    }

    void copy_token(std::string_view token) {
        const std::size_t scheme = token.find("://");
        const std::size_t start = scheme == std::string_view::npos ? 0 : scheme + 3;
        const std::size_t colon = token.find(':', start);
        const std::size_t last = token.rfind('@');
        const bool has_secret = colon != std::string_view::npos && last != std::string_view::npos && colon + 1 < last &&
            (start > 0 || !is_address_label(token.substr(0, colon)));
        if (!has_secret) return start == 0 ? copy_after_address(token, last) : static_cast<void>(out_.text += token);
        out_.removed = out_.removed || token.substr(colon + 1, last - colon - 1) != kRemoved;
        out_.text += token.substr(0, colon + 1);
        out_.text += kRemoved;
        out_.text += token.substr(last);
    }

    /// `kalle@exempel.se:secret`; a number there may be a port.
    void copy_after_address(std::string_view token, std::size_t last) {
        const std::size_t colon = last == std::string_view::npos ? last : token.find(':', last);
        const std::string_view rest = colon == std::string_view::npos ? std::string_view() : token.substr(colon + 1);
        const bool is_port = rest.size() <= 5 && std::all_of(rest.begin(), rest.end(), is_digit);
        if (is_port || rest == kRemoved) {
            out_.text += token;
            return;
        }
        out_.removed = true;
        out_.text += token.substr(0, colon + 1);
        out_.text += kRemoved;
    }

    static bool is_address_label(std::string_view text) {
        const std::size_t begin = [&] {
            std::size_t at = text.size();
            while (at > 0 && is_word(text, at - 1)) --at;
            return at;
        }();
        std::string word(text.substr(begin, 40));
        std::transform(word.begin(), word.end(), word.begin(), small);
        return word.empty() || one_of(word, kAddressLabels) || std::all_of(word.begin(), word.end(), is_digit);
    }

    static constexpr int kAnswersToLogin = 6;
    static constexpr std::size_t kLongestLabel = 40;
    std::string_view line_;
    Redacted& out_;
    std::size_t start_;  ///< where the text of the line begins, after marks of quoting and lists
    std::size_t tag_;    ///< the first token, as IMAP's commands have one
    std::size_t tag_end_ = 0;
    bool tagged_ = false;    ///< it holds a digit, as clients make them
    std::size_t colon_ = 0;  ///< the next colon before a blank; found once, so that a line is read once
    int answers_ = 0;
};

/// What a client answers during a login: one word of base64, maybe after a mark such as `C:`.
bool is_login_answer(std::string_view line) {
    const std::size_t last = line.find_last_not_of(" \t");
    if (last == std::string_view::npos) return false;
    line = line.substr(0, last + 1);
    const std::size_t blank = line.find_last_of(" \t");
    const std::string_view word = line.substr(blank == std::string_view::npos ? 0 : blank + 1);
    const std::string_view before = line.substr(0, line.size() - word.size());
    const bool from_server = before.find_first_of("0123456789+") != std::string_view::npos;
    return word.size() >= 4 && !from_server && before.size() <= 12 && std::all_of(word.begin(), word.end(), is_base64);
}

void remove_line(std::string_view line, Redacted& out) {
    const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
    out.text += line.substr(0, begin);
    if (begin == line.size()) return;
    out.removed = out.removed || line.substr(begin) != kRemoved;
    out.text += kRemoved;
}

Redacted read_once(std::string_view text) {
    Redacted out;
    text = text.substr(0, kLongestPaste);
    int answers = 0;
    bool value_below = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        const bool is_empty = line.find_first_not_of(" \t") == std::string_view::npos;
        if (value_below && !is_empty) {
            remove_line(line, out);
            value_below = false;
        } else if (answers > 0 && is_login_answer(line)) {
            remove_line(line, out);
            --answers;
        } else {
            const int wanted = Line(line, out).run();
            value_below = value_below || wanted == 1;
            if (!is_empty) answers = wanted > 1 ? wanted : std::max(answers - 1, 0);
        }
        if (end < text.size()) out.text += text[end];
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (out.text.size() > kLongestPaste) {
        std::size_t size = kLongestPaste;
        while (size > 0 && (static_cast<unsigned char>(out.text[size]) & 0xC0U) == 0x80U) --size;
        out.text.resize(size);
    }
    return out;
}

/// A cut may bring a label to the end of its line, where the next reading sees what it was; so often at most.
constexpr int kMostReadings = 16;

}  // namespace

Redacted redact(std::string_view text) {
    Redacted out = read_once(text);
    for (int i = 1; i < kMostReadings; ++i) {
        Redacted again = read_once(out.text);
        if (again.text == out.text) break;
        again.removed = true;
        out = std::move(again);
    }
    return out;
}

}  // namespace maildoctor
