// RFC 6455 on the server's side: bytes to messages and back. Knows nothing of sockets, so that a page that says nothing costs
// nothing but its state here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/beast/websocket/rfc6455.hpp>

namespace maildoctor::bridge::web_socket {

using boost::beast::websocket::close_code;

enum class Opcode : unsigned char { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// What a page sent: a whole message of so many fragments as it liked, or a control frame.
struct Message {
    Opcode opcode{};      ///< never `continuation`
    std::string payload;  ///< of `text`: UTF-8
};

/// Frames of one page, which are masked, as they come.
class Reader {
public:
    enum class State {
        hungry,   ///< all bytes were used, and more are needed
        message,  ///< one is there
        failed,   ///< the page broke the rules; whatever follows is thrown away
    };

    /// `limit`: bytes of one message.
    explicit Reader(std::size_t limit) : limit_(limit) {}

    /// Takes what it uses off the front of `bytes`.
    State read(std::string_view& bytes, Message& message);

    /// Of what broke the rules (section 7.4.1). Precondition: `failed`.
    [[nodiscard]] close_code why() const { return why_; }

private:
    [[nodiscard]] bool is_control() const { return opcode_ >= Opcode::close; }
    [[nodiscard]] std::size_t header_size() const;
    State begin_frame();
    State end_frame(Message& message);
    State fail(close_code why);

    std::size_t limit_;
    std::array<unsigned char, 14> header_{};
    std::uint8_t header_read_ = 0;
    bool in_payload_ = false;
    bool in_message_ = false;  ///< a fragment came that was not the last
    bool is_last_ = false;     ///< of its message
    bool failed_ = false;
    Opcode opcode_{};          ///< of the frame
    Opcode message_opcode_{};  ///< of the message in fragments
    close_code why_{};
    std::uint64_t left_ = 0;  ///< bytes of the frame
    std::uint8_t mask_at_ = 0;
    std::string message_;
    std::string control_;
};

/// The code that a close frame holds (`none` where it holds none), or `protocol_error` for one that it may not hold.
close_code close_code_of(std::string_view payload);

/// One frame, unmasked and whole.
void append_frame(std::string& out, Opcode opcode, std::string_view payload);
void append_close(std::string& out, close_code code);

/// 16 bytes in Base64 (section 4.1).
bool is_key(std::string_view text);

/// The answer to an upgrade with this key.
std::string accepting(std::string_view key, std::string_view subprotocol);

}  // namespace maildoctor::bridge::web_socket
