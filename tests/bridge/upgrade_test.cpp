// Who may speak to the bridge: the upgrade, the first message, and what is refused before there is a session.
#include <gmock/gmock.h>
#include <boost/beast/http/write.hpp>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

namespace http = boost::beast::http;
using testing::HasSubstr;

TEST(Upgrade, is_answered_with_the_subprotocol_and_hello) {
    Rig rig;
    const HttpResponse response = rig.exchange(upgrade(rig));
    EXPECT_EQ(response.result_int(), 101U);
    EXPECT_EQ(response[http::field::sec_websocket_protocol], "mail-doctor.v1");
    EXPECT_EQ(response.count(http::field::sec_websocket_extensions), 0U);
}

TEST(Upgrade, is_followed_by_hello_before_anything_else) {
    Rig rig([](ServerConfig& config) { config.vantage = "the ward"; });
    Page page(rig);
    EXPECT_EQ(page.hello["type"], "hello");
    EXPECT_EQ(page.hello["version"], "1.2.3");
    EXPECT_EQ(page.hello["vantage"], "the ward");
    EXPECT_EQ(page.hello["profile"], "practice.test");
    EXPECT_EQ(page.hello["messageLimit"], 4096);
    EXPECT_EQ(page.hello["concurrentLimit"], 8);
    EXPECT_EQ(page.hello["probeLimitMs"], 60000);
    EXPECT_EQ(page.hello["services"].size(), rig.ward.services().size());
}

TEST(Hello, tells_the_same_profile_hash_for_the_same_profile_only) {
    Rig rig;
    Rig other([](ServerConfig& config) { config.profiles[0].id = "another.test"; });
    Page first(rig), second(rig), third(other);
    EXPECT_EQ(first.hello["profileHash"], second.hello["profileHash"]);
    EXPECT_NE(first.hello["profileHash"], third.hello["profileHash"]);
}

struct Spoilt {
    const char* name;
    void (*spoil)(HttpRequest&);
    unsigned status;
};

void PrintTo(const Spoilt& spoilt, std::ostream* out) { *out << spoilt.name; }

// clang-format off
const Spoilt kSpoilt[] = {
    {"from_a_foreign_origin", [](HttpRequest& request) { request.set(http::field::origin, "https://evil.test"); }, 403},
    {"from_an_origin_without_a_name", [](HttpRequest& request) { request.set(http::field::origin, "null"); }, 403},
    {"from_an_empty_origin", [](HttpRequest& request) { request.set(http::field::origin, ""); }, 403},
    {"from_an_origin_that_begins_like_ours", [](HttpRequest& request) {
        request.set(http::field::origin, std::string(request[http::field::origin]) + ".evil.test"); }, 403},
    {"without_subprotocol", [](HttpRequest& request) { request.erase(http::field::sec_websocket_protocol); }, 400},
    {"with_another_subprotocol", [](HttpRequest& request) { request.set(http::field::sec_websocket_protocol, "mail-doctor.v2"); }, 400},
    {"with_a_subprotocol_that_begins_like_ours", [](HttpRequest& request) {
        request.set(http::field::sec_websocket_protocol, "mail-doctor.v11, xmail-doctor.v1"); }, 400},
    {"with_a_body", [](HttpRequest& request) { request.body() = "GET / HTTP/1.1\r\n\r\n"; request.prepare_payload(); }, 400},
    {"with_an_empty_body", [](HttpRequest& request) { request.content_length(0); }, 400},
    {"with_a_chunked_body", [](HttpRequest& request) { request.body() = "x"; request.chunked(true); }, 400},
    {"at_another_place", [](HttpRequest& request) { request.target("/"); }, 404},
    {"at_a_place_that_begins_alike", [](HttpRequest& request) { request.target("/bridges"); }, 404},
    {"with_another_version", [](HttpRequest& request) { request.set(http::field::sec_websocket_version, "8"); }, 426},
    {"without_a_version", [](HttpRequest& request) { request.erase(http::field::sec_websocket_version); }, 426},
    {"without_a_host", [](HttpRequest& request) { request.erase(http::field::host); }, 400},
    {"with_a_key_of_15_bytes", [](HttpRequest& request) { request.set(http::field::sec_websocket_key, "AAAAAAAAAAAAAAAAAAAA"); }, 400},
    {"with_a_key_of_17_bytes", [](HttpRequest& request) { request.set(http::field::sec_websocket_key, "AAAAAAAAAAAAAAAAAAAAAAA="); }, 400},
    {"with_a_key_in_no_base64", [](HttpRequest& request) { request.set(http::field::sec_websocket_key, "AAAAAAAAAAAA*AAAAAAAAA=="); }, 400},
    {"without_a_key", [](HttpRequest& request) { request.erase(http::field::sec_websocket_key); }, 400},
};
// clang-format on

class Refused : public testing::TestWithParam<Spoilt> {};
INSTANTIATE_TEST_SUITE_P(Upgrade, Refused, testing::ValuesIn(kSpoilt), [](const auto& info) { return info.param.name; });

TEST_P(Refused, upgrade_gets_an_ordinary_answer_and_no_session) {
    Rig rig;
    HttpRequest request = upgrade(rig);
    GetParam().spoil(request);
    const HttpResponse response = rig.exchange(request);
    EXPECT_EQ(response.result_int(), GetParam().status);
    expect_service_as_usual(rig);
}

TEST(Upgrade, without_an_origin_is_accepted_because_it_comes_from_no_browser) {
    Rig rig;
    HttpRequest request = upgrade(rig);
    request.erase(http::field::origin);
    EXPECT_EQ(rig.exchange(request).result_int(), 101U);
}

TEST(Upgrade, with_our_subprotocol_among_others_is_accepted) {
    Rig rig;
    HttpRequest request = upgrade(rig);
    request.set(http::field::sec_websocket_protocol, "mail-doctor.v2,  mail-doctor.v1 , chat");
    const HttpResponse response = rig.exchange(request);
    EXPECT_EQ(response.result_int(), 101U);
    EXPECT_EQ(response[http::field::sec_websocket_protocol], "mail-doctor.v1");
}

TEST(Upgrade, from_an_origin_on_the_list_is_accepted_and_from_our_own_address_then_is_not) {
    Rig rig([](ServerConfig& config) { config.allowed_origins = {"https://www.practice.test"}; });
    HttpRequest request = upgrade(rig);
    EXPECT_EQ(rig.exchange(request).result_int(), 403U);
    request.set(http::field::origin, "https://www.practice.test");
    EXPECT_EQ(rig.exchange(request).result_int(), 101U);
}

TEST(Upgrade, that_is_none_is_told_what_is_wanted) {
    Rig rig;
    const HttpResponse response = rig.exchange(get("/bridge"));
    EXPECT_EQ(response.result_int(), 426U);
    EXPECT_THAT(response.body(), HasSubstr("WebSocket"));
}

TEST(Connection, with_a_header_too_large_is_ended_and_harms_nobody) {
    Rig rig;
    auto stream = rig.connect();
    HttpRequest request = get("/healthz");
    request.set("X-Large", std::string(20'000, 'x'));
    rig.complete([&](auto handler) { http::async_write(stream, request, handler); });
    char byte = 0;
    EXPECT_TRUE(rig.complete([&](auto handler) { stream.async_read_some(boost::asio::buffer(&byte, 1), handler); }));
    expect_service_as_usual(rig);
}

TEST(Connection, above_the_limit_is_ended_until_another_has_left) {
    Rig rig([](ServerConfig& config) { config.limits.connections_in_total = 1; });
    Page first(rig);
    auto second = rig.connect();
    char byte = 0;
    EXPECT_TRUE(rig.complete([&](auto handler) { second.async_read_some(boost::asio::buffer(&byte, 1), handler); }));
    first.start("p", "imaps-silent");
    first.sees_begin(Stage::tls_handshake);
    first.vanishes();
    rig.until([&] { return rig.has_logged("probe.finished"); });
    expect_service_as_usual(rig);
}

}  // namespace
}  // namespace maildoctor::bridge
