// What one client, one page and all together may do, and what happens to who wants more.
#include <gmock/gmock.h>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using testing::ElementsAre;

constexpr unsigned kNormal = 1000;
constexpr unsigned kPolicy = 1008;

void behind_a_proxy(ServerConfig& config) { config.proxies.trusted = {"127.0.0.1"}; }

TEST(Protection, gives_each_client_its_own_probes_and_all_together_theirs) {
    Rig rig([](ServerConfig& config) {
        behind_a_proxy(config);
        config.limits.probe_rate_per_client = {1, 1};
        config.limits.probe_rate_in_total = {2, 1};
    });
    Page page(rig, "192.0.2.1"), same(rig, "192.0.2.1"), other(rig, "192.0.2.2"), third(rig, "192.0.2.3");
    page.start("a", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    same.start("b", "imaps");
    EXPECT_THAT(gist(same.answer()), ElementsAre("too-many-probes"));
    other.start("c", "imaps");
    EXPECT_THAT(gist(other.answer()), ElementsAre("capabilities ok"));
    third.start("d", "imaps");
    EXPECT_THAT(gist(third.answer()), ElementsAre("too-many-probes"));
}

TEST(Protection, lets_nobody_shed_its_past_by_connecting_anew_or_by_claiming_to_be_forwarded) {
    Rig rig([](ServerConfig& config) { config.limits.probe_rate_per_client = {1, 1}; });
    expect_service_as_usual(rig);
    Page page(rig, "192.0.2.1");
    page.start("p", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("too-many-probes"));
}

TEST(Protection, takes_no_token_for_an_answer_from_the_cache_or_from_a_probe_under_way) {
    Rig rig([](ServerConfig& config) {
        config.cache_ms = kHour;
        config.limits.probe_rate_per_client = {2, 1};
    });
    Page page(rig), other(rig);
    page.start("a", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    page.start("b", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    other.start("c", "imaps");
    EXPECT_THAT(gist(other.answer()), ElementsAre("capabilities ok"));
    other.start("d", "imaps-silent");
    other.sees_begin(Stage::tls_handshake);
    other.start("e", "pop3s");
    EXPECT_THAT(gist(other.answer()), ElementsAre("too-many-probes"));
}

TEST(Protection, takes_no_token_for_what_is_refused_anyway) {
    Rig rig([](ServerConfig& config) { config.limits.probe_rate_per_client = {1, 1}; });
    Page page(rig);
    page.start("a", "no-such-service");
    EXPECT_THAT(gist(page.answer()), ElementsAre("service-not-offered"));
    page.start("b", "imaps", "no-host-name");
    EXPECT_THAT(gist(page.answer()), ElementsAre("name-not-found"));
    page.start("c", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
}

TEST(Protection, lets_all_ask_about_few_own_hosts_only_whatever_comes_of_it) {
    Rig rig([](ServerConfig& config) { config.limits.own_host_rate_in_total = {2, 1}; });
    Page page(rig);
    for (const char* name : {kUnheardOf, kElsewhere}) {
        page.start("a", "imaps", name);
        EXPECT_THAT(gist(page.answer()), ElementsAre(testing::AnyOf("name-not-found", "not-this-provider")));
    }
    page.start("b", "imaps", kOwnHost);
    EXPECT_THAT(gist(page.answer()), ElementsAre("too-many-probes"));
    page.start("c", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
}

TEST(Protection, gives_each_client_its_connections) {
    Rig rig([](ServerConfig& config) {
        behind_a_proxy(config);
        config.limits.connections_per_client = 1;
    });
    Page page(rig, "192.0.2.1"), other(rig, "192.0.2.2");
    HttpRequest request = upgrade(rig);
    request.set("X-Forwarded-For", "198.51.100.1, 192.0.2.1");
    EXPECT_EQ(rig.exchange(request).result_int(), 429U);
    request.set("X-Forwarded-For", "192.0.2.1, 198.51.100.1");
    EXPECT_EQ(rig.exchange(request).result_int(), 101U);
    request.set("Forwarded", "for=198.51.100.7");
    request.set("X-Forwarded-For", "192.0.2.1");
    EXPECT_EQ(rig.exchange(request).result_int(), 429U) << "the header that our proxy does not write is the client's";
}

TEST(Protection, reads_the_header_that_the_proxy_is_said_to_write) {
    Rig rig([](ServerConfig& config) {
        behind_a_proxy(config);
        config.proxies.header = ClientHeader::forwarded;
        config.limits.connections_per_client = 1;
    });
    HttpRequest request = upgrade(rig);
    request.set("Forwarded", "for=192.0.2.1");
    request.set("X-Forwarded-For", "198.51.100.7");
    auto first = rig.connect();
    rig.complete([&](auto handler) { http::async_write(first, request, handler); });
    EXPECT_EQ(rig.exchange(request).result_int(), 429U);
}

TEST(Protection, ends_the_connection_that_is_one_too_many_of_a_client_before_it_says_anything) {
    Rig rig([](ServerConfig& config) { config.limits.connections_per_client = 1; });
    Page page(rig);
    auto second = rig.connect();
    char byte = 0;
    EXPECT_TRUE(rig.complete([&](auto handler) { second.async_read_some(asio::buffer(&byte, 1), handler); }));
    page.start("p", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
}

TEST(Protection, ends_a_page_that_sends_too_many_messages_and_says_so) {
    Rig rig([](ServerConfig& config) { config.limits.message_rate_per_connection = {2, 1}; });
    Page page(rig);
    page.start("a", "no-such-service");
    EXPECT_THAT(gist(page.answer()), ElementsAre("service-not-offered"));
    page.start("b", "no-such-service");
    EXPECT_THAT(gist(page.answer()), ElementsAre("service-not-offered"));
    page.start("c", "no-such-service");
    EXPECT_THAT(gist(page.answer()), ElementsAre("too-many-messages"));
    EXPECT_EQ(page.close_code(), kPolicy);
    expect_service_as_usual(rig);
}

TEST(Protection, ends_a_page_that_never_says_anything) {
    Rig rig([](ServerConfig& config) { config.limits.first_message_ms = 1; });
    Page page(rig);
    EXPECT_EQ(page.close_code(), kPolicy);
}

TEST(Protection, ends_an_idle_page_but_not_one_that_waits_for_its_probe) {
    Rig rig([](ServerConfig& config) { config.limits.idle_ms = 1; });
    Page page(rig);
    page.start("p", "imaps-dns-slow");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    EXPECT_EQ(page.close_code(), kNormal);
}

TEST(Protection, drops_a_page_that_does_not_read_what_it_is_sent) {
    Rig rig([](ServerConfig& config) {
        config.limits.write_ms = 1;
        config.limits.message_rate_per_connection = {1e6, 1e6};
    });
    asio::ip::tcp::socket page(rig.context, asio::ip::tcp::v4());
    page.set_option(asio::socket_base::receive_buffer_size(2048));
    page.connect({asio::ip::address_v4::loopback(), rig.server->port()});
    http::write(page, upgrade(rig));
    std::string head;
    rig.complete([&](auto handler) { asio::async_read_until(page, asio::dynamic_buffer(head), "\r\n\r\n", handler); });
    // Each is a masked text frame that is no message, and is answered with more than it is long.
    const std::string frame("\x81\x81\0\0\0\0x", 7);
    std::string frames;
    for (int i = 0; i < 10'000; ++i) frames += frame;
    asio::async_write(page, asio::buffer(frames), [](const boost::system::error_code&, std::size_t) {});
    rig.until([&] { return rig.has_logged("stalled"); });
    expect_service_as_usual(rig);
}

TEST(Protection, refuses_an_upgrade_that_is_followed_by_more_before_it_is_answered) {
    Rig rig;
    auto stream = rig.connect();
    std::ostringstream request;
    request << upgrade(rig) << "\x81\x80";
    const std::string text = request.str();
    rig.complete([&](auto handler) { asio::async_write(stream, asio::buffer(text), handler); });
    std::string answer;
    rig.complete([&](auto handler) { asio::async_read_until(stream, asio::dynamic_buffer(answer), "\r\n", handler); });
    EXPECT_THAT(answer, testing::StartsWith("HTTP/1.1 400 "));
}

TEST(Protection, agrees_to_no_compression) {
    Rig rig;
    HttpRequest request = upgrade(rig);
    request.set(http::field::sec_websocket_extensions, "permessage-deflate; client_max_window_bits");
    const HttpResponse response = rig.exchange(request);
    EXPECT_EQ(response.result_int(), 101U);
    EXPECT_EQ(response.count(http::field::sec_websocket_extensions), 0U);
}

}  // namespace
}  // namespace maildoctor::bridge
