// What comes in whatever pieces is read alike; RFC 6455's own examples.
#include <gmock/gmock.h>

#include "bridge/web_socket.hpp"

namespace maildoctor::bridge::web_socket {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;

/// `opcode payload` of each message, and the code of what broke the rules.
std::vector<std::string> read_all(std::string_view bytes, std::size_t piece, std::size_t limit = 64) {
    Reader reader(limit);
    std::vector<std::string> out;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        std::string_view some = bytes.substr(at, piece);
        Message message;
        Reader::State state{};
        while ((state = reader.read(some, message)) == Reader::State::message)
            out.push_back(std::to_string(static_cast<int>(message.opcode)) + " " + message.payload);
        EXPECT_TRUE(some.empty());
        if (state != Reader::State::failed) continue;
        out.push_back("failed " + std::to_string(static_cast<int>(reader.why())));
        break;
    }
    return out;
}

// Section 5.7: "Hello", masked.
const std::string kHello = "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"s;
const std::string kPingHello = "\x89\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"s;
const std::string kHel = "\x01\x83\0\0\0\0Hel"s;
const std::string kLo = "\x80\x82\0\0\0\0lo"s;

TEST(Frames, are_read_alike_in_whatever_pieces_they_come) {
    const std::string bytes = kHello + kHel + kPingHello + kLo + kHello + "\x88\x82\0\0\0\0\x03\xe8"s + "\x83\x80\0\0\0\0"s;
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece)
        EXPECT_THAT(read_all(bytes, piece), ElementsAre("1 Hello", "9 Hello", "1 Hello", "1 Hello", "8 \x03\xe8", "failed 1002"));
}

TEST(Frames, may_hold_as_much_as_the_limit_and_not_a_byte_more) {
    const std::string fits = "\x81\xc0\0\0\0\0"s + std::string(64, 'x');
    EXPECT_THAT(read_all(fits, 7), ElementsAre("1 " + std::string(64, 'x')));
    EXPECT_THAT(read_all("\x81\xc1\0\0\0\0"s, 7), ElementsAre("failed 1009"));
    EXPECT_THAT(read_all("\x01\xc0\0\0\0\0"s + std::string(64, 'x') + kLo, 7), ElementsAre("failed 1009"));
}

TEST(Frames, of_ours_have_their_length_in_the_fewest_bytes) {
    const auto head = [](std::size_t size) {
        std::string out;
        append_frame(out, Opcode::text, std::string(size, 'x'));
        return out.substr(0, out.size() - size);
    };
    EXPECT_EQ(head(125), "\x81\x7d");
    EXPECT_EQ(head(126), "\x81\x7e\x00\x7e"s);
    EXPECT_EQ(head(65535), "\x81\x7e\xff\xff");
    EXPECT_EQ(head(65536), "\x81\x7f\0\0\0\0\0\1\0\0"s);
    std::string close;
    append_close(close, close_code::going_away);
    EXPECT_EQ(close, "\x88\x02\x03\xe9");
}

TEST(Upgrade, is_accepted_with_what_the_key_gives) {
    const std::string answer = accepting("dGhlIHNhbXBsZSBub25jZQ==", "chat");  // section 1.3
    EXPECT_THAT(answer, testing::HasSubstr("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
    EXPECT_THAT(answer, testing::HasSubstr("\r\nSec-WebSocket-Protocol: chat\r\n"));
}

}  // namespace
}  // namespace maildoctor::bridge::web_socket
