#include "core/probe/reply.hpp"

#include <algorithm>
#include <utility>

#include "core/reading/character.hpp"

namespace maildoctor::probe {
namespace {

constexpr std::size_t kMostCapabilities = 64;
constexpr std::size_t kLongestCapability = 100;
constexpr std::size_t kLongestWords = 200;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string upper(std::string_view text, std::size_t longest) {
    std::string out = printable(text, longest);
    for (char& c : out) c = upper(c);
    return out;
}

/// `text` begins with `word` in any case, and the word ends there.
bool begins_with_word(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (upper(text[i]) != word[i]) return false;
    return text.size() == word.size() || text[word.size()] == ' ';
}

bool holds(std::string_view text, std::string_view word) { return upper(text, text.size()).find(word) != std::string::npos; }

void add_words(std::vector<std::string>& out, std::string_view text) {
    while (!text.empty() && out.size() < kMostCapabilities) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) out.push_back(upper(text.substr(0, end), kLongestCapability));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// Response codes that say "later", RFC 5530 section 3 and RFC 3206 section 4.
Outcome refusal(std::string_view line) {
    for (std::string_view code : {"[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SYS/TEMP]", "[IN-USE]", "[LOGIN-DELAY]"})
        if (holds(line, code)) return Outcome::temporary_refusal;
    return Outcome::permanent_refusal;
}

/// A first byte that no line of text begins with: a TLS record, or another binary protocol.
bool is_binary(char first) { return static_cast<unsigned char>(first) < ' ' || static_cast<unsigned char>(first) > '~'; }

bool greets_otherwise(std::string_view line) {
    // A quotation mark: ManageSieve, RFC 5804 section 1.7.
    for (std::string_view start : {"HTTP/", "SSH-", "<", "RFB ", "@RSYNCD", "{", "\""})
        if (line.starts_with(start)) return true;
    return line.starts_with("220") && holds(line, "FTP") && !holds(line, "SMTP");  // ftp.example.net may well send mail
}

}  // namespace

std::string printable(std::string_view text, std::size_t longest) {
    std::string out(text.substr(0, longest));
    std::ranges::replace_if(
        out, [](char c) { return c < ' ' || c > '~'; }, '?');
    return out;
}

std::optional<Protocol> protocol_greeting_with(std::string_view line) {
    if (greets_otherwise(line)) return std::nullopt;
    for (const std::string_view word : {"* OK", "* PREAUTH", "* BYE"})
        if (begins_with_word(line, word)) return Protocol::imap;
    for (const std::string_view word : {"+OK", "-ERR"})
        if (begins_with_word(line, word)) return Protocol::pop3;
    if (line.size() >= 3 && (line[0] == '2' || line[0] == '4' || line[0] == '5') && is_digit(line[1]) && is_digit(line[2]) &&
        (line.size() == 3 || line[3] == ' ' || line[3] == '-'))
        return Protocol::smtp;
    return std::nullopt;
}

std::optional<Reply> ReplyReader::next(Awaited awaited) {
    if (awaited == Awaited::greeting && lines_ == 0 && !buffer_.empty() && is_binary(buffer_.front()))
        return finish(Outcome::another_protocol, "");
    for (;;) {
        const std::size_t end = buffer_.find('\n', searched_);
        if (std::min(end, buffer_.size()) > kLongestLine) return finish(Outcome::malformed, "");
        if (end == std::string::npos) {
            searched_ = buffer_.size();
            return std::nullopt;
        }
        std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 1);
        searched_ = 0;
        if (line.ends_with('\r')) line.pop_back();
        if (++lines_ > kMostLines) return finish(Outcome::malformed, line);
        if (auto reply = read_line(awaited, line)) return reply;
    }
}

std::optional<Reply> ReplyReader::read_line(Awaited awaited, std::string_view line) {
    if (awaited == Awaited::greeting && lines_ == 1) {
        const auto spoken = protocol_greeting_with(line);
        if (spoken && name_of(*spoken) != name_of(protocol_)) {
            reply_.spoken = spoken;
            return finish(Outcome::another_protocol, line);
        }
        if (!spoken) return finish(greets_otherwise(line) ? Outcome::another_protocol : Outcome::malformed, line);
    }
    switch (protocol_) {
        case ServiceProtocol::imap: return read_imap(awaited, line);
        case ServiceProtocol::pop3: return read_pop3(awaited, line);
        case ServiceProtocol::smtp: return read_smtp(awaited, line);
        case ServiceProtocol::https: return read_http(line);
    }
    return std::nullopt;
}

std::optional<Reply> ReplyReader::read_imap(Awaited awaited, std::string_view line) {
    const bool untagged = line.starts_with("* ");
    if (!untagged && !begins_with_word(line, "A")) return finish(Outcome::malformed, line);
    const std::string_view rest = line.substr(2 <= line.size() ? 2 : line.size());
    if (untagged && begins_with_word(rest, "BYE")) return finish(Outcome::temporary_refusal, line);
    if (awaited == Awaited::greeting) {
        if (begins_with_word(rest, "PREAUTH")) return finish(Outcome::already_authenticated, line);
        constexpr std::string_view kCode = "[CAPABILITY ";
        const std::size_t code = upper(line, line.size()).find(kCode);
        if (code != std::string::npos) {
            const std::string_view list = line.substr(code + kCode.size());
            add_words(reply_.capabilities, list.substr(0, list.find(']')));
            reply_.lists_capabilities = true;
        }
        return finish(Outcome::ok, line);
    }
    if (untagged) {
        if (awaited == Awaited::capabilities && begins_with_word(rest, "CAPABILITY")) {
            reply_.capabilities.clear();
            add_words(reply_.capabilities, rest.substr(10));
            reply_.lists_capabilities = true;
        }
        return std::nullopt;
    }
    if (begins_with_word(rest, "OK")) {
        const bool complete = awaited != Awaited::capabilities || reply_.lists_capabilities;
        return finish(complete ? Outcome::ok : Outcome::malformed, line);
    }
    if (begins_with_word(rest, "NO") || begins_with_word(rest, "BAD")) return finish(refusal(line), line);
    return finish(Outcome::malformed, line);
}

std::optional<Reply> ReplyReader::read_pop3(Awaited awaited, std::string_view line) {
    if (lines_ > 1) {
        if (line == ".") return finish(Outcome::ok, line);
        if (line.starts_with('.')) line.remove_prefix(1);  // RFC 1939 section 3: byte-stuffed
        if (reply_.capabilities.size() < kMostCapabilities) reply_.capabilities.push_back(upper(line, kLongestCapability));
        return std::nullopt;
    }
    const bool accepted = begins_with_word(line, "+OK");
    if (!accepted && !begins_with_word(line, "-ERR")) return finish(Outcome::malformed, line);
    if (awaited == Awaited::capabilities) {
        if (accepted) {
            reply_.lists_capabilities = true;
            return std::nullopt;
        }
        // CAPA is optional (RFC 2449 section 5): a server without it is a healthy old one.
        const Outcome outcome = refusal(line);
        return finish(outcome == Outcome::permanent_refusal ? Outcome::ok : outcome, line);
    }
    return finish(accepted ? Outcome::ok : refusal(line), line);
}

std::optional<Reply> ReplyReader::read_smtp(Awaited awaited, std::string_view line) {
    const bool well_formed = line.size() >= 3 && is_digit(line[0]) && is_digit(line[1]) && is_digit(line[2]) &&
        (line.size() == 3 || line[3] == ' ' || line[3] == '-');
    if (!well_formed || (lines_ > 1 && line.substr(0, 3) != code_)) return finish(Outcome::malformed, line);
    code_ = line.substr(0, 3);
    const bool last = line.size() == 3 || line[3] == ' ';
    if (awaited == Awaited::capabilities && lines_ > 1 && code_ == "250") {
        reply_.lists_capabilities = true;
        if (line.size() > 4 && reply_.capabilities.size() < kMostCapabilities)
            reply_.capabilities.push_back(upper(line.substr(4), kLongestCapability));
    }
    if (!last) return std::nullopt;
    switch (code_[0]) {
        case '4': return finish(Outcome::temporary_refusal, line);
        case '5': return finish(Outcome::permanent_refusal, line);
        default: break;
    }
    const std::string_view good = awaited == Awaited::capabilities ? "250" : "220";
    reply_.lists_capabilities = awaited == Awaited::capabilities;
    return finish(code_ == good ? Outcome::ok : Outcome::malformed, line);
}

/// Only the status line. A redirect is not followed, and a wish to log in is an answer.
Reply ReplyReader::read_http(std::string_view line) {
    const bool well_formed = line.size() >= 12 && line.starts_with("HTTP/1.") && line[8] == ' ' && is_digit(line[9]) &&
        is_digit(line[10]) && is_digit(line[11]) && (line.size() == 12 || line[12] == ' ');
    if (!well_formed) return finish(Outcome::malformed, line);
    const std::string_view status = line.substr(9, 3);
    return finish(status < "400" || status == "401" ? Outcome::ok : Outcome::unexpected_status, line);
}

Reply ReplyReader::finish(Outcome outcome, std::string_view words) {
    Reply out = std::exchange(reply_, {});
    out.outcome = outcome;
    out.words = printable(words, kLongestWords);
    lines_ = 0;
    searched_ = 0;
    return out;
}

}  // namespace maildoctor::probe
