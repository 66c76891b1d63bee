// Frames as no browser writes them: each ends the connection with the code that RFC 6455, section 7.4.1 has for it, and harms
// nobody else; and the unusual ones that are lawful are understood.
#include <gmock/gmock.h>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/write.hpp>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using testing::ElementsAre;
using namespace std::string_literals;

constexpr unsigned kFin = 0x80, kContinuation = 0, kText = 1, kClose = 8, kPing = 9, kPong = 10;

std::string big_endian(std::uint64_t value, int bytes) {
    std::string out;
    while (bytes-- > 0) out += static_cast<char>(value >> (8 * bytes));
    return out;
}

/// The length is written as 7 bits, or with 2 or 8 bytes more. The mask is zero, which leaves the payload as it is.
std::string frame(unsigned first, std::string_view payload, int more_bytes, std::uint64_t length) {
    const std::uint64_t second = more_bytes == 8 ? 127 : more_bytes == 2 ? 126 : length;
    return big_endian(first, 1) + big_endian(0x80 | second, 1) + big_endian(length, more_bytes) + "\0\0\0\0"s +
        std::string(payload);
}
std::string frame(unsigned first, std::string_view payload) {
    return frame(first, payload, payload.size() < 126 ? 0 : 2, payload.size());
}
std::string close_frame(unsigned code, std::string_view reason = "") {
    return frame(kFin | kClose, big_endian(code, 2) + std::string(reason));
}

constexpr std::string_view kMessage = R"({"type":"probe.start","id":"p","service":"imaps"})";
constexpr std::string_view kBeginning = kMessage.substr(0, 20);
constexpr std::string_view kEnd = kMessage.substr(20);

struct Frame {
    unsigned first = 0;  ///< 0: the connection has ended
    std::string payload;
};

/// A page that writes its frames itself, after hello.
class RawPage {
public:
    explicit RawPage(Rig& rig) : rig_(rig), stream_(rig.connect()) {
        const HttpRequest request = upgrade(rig);
        rig.complete([&](auto handler) { http::async_write(stream_, request, handler); });
        rig.complete(
            [&](auto handler) { asio::async_read_until(stream_, asio::dynamic_buffer(received_), "\r\n\r\n", handler); });
        received_.erase(0, received_.find("\r\n\r\n") + 4);
        EXPECT_EQ(Json::parse(next().payload)["type"], "hello");
    }

    void write(const std::string& frames) {
        rig_.complete([&](auto handler) { asio::async_write(stream_, asio::buffer(frames), handler); });
    }

    /// The next frame; a message that comes in fragments is one.
    Frame next() {
        const std::string head = take(2);
        if (head.size() < 2) return {};
        const unsigned first = number(head.substr(0, 1)), second = number(head.substr(1));
        const std::string payload = take(second == 126 ? number(take(2)) : second);
        if ((first & kFin) != 0) return {first, payload};
        return {first | kFin, payload + next().payload};
    }

    /// The next message that is no progress.
    Json answer() {
        for (;;) {
            const Json message = Json::parse(next().payload);
            if (message["type"] != "probe.progress") return message;
        }
    }

    /// Reads until the server closes, and tells its code; 0: the connection has ended without a close frame.
    unsigned close_code() {
        Frame read = next();
        while (read.first != 0 && read.first != (kFin | kClose)) read = next();
        return number(read.payload.substr(0, 2));
    }

private:
    static unsigned number(std::string_view bytes) {
        unsigned out = 0;
        for (const char byte : bytes) out = out << 8 | static_cast<unsigned char>(byte);
        return out;
    }

    /// Less once the connection has ended.
    std::string take(std::size_t size) {
        if (received_.size() < size)
            rig_.complete([&](auto handler) {
                asio::async_read(
                    stream_, asio::dynamic_buffer(received_), asio::transfer_exactly(size - received_.size()), handler);
            });
        const std::string out = received_.substr(0, size);
        received_.erase(0, size);
        return out;
    }

    Rig& rig_;
    boost::beast::tcp_stream stream_;
    std::string received_;
};

struct Ending {
    const char* name;
    std::string frames;
    unsigned code;
};

void PrintTo(const Ending& ending, std::ostream* out) { *out << ending.name; }

// clang-format off
const Ending kEndings[] = {
    {"an_unmasked_frame", "\x81\x02{}", 1002},
    {"an_unmasked_ping", "\x89\x00"s, 1002},
    {"the_first_reserved_bit", frame(kFin | 0x40 | kText, "{}"), 1002},
    {"the_second_reserved_bit", frame(kFin | 0x20 | kText, "{}"), 1002},
    {"the_third_reserved_bit", frame(kFin | 0x10 | kText, "{}"), 1002},
    {"a_reserved_bit_on_a_ping", frame(kFin | 0x40 | kPing, ""), 1002},
    {"a_reserved_bit_on_a_continuation", frame(kText, kBeginning) + frame(kFin | 0x40 | kContinuation, kEnd), 1002},
    {"opcode_3", frame(kFin | 3, ""), 1002},
    {"opcode_7", frame(kFin | 7, ""), 1002},
    {"opcode_11", frame(kFin | 11, ""), 1002},
    {"opcode_15", frame(kFin | 15, ""), 1002},
    {"a_fragmented_ping", frame(kPing, "x"), 1002},
    {"a_fragmented_pong", frame(kPong, "x"), 1002},
    {"a_fragmented_close", frame(kClose, ""), 1002},
    {"a_ping_of_126_bytes", frame(kFin | kPing, std::string(126, 'x')), 1002},
    {"a_pong_of_126_bytes", frame(kFin | kPong, std::string(126, 'x')), 1002},
    {"a_close_of_126_bytes", close_frame(1000, std::string(124, 'x')), 1002},
    {"a_continuation_of_nothing", frame(kFin | kContinuation, kMessage), 1002},
    {"a_continuation_of_what_has_ended", frame(kText, kBeginning) + frame(kFin | kContinuation, kEnd) + frame(kFin | kContinuation, ""), 1002},
    {"a_message_within_a_message", frame(kText, kBeginning) + frame(kFin | kText, kMessage), 1002},

    {"bytes_that_are_no_utf8", frame(kFin | kText, "{\"id\":\"\xff\"}"), 1007},
    {"half_a_character_at_the_end", frame(kFin | kText, "\xc3"), 1007},
    {"half_a_character_at_the_end_of_the_last_fragment", frame(kText, "") + frame(kFin | kContinuation, "\xc3"), 1007},
    {"a_character_that_goes_wrong_in_the_next_fragment", frame(kText, "{\"id\":\"\xc3") + frame(kFin | kContinuation, "(\"}"), 1007},
    {"a_character_in_more_bytes_than_it_needs", frame(kFin | kText, "\xc0\xaf"), 1007},
    {"half_of_a_surrogate_pair", frame(kFin | kText, "\xed\xa0\x80"), 1007},
    {"a_character_beyond_unicode", frame(kFin | kText, "\xf4\x90\x80\x80"), 1007},

    // "The minimal number of bytes MUST be used to encode the length."
    {"a_small_length_in_2_bytes", frame(kFin | kText, kMessage, 2, kMessage.size()), 1002},
    {"a_small_length_in_8_bytes", frame(kFin | kText, kMessage, 8, kMessage.size()), 1002},
    {"a_length_in_8_bytes_for_which_2_would_do", frame(kFin | kText, "", 8, 65535), 1002},
    // Nothing is set aside for a length that is only claimed; what really comes counts.
    {"a_huge_length", frame(kFin | kText, std::string(4097, ' '), 8, 1ULL << 40), 1009},
    {"a_length_with_the_highest_bit", frame(kFin | kText, "", 8, 1ULL << 63), 1002},
    {"lengths_whose_sum_overflows", frame(kText, "{}") + frame(kFin | kContinuation, "", 8, ~0ULL >> 1), 1009},
    {"many_fragments_that_are_too_much", frame(kText, std::string(4096, ' ')) + frame(kContinuation, " "), 1009},

    {"a_close_of_one_byte", frame(kFin | kClose, "\x03"), 1002},
    {"close_code_0", close_frame(0), 1002},
    {"close_code_999", close_frame(999), 1002},
    {"close_code_1004", close_frame(1004), 1002},
    {"close_code_1005", close_frame(1005), 1002},
    {"close_code_1006", close_frame(1006), 1002},
    {"close_code_1015", close_frame(1015), 1002},
    {"close_code_1016", close_frame(1016), 1002},
    {"close_code_2999", close_frame(2999), 1002},
    // 1007 is for "data within a message", which a reason is not.
    {"a_close_reason_that_is_no_utf8", close_frame(1000, "\xff"), 1002},

    // What is lawful is answered with the same code; one without a code, with the normal one.
    {"an_empty_close", frame(kFin | kClose, ""), 1000},
    {"a_normal_close", close_frame(1000, "good bye"), 1000},
    {"a_close_of_125_bytes", close_frame(1000, std::string(123, 'x')), 1000},
    {"close_code_3000", close_frame(3000), 3000},
    {"close_code_4999", close_frame(4999), 4999},
    {"a_close_within_a_message", frame(kText, kBeginning) + close_frame(1000), 1000},
    {"a_message_after_the_close", close_frame(1000) + frame(kFin | kText, kMessage), 1000},
};
// clang-format on

class Ends : public testing::TestWithParam<Ending> {};
INSTANTIATE_TEST_SUITE_P(Frames, Ends, testing::ValuesIn(kEndings), [](const auto& info) { return info.param.name; });

TEST_P(Ends, the_connection_with_this_code) {
    Rig rig;
    RawPage page(rig);
    page.write(GetParam().frames);
    EXPECT_EQ(page.close_code(), GetParam().code);
    expect_service_as_usual(rig);
}

struct Lawful {
    const char* name;
    std::string frames;
    std::vector<std::string> pongs;
};

void PrintTo(const Lawful& lawful, std::ostream* out) { *out << lawful.name; }

// clang-format off
const Lawful kLawful[] = {
    {"an_empty_ping", frame(kFin | kPing, "") + frame(kFin | kText, kMessage), {""}},
    {"a_ping_of_125_bytes", frame(kFin | kPing, std::string(124, '\xff') + "x") + frame(kFin | kText, kMessage), {std::string(124, '\xff') + "x"}},
    {"a_ping_within_a_message", frame(kText, kBeginning) + frame(kFin | kPing, "within") + frame(kFin | kContinuation, kEnd), {"within"}},
    {"an_unasked_pong", frame(kFin | kPong, "x") + frame(kFin | kText, kMessage), {}},
    {"empty_fragments", frame(kText, "") + frame(kContinuation, "") + frame(kContinuation, kMessage) + frame(kFin | kContinuation, ""), {}},
    {"a_character_in_two_fragments", frame(kText, R"({"n":")" "\xc3") + frame(kFin | kContinuation, "\xb6\"," + std::string(kMessage.substr(1))), {}},
};
// clang-format on

class Understands : public testing::TestWithParam<Lawful> {};
INSTANTIATE_TEST_SUITE_P(Frames, Understands, testing::ValuesIn(kLawful), [](const auto& info) { return info.param.name; });

TEST_P(Understands, the_message_and_answers_each_ping_with_what_it_held) {
    Rig rig;
    RawPage page(rig);
    page.write(GetParam().frames);
    for (const std::string& payload : GetParam().pongs) {
        const Frame pong = page.next();
        EXPECT_EQ(pong.first, kFin | kPong);
        EXPECT_EQ(pong.payload, payload);
    }
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    expect_service_as_usual(rig);
}

TEST(Frames, that_are_a_flood_of_pings_are_answered_each) {
    constexpr int kMany = 1000;
    Rig rig;
    RawPage page(rig);
    std::string pings;
    for (int i = 0; i < kMany; ++i) pings += frame(kFin | kPing, std::to_string(i));
    page.write(pings);
    for (int i = 0; i < kMany; ++i) ASSERT_EQ(page.next().payload, std::to_string(i));
    page.write(frame(kFin | kText, kMessage));
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    expect_service_as_usual(rig);
}

TEST(Frames, that_are_pings_whose_answers_nobody_reads_end_the_connection) {
    Rig rig([](ServerConfig& config) {
        config.limits.first_message_ms = 50;
        config.limits.write_ms = 50;
    });
    asio::ip::tcp::socket page(rig.context, asio::ip::tcp::v4());
    page.set_option(asio::socket_base::receive_buffer_size(2048));
    page.connect({asio::ip::address_v4::loopback(), rig.server->port()});
    http::write(page, upgrade(rig));
    rig.until([&] { return rig.has_logged("page.connected"); });
    std::string pings;
    for (int i = 0; i < 1000; ++i) pings += frame(kFin | kPing, std::string(125, 'x'));
    while (!rig.complete([&](auto handler) { asio::async_write(page, asio::buffer(pings), handler); })) {
    }
    expect_service_as_usual(rig);
}

}  // namespace
}  // namespace maildoctor::bridge
