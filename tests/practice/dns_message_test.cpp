// The ward's DNS messages: against c-ares, and against packets that mean harm.
#include <random>

#include <ares.h>
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netdb.h>

#include "practice/dns_server.hpp"

namespace maildoctor::practice::dns {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// A query as c-ares writes it.
Bytes query_of_c_ares(const char* name, int type) {
    unsigned char* text = nullptr;
    int size = 0;
    EXPECT_EQ(ares_create_query(name, kClassIn, type, 4711, 1, &text, &size, 1232), ARES_SUCCESS);
    Bytes out(text, text + size);
    ares_free_string(text);
    return out;
}

Zones zones() {
    return {{"one.practice.test", {.addresses = {"127.0.0.1", "127.0.0.2", "::1"}}}, {"none.practice.test", {}},
        {"broken.practice.test", {.rcode = Rcode::server_failure}}, {"mute.practice.test", {.silent = true}}};
}

Bytes reply_to(const char* name, int type) {
    const auto query = decode(query_of_c_ares(name, type));
    EXPECT_TRUE(query);
    const auto reply = answer(zones(), *query);
    EXPECT_TRUE(reply);
    return *encode(*reply);
}

std::vector<std::string> ipv4_read_by_c_ares(const Bytes& reply, int& status) {
    ares_addrttl found[8];
    int count = 8;
    status = ares_parse_a_reply(reply.data(), static_cast<int>(reply.size()), nullptr, found, &count);
    std::vector<std::string> out;
    for (int i = 0; status == ARES_SUCCESS && i < count; ++i) {
        char text[INET_ADDRSTRLEN];
        out.emplace_back(inet_ntop(AF_INET, &found[i].ipaddr, text, sizeof text));
    }
    return out;
}

TEST(DnsMessage, reads_the_query_that_c_ares_writes) {
    const auto query = decode(query_of_c_ares("One.Practice.Test", kTypeA));
    ASSERT_TRUE(query);
    EXPECT_EQ(query->id, 4711);
    EXPECT_TRUE(query->recursion_desired);
    EXPECT_FALSE(query->response);
    EXPECT_THAT(query->questions, testing::ElementsAre(Question{"One.Practice.Test", kTypeA, kClassIn}));
}

TEST(DnsMessage, is_read_by_c_ares) {
    int status = 0;
    EXPECT_THAT(
        ipv4_read_by_c_ares(reply_to("one.practice.test", kTypeA), status), testing::ElementsAre("127.0.0.1", "127.0.0.2"));
    EXPECT_EQ(status, ARES_SUCCESS);
    const Bytes reply = reply_to("one.practice.test", kTypeAaaa);
    ares_addr6ttl found[2];
    int count = 2;
    EXPECT_EQ(ares_parse_aaaa_reply(reply.data(), static_cast<int>(reply.size()), nullptr, found, &count), ARES_SUCCESS);
    EXPECT_EQ(count, 1);
}

TEST(DnsMessage, says_that_a_name_has_no_address) {
    int status = 0;
    EXPECT_THAT(ipv4_read_by_c_ares(reply_to("none.practice.test", kTypeA), status), testing::IsEmpty());
    EXPECT_EQ(status, ARES_ENODATA);
}

TEST(DnsServer, tells_absence_failure_and_silence_apart) {
    const auto rcode = [](const char* name) { return decode(reply_to(name, kTypeA))->rcode; };
    EXPECT_EQ(rcode("unheard-of.practice.test"), Rcode::name_error);
    EXPECT_EQ(rcode("broken.practice.test"), Rcode::server_failure);
    EXPECT_EQ(rcode("none.practice.test"), Rcode::no_error);
    EXPECT_FALSE(answer(zones(), *decode(query_of_c_ares("mute.practice.test", kTypeA))));
}

TEST(DnsServer, does_not_answer_an_answer) {
    const auto reply = decode(reply_to("one.practice.test", kTypeA));
    ASSERT_TRUE(reply);
    EXPECT_FALSE(answer(zones(), *reply));
}

TEST(DnsMessage, survives_the_round_trip) {
    Message message;
    message.id = 0xBEEF;
    message.response = message.authoritative = message.recursion_available = true;
    message.opcode = 5;
    message.rcode = Rcode::refused;
    message.questions = {{std::string(63, 'a') + ".b", kTypeAaaa, kClassIn}, {"", 2, 3}};
    message.answers = {{"x.y", 99, 1, 0xFFFFFFFF, Bytes(300, 7)}, {"z", 1, 1, 0, {}}};
    EXPECT_EQ(decode(*encode(message)), message);
}

TEST(DnsMessage, reads_a_name_that_is_compressed) {
    Bytes bytes = *encode({.id = 1, .questions = {{"a.bc", kTypeA, kClassIn}, {"d", kTypeA, kClassIn}}});
    bytes.resize(bytes.size() - 5);                     // the end of the second name, its type and its class
    bytes.insert(bytes.end(), {0xC0, 14, 0, 1, 0, 1});  // 14: where "bc" begins
    const auto message = decode(bytes);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->questions[1].name, "d.bc");
}

Bytes with_question(std::initializer_list<int> name) {
    Bytes out{0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    for (const int octet : name) out.push_back(static_cast<std::uint8_t>(octet));
    out.insert(out.end(), {0, 1, 0, 1});
    return out;
}

TEST(DnsMessage, refuses_a_pointer_that_does_not_lead_back) {
    EXPECT_FALSE(decode(with_question({0xC0, 12})));          // to itself
    EXPECT_FALSE(decode(with_question({0xC0, 14, 0})));       // forwards
    EXPECT_FALSE(decode(with_question({0xFF, 0xFF})));        // out of the message
    EXPECT_FALSE(decode(with_question({1, 'a', 0xC0, 12})));  // round and round
}

TEST(DnsMessage, refuses_labels_that_are_none) {
    EXPECT_FALSE(decode(with_question({0x40, 'a', 0})));         // a reserved kind of label
    EXPECT_FALSE(decode(with_question({3, 'a', '.', 'b', 0})));  // a point within one
    EXPECT_FALSE(encode({.questions = {{"a..b"}}}));
    EXPECT_FALSE(encode({.questions = {{"a."}}}));
    EXPECT_FALSE(encode({.questions = {{std::string(64, 'a')}}}));
    std::string longest;
    for (int i = 0; i < 127; ++i) longest += i == 0 ? "a" : ".a";
    EXPECT_TRUE(encode({.questions = {{longest}}}));
    EXPECT_FALSE(encode({.questions = {{longest + ".a"}}}));
}

TEST(DnsMessage, refuses_every_message_that_is_cut_short) {
    const Bytes whole = reply_to("one.practice.test", kTypeA);
    ASSERT_TRUE(decode(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(decode(std::span(whole).first(size))) << size;
}

TEST(DnsMessage, that_is_read_can_be_written_and_read_again) {
    std::mt19937 random(1);
    const Bytes whole = reply_to("one.practice.test", kTypeA);
    for (int round = 0; round < 20'000; ++round) {
        Bytes bytes = whole;
        for (unsigned i = 0; i < 1 + random() % 4; ++i) bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
        const auto message = decode(bytes);
        if (!message) continue;
        const auto again = encode(*message);
        ASSERT_TRUE(again);
        EXPECT_EQ(decode(*again), message);
    }
}

}  // namespace
}  // namespace maildoctor::practice::dns
