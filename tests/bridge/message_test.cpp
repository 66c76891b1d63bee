// What a page may say, and what becomes of a page that says something else.
#include <gmock/gmock.h>

#include "bridge/messages.hpp"
#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct Malformed {
    const char* name;
    std::string text;
    const char* id;
    const char* path;
    const char* expected;  ///< how it begins
};

void PrintTo(const Malformed& malformed, std::ostream* out) { *out << malformed.name; }

// clang-format off
const Malformed kMalformed[] = {
    {"nothing", "", "", "", "JSON"},
    {"half_an_object", "{", "", "", "JSON"},
    {"two_values", "{} {}", "", "", "JSON"},
    {"a_list", "[]", "", "", "an object"},
    {"a_text", "\"probe.start\"", "", "", "an object"},
    {"a_bomb_of_brackets", std::string(2000, '['), "", "", "JSON"},
    {"a_number_that_is_too_large", R"({"type":"probe.start","id":"p","x":1e999})", "", "", "JSON"},
    {"no_type", R"({"id":"p"})", "p", "type", "probe.start|probe.cancel"},
    {"an_unknown_type", R"({"type":"probe.login","id":"p"})", "p", "type", "probe.start|probe.cancel"},
    {"a_type_of_the_bridge", R"({"type":"hello","id":"p"})", "p", "type", "probe.start|probe.cancel"},
    {"a_type_that_is_a_number", R"({"type":7,"id":"p"})", "p", "type", "probe.start|probe.cancel"},
    {"a_start_without_id", R"({"type":"probe.start","service":"imaps"})", "", "id", "a text of 1 to 64 bytes"},
    {"a_start_with_a_number_as_id", R"({"type":"probe.start","id":1,"service":"imaps"})", "", "id", "a text"},
    {"a_start_with_a_long_id", R"({"type":"probe.start","service":"imaps","id":")" + std::string(65, 'x') + "\"}", "", "id", "a text of 1"},
    {"a_start_without_service", R"({"type":"probe.start","id":"p"})", "p", "service", "the id of a service"},
    {"a_start_with_a_list_as_service", R"({"type":"probe.start","id":"p","service":["imaps"]})", "p", "service", "a text"},
    {"a_start_with_null_as_service", R"({"type":"probe.start","id":"p","service":null})", "p", "service", "a text"},
    {"a_start_with_a_long_own_host", R"({"type":"probe.start","id":"p","service":"imaps","ownHost":")" + std::string(254, 'x') + "\"}",
     "p", "ownHost", "a host name"},
    {"a_start_with_a_text_as_tls_versions", R"({"type":"probe.start","id":"p","service":"imaps","tlsVersions":"yes"})", "p", "tlsVersions", "true or false"},
    {"a_cancel_without_id", R"({"type":"probe.cancel"})", "", "id", "the id of a probe"},
};
// clang-format on

TEST(SharedMessage, is_what_each_page_would_have_been_written_by_itself) {
    // What a server says may look like a member.
    ProbeResult result;
    result.service = R"("id":"","ageMs":0)";
    result.age_ms = 0;
    const SharedMessage shared(wire::ProbeFinished{"", result}, "ageMs");
    result.age_ms = 1234;
    const std::string id = "q\"\xc3\xb6\n";
    EXPECT_EQ(shared.with(json_string(id), 1234), write_message(wire::ProbeFinished{id, result}));

    wire::ProbeProgress progress{"", 0, "192.0.2.1", Stage::connect, Outcome::ok, 1.5};
    const SharedMessage step(progress, "seq");
    progress.id = id;
    progress.seq = 7;
    EXPECT_EQ(step.with(json_string(id), 7), write_message(progress));
}

TEST(TlsVersions, are_found_out_on_request_and_answered_from_memory_for_who_asks_the_same) {
    Rig rig([](ServerConfig& config) { config.cache_ms = kHour; });
    Page page(rig);
    const auto versions = [&](const std::string& service, const std::string& more) {
        page.send(R"({"type":"probe.start","id":"p","service":")" + service + '"' + more + "}");
        Json answer = page.answer();
        EXPECT_THAT(gist(answer), ElementsAre("capabilities ok"));
        return answer["result"]["addresses"][0]["tlsVersions"];
    };
    const std::string asked = R"(,"tlsVersions":true)";
    EXPECT_EQ(versions("imaps", asked), Json::array({"TLSv1.2", "TLSv1.3"}));
    EXPECT_EQ(versions("imap", asked), Json::array({"TLSv1.2", "TLSv1.3"}));
    EXPECT_EQ(versions("imaps-tls12-only", asked), Json::array({"TLSv1.2"}));
    EXPECT_EQ(versions("imaps-tls13-only", asked), Json::array({"TLSv1.3"}));
    EXPECT_EQ(rig.ward.accepted("imaps"), 2U);
    EXPECT_EQ(versions("imaps", asked), Json::array({"TLSv1.2", "TLSv1.3"}));
    EXPECT_EQ(rig.ward.accepted("imaps"), 2U);
    EXPECT_EQ(versions("imaps", ""), Json::array());
    EXPECT_EQ(rig.ward.accepted("imaps"), 3U);
}

class Saying : public testing::TestWithParam<Malformed> {};
INSTANTIATE_TEST_SUITE_P(Page, Saying, testing::ValuesIn(kMalformed), [](const auto& info) { return info.param.name; });

TEST_P(Saying, gets_an_error_with_its_path_and_the_connection_goes_on) {
    Rig rig;
    Page page(rig);
    page.send(GetParam().text);
    const Json error = page.answer();
    EXPECT_EQ(error["type"], "error");
    EXPECT_EQ(error["reason"], "message-malformed");
    EXPECT_EQ(error["id"], GetParam().id);
    EXPECT_EQ(error["path"], GetParam().path);
    EXPECT_THAT(error["expected"].get<std::string>(), StartsWith(GetParam().expected));
    page.start("p", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    expect_service_as_usual(rig);
}

TEST(Message, in_a_binary_frame_gets_an_error_and_the_connection_goes_on) {
    Rig rig;
    Page page(rig);
    page.send(R"({"type":"probe.start","id":"p","service":"imaps"})", true);
    const Json error = page.answer();
    EXPECT_EQ(error["reason"], "message-malformed");
    EXPECT_EQ(error["expected"], "a text frame");
    page.start("p", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
}

TEST(Message, with_unknown_members_is_understood) {
    Rig rig;
    Page page(rig);
    page.send(R"({"type":"probe.start","future":{"a":[1]},"id":"p","service":"imaps","port":25,"address":"10.0.0.1"})");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
}

TEST(Message, of_the_greatest_size_is_understood) {
    Rig rig;
    Page page(rig);
    std::string text = R"({"type":"probe.start","id":"p","service":"imaps"})";
    text.append(4096 - text.size(), ' ');
    page.send(text);
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
}

TEST(Message, that_is_one_byte_too_large_ends_the_connection_after_an_error) {
    Rig rig;
    Page page(rig);
    page.send(std::string(4097, ' '));
    EXPECT_THAT(gist(page.answer()), ElementsAre("message-too-large"));
    EXPECT_EQ(page.close_code(), 1009U);
    expect_service_as_usual(rig);
}

TEST(Message, that_is_much_too_large_is_read_without_being_kept) {
    Rig rig;
    Page page(rig);
    page.send(std::string(4 << 20, ' '));
    EXPECT_THAT(gist(page.answer()), ElementsAre("message-too-large"));
    EXPECT_EQ(page.close_code(), 1009U);
    expect_service_as_usual(rig);
}

TEST(Message, that_is_no_utf8_ends_the_connection) {
    Rig rig;
    Page page(rig);
    page.send("{\"id\":\"\xff\"}");
    EXPECT_EQ(page.close_code(), 1007U);
    expect_service_as_usual(rig);
}

TEST(Message, that_cancels_what_is_not_open_gets_no_answer) {
    Rig rig;
    Page page(rig);
    page.cancel("never-started");
    page.start("p", "imaps");
    EXPECT_EQ(page.answer()["id"], "p");
}

TEST(Page, that_floods_without_reading_gets_every_answer_in_the_end) {
    constexpr int kMany = 1000;
    Rig rig([](ServerConfig& config) { config.limits.message_rate_per_connection = {kMany, 1}; });
    Page page(rig);
    for (int i = 0; i < kMany; ++i) page.start("p" + std::to_string(i), "no-such-service");
    for (int i = 0; i < kMany; ++i) {
        const Json error = page.answer();
        ASSERT_EQ(error["id"], "p" + std::to_string(i));
        ASSERT_EQ(error["reason"], "service-not-offered");
    }
    expect_service_as_usual(rig);
}

}  // namespace
}  // namespace maildoctor::bridge
