// Replies of servers: incremental, bounded readers. Bytes in, one judged reply out; how the bytes were cut does not matter.
// Sources: IMAP RFC 9051 section 7, POP3 RFC 1939, RFC 2449 and RFC 3206, SMTP RFC 5321 section 4.2, HTTP RFC 9112 section 4.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/probe.hpp"

namespace maildoctor::probe {

/// A longer line, or a reply of more lines, is `malformed`.
inline constexpr std::size_t kLongestLine = 8192;
inline constexpr std::size_t kMostLines = 256;

/// What is being waited for.
enum class Awaited : unsigned char { greeting, capabilities, starttls, http_status };

struct Reply {
    Outcome outcome{};                ///< ok, a refusal, already-authenticated, another-protocol, unexpected-status or malformed
    std::string words;                ///< the deciding line: printable ASCII, at most 200 bytes
    std::optional<Protocol> spoken;   ///< with `another-protocol`, where it is a mail protocol
    bool lists_capabilities = false;  ///< this reply told the capabilities (an IMAP greeting may)
    std::vector<std::string> capabilities;  ///< upper case, at most 64
};

class ReplyReader {
public:
    explicit ReplyReader(ServiceProtocol protocol) : protocol_(protocol) {}

    void append(std::string_view bytes) { buffer_.append(bytes); }

    /// The reply, once it is complete; nothing while more bytes are needed. Consumes the reply's own lines only.
    [[nodiscard]] std::optional<Reply> next(Awaited awaited);

    /// Bytes that came after the last reply.
    [[nodiscard]] bool has_rest() const { return !buffer_.empty(); }

private:
    std::optional<Reply> read_line(Awaited awaited, std::string_view line);
    std::optional<Reply> read_imap(Awaited awaited, std::string_view line);
    std::optional<Reply> read_pop3(Awaited awaited, std::string_view line);
    std::optional<Reply> read_smtp(Awaited awaited, std::string_view line);
    Reply read_http(std::string_view line);
    Reply finish(Outcome outcome, std::string_view words);

    ServiceProtocol protocol_;
    std::string buffer_;
    std::size_t searched_ = 0;  ///< no line feed before this
    std::size_t lines_ = 0;     ///< of the reply being read
    std::string code_;          ///< SMTP: the code of its first line
    Reply reply_;
};

/// The IMAP tag of every command: one command is in flight at a time.
inline constexpr std::string_view kTag = "a";

/// Which protocol greets with this line, if it is one of ours.
std::optional<Protocol> protocol_greeting_with(std::string_view line);

/// At most `longest` bytes; what is not printable ASCII becomes a question mark.
std::string printable(std::string_view text, std::size_t longest);

}  // namespace maildoctor::probe
