// Two phases: let what runs end, then end it; every open probe gets its one answer.
#include <gmock/gmock.h>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/write.hpp>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

using testing::ElementsAre;

constexpr unsigned kGoingAway = 1001;

void until_ended(Rig& rig) {
    rig.until([&] { return rig.server->has_ended(); });
}

TEST(Shutdown, of_an_idle_server_ends_at_once) {
    Rig rig;
    EXPECT_FALSE(rig.server->has_ended());
    rig.server->stop();
    until_ended(rig);
}

TEST(Shutdown, leaves_the_context_without_work) {
    Rig rig;
    expect_service_as_usual(rig);
    rig.server->stop();
    rig.ward.stop();
    rig.context.restart();
    rig.context.run();
    EXPECT_TRUE(rig.server->has_ended());
}

TEST(Shutdown, closes_idle_pages_and_idle_connections) {
    Rig rig;
    Page page(rig);
    auto silent = rig.connect();
    rig.server->stop();
    EXPECT_EQ(page.close_code(), kGoingAway);
    until_ended(rig);
}

TEST(Shutdown, accepts_nobody_new) {
    Rig rig;
    Page page(rig);
    page.start("p", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    const auto port = rig.server->port();
    rig.server->stop();
    boost::beast::tcp_stream late(rig.context);
    const auto error = rig.complete([&](auto handler) {
        late.async_connect({boost::asio::ip::address_v4::loopback(), port}, handler);
    });
    EXPECT_EQ(error, boost::asio::error::connection_refused);
}

TEST(Shutdown, lets_a_running_probe_end_and_starts_no_other) {
    Rig rig;
    Page page(rig);
    page.start("a", "imaps-dns-slow");
    page.sees_begin(Stage::resolve);
    rig.server->stop();
    page.start("b", "imaps");
    const Json refused = page.answer();
    EXPECT_EQ(refused["id"], "b");
    EXPECT_THAT(gist(refused), ElementsAre("shutting-down"));
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    EXPECT_EQ(page.close_code(), kGoingAway);
    until_ended(rig);
}

TEST(Shutdown, that_is_asked_for_twice_cancels_what_runs_and_answers_it) {
    Rig rig([](ServerConfig& config) { config.grace_ms = kHour; });
    Page page(rig), other(rig);
    page.start("a", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    other.start("b", "imaps-silent");
    other.sees_begin(Stage::tls_handshake);
    rig.server->stop();
    EXPECT_FALSE(rig.has_logged("probe.finished"));
    rig.server->stop();
    for (Page* each : {&page, &other}) {
        EXPECT_THAT(gist(each->answer()), ElementsAre("tls-handshake cancelled"));
        EXPECT_EQ(each->close_code(), kGoingAway);
    }
    until_ended(rig);
}

TEST(Shutdown, cancels_what_still_runs_after_the_grace) {
    Rig rig([](ServerConfig& config) { config.grace_ms = 1; });
    Page page(rig);
    page.start("a", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    rig.server->stop();
    EXPECT_THAT(gist(page.answer()), ElementsAre("tls-handshake cancelled"));
    EXPECT_EQ(page.close_code(), kGoingAway);
    until_ended(rig);
}

TEST(Shutdown, answers_a_question_about_an_own_host_too) {
    Rig rig([](ServerConfig& config) { config.grace_ms = kHour; });
    Page page(rig);
    page.start("a", "imaps", kSilentName);
    page.start("b", "no-such-service");
    EXPECT_EQ(page.answer()["id"], "b");  // so that the bridge has read the first
    rig.server->stop();
    rig.server->stop();
    const Json answer = page.answer();
    EXPECT_EQ(answer["id"], "a");
    EXPECT_THAT(gist(answer), ElementsAre("shutting-down"));
    EXPECT_EQ(page.close_code(), kGoingAway);
    until_ended(rig);
}

TEST(Shutdown, does_not_wait_for_a_page_that_does_not_answer) {
    Rig rig([](ServerConfig& config) { config.grace_ms = 1; });
    Page page(rig);
    page.start("a", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    rig.server->stop();
    until_ended(rig);  // nobody reads what the page is sent
}

TEST(Shutdown, of_a_server_with_remembered_results_ends) {
    Rig rig([](ServerConfig& config) { config.cache_ms = kHour; });
    Page page(rig);
    page.start("a", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    rig.server->stop();
    EXPECT_EQ(page.close_code(), kGoingAway);
    rig.ward.stop();
    rig.context.restart();
    rig.context.run();
    EXPECT_TRUE(rig.server->has_ended());
}

/// Between the request that was found acceptable and the session there is a moment when the server knows of neither.
TEST(Shutdown, at_any_moment_of_an_upgrade_ends_the_connection_in_order) {
    const std::string close_1001 = "\x88\x02\x03\xe9";
    const std::string close_masked{"\x88\x82\0\0\0\0\x03\xe9", 8};
    int before = 0, after = 0;
    for (int steps = 0; steps < 12; ++steps) {
        Rig rig;
        rig.context.poll();
        boost::asio::ip::tcp::socket page(rig.context);
        page.connect({boost::asio::ip::address_v4::loopback(), rig.server->port()});
        boost::beast::http::write(page, upgrade(rig));
        for (int i = 0; i < steps; ++i) rig.context.poll_one();
        rig.server->stop();
        std::string received;
        const auto ended = rig.complete([&](auto handler) {
            boost::asio::async_read_until(page, boost::asio::dynamic_buffer(received), close_1001, handler);
        });
        const bool upgraded = received.find("101 Switching Protocols") != std::string::npos;
        EXPECT_EQ(upgraded, !ended) << "a session is told that it ends, after " << steps;
        if (upgraded) boost::asio::write(page, boost::asio::buffer(close_masked));
        page.close();
        until_ended(rig);
        ++(upgraded ? after : before);
    }
    EXPECT_GT(before, 0);
    EXPECT_GT(after, 0);
}

}  // namespace
}  // namespace maildoctor::bridge
