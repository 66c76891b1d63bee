#include "bridge/web_socket.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include <openssl/evp.h>

#include "core/reading/text.hpp"

namespace maildoctor::bridge::web_socket {
namespace {

constexpr unsigned char kFin = 0x80, kReserved = 0x70, kOpcode = 0x0f, kMasked = 0x80, kLength = 0x7f;
constexpr std::uint64_t kIn2Bytes = 126, kIn8Bytes = 127;
constexpr std::size_t kMostOfControl = 125;
constexpr std::size_t kMask = 4;
constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

bool is_known(Opcode opcode) {
    using enum Opcode;
    return opcode <= binary || (opcode >= close && opcode <= pong);
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) ++at;
        else if (next_code_point(text, at) == kBrokenCodePoint) return false;
    }
    return true;
}

std::uint64_t big_endian(std::span<const unsigned char> bytes) {
    std::uint64_t out = 0;
    for (const unsigned char byte : bytes) out = out << 8 | byte;
    return out;
}

/// Section 7.4: those that a frame may hold.
bool may_be_sent(std::uint64_t code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

std::string base64(std::span<const unsigned char> bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    out.resize(static_cast<std::size_t>(
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes.data(), static_cast<int>(bytes.size()))));
    return out;
}

}  // namespace

std::size_t Reader::header_size() const {
    if (header_read_ < 2) return 2;
    const std::uint64_t length = header_[1] & kLength;
    return 2 + (length == kIn8Bytes ? 8U : length == kIn2Bytes ? 2U : 0U) + ((header_[1] & kMasked) != 0 ? kMask : 0);
}

Reader::State Reader::read(std::string_view& bytes, Message& message) {
    while (!failed_) {
        if (!in_payload_) {
            while (header_read_ < header_size()) {
                if (bytes.empty()) return State::hungry;
                header_[header_read_++] = static_cast<unsigned char>(bytes.front());
                bytes.remove_prefix(1);
            }
            if (begin_frame() == State::failed) break;
        }
        const std::size_t size = std::min<std::uint64_t>(left_, bytes.size());
        std::string& into = is_control() ? control_ : message_;
        const unsigned char* mask = header_.data() + header_read_ - kMask;
        for (const char byte : bytes.substr(0, size)) into += static_cast<char>(byte ^ mask[mask_at_++ % kMask]);
        bytes.remove_prefix(size);
        left_ -= size;
        if (left_ > 0) return State::hungry;
        in_payload_ = false;
        header_read_ = 0;
        if (const State state = end_frame(message); state == State::message) return state;
    }
    bytes = {};
    return State::failed;
}

/// Nothing is set aside for a length that is only claimed.
Reader::State Reader::begin_frame() {
    opcode_ = static_cast<Opcode>(header_[0] & kOpcode);
    is_last_ = (header_[0] & kFin) != 0;
    const bool is_masked = (header_[1] & kMasked) != 0;
    const std::uint64_t short_length = header_[1] & kLength;
    const std::span all(header_);
    left_ = short_length == kIn2Bytes ? big_endian(all.subspan(2, 2))
        : short_length == kIn8Bytes   ? big_endian(all.subspan(2, 8))
                                      : short_length;
    const bool is_too_wide = (short_length == kIn2Bytes && left_ < kIn2Bytes) ||
        (short_length == kIn8Bytes && (left_ <= 0xffff || left_ > std::uint64_t{INT64_MAX}));
    if (!is_masked || (header_[0] & kReserved) != 0 || !is_known(opcode_) || is_too_wide) return fail(close_code::protocol_error);
    if (is_control() ? !is_last_ || left_ > kMostOfControl : (opcode_ == Opcode::continuation) != in_message_)
        return fail(close_code::protocol_error);
    if (!is_control() && left_ > limit_ - message_.size()) return fail(close_code::too_big);
    if (!is_control() && !in_message_) message_opcode_ = opcode_;
    in_payload_ = true;
    mask_at_ = 0;
    return State::hungry;
}

Reader::State Reader::end_frame(Message& message) {
    if (is_control()) {
        message = {opcode_, std::exchange(control_, {})};
        return State::message;
    }
    in_message_ = !is_last_;
    if (in_message_) return State::hungry;
    message = {message_opcode_, std::exchange(message_, {})};
    if (message.opcode == Opcode::text && !is_utf8(message.payload)) return fail(close_code::bad_payload);
    return State::message;
}

Reader::State Reader::fail(close_code why) {
    failed_ = true;
    why_ = why;
    std::string().swap(message_);
    return State::failed;
}

close_code close_code_of(std::string_view payload) {
    if (payload.empty()) return close_code::none;
    if (payload.size() == 1) return close_code::protocol_error;
    const auto code = big_endian(std::span(reinterpret_cast<const unsigned char*>(payload.data()), 2));
    return may_be_sent(code) && is_utf8(payload.substr(2)) ? static_cast<close_code>(code) : close_code::protocol_error;
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
    const std::size_t size = payload.size();
    const int more_bytes = size < kIn2Bytes ? 0 : size <= 0xffff ? 2 : 8;
    out += static_cast<char>(kFin | static_cast<unsigned char>(opcode));
    out += static_cast<char>(more_bytes == 0 ? size : more_bytes == 2 ? kIn2Bytes : kIn8Bytes);
    for (int i = more_bytes; i-- > 0;) out += static_cast<char>(size >> (8 * i));
    out += payload;
}

void append_close(std::string& out, close_code code) {
    const auto number = static_cast<unsigned>(code);
    append_frame(out, Opcode::close, std::string{static_cast<char>(number >> 8), static_cast<char>(number)});
}

/// 16 bytes are 22 characters and two signs that nothing follows.
bool is_key(std::string_view text) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    return text.size() == 24 && text.ends_with("==") && text.find_first_not_of(kDigits) == 22;
}

std::string accepting(std::string_view key, std::string_view subprotocol) {
    const std::string salted = std::string(key).append(kGuid);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(salted.data(), salted.size(), digest.data(), &size, EVP_sha1(), nullptr);
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
        base64(std::span(digest).first(size)) + "\r\nSec-WebSocket-Protocol: " + std::string(subprotocol) + "\r\n\r\n";
}

}  // namespace maildoctor::bridge::web_socket
