// What the operator sees: health, readiness, metrics, the log; and that nobody is seen in them.
#include <cstdio>

#include <gmock/gmock.h>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

namespace http = boost::beast::http;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string metrics(Rig& rig) { return rig.exchange(get("/metrics"), rig.server->operator_port()).body(); }

/// The value of the sample `name`, with its labels as Prometheus writes them; -1 where there is none.
double sample(const std::string& text, const std::string& name) {
    const std::size_t at = ("\n" + text).find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size()));
}

void ask(Page& page, std::initializer_list<const char*> services) {
    for (const char* service : services) {
        page.start("p", service);
        page.answer();
    }
}

TEST(Metrics, are_on_the_operators_port_only) {
    Rig rig;
    EXPECT_EQ(rig.exchange(get("/metrics")).result_int(), 404U);
    const HttpResponse response = rig.exchange(get("/metrics"), rig.server->operator_port());
    EXPECT_EQ(response.result_int(), 200U);
    EXPECT_THAT(std::string(response[http::field::content_type]), testing::StartsWith("text/plain"));
    EXPECT_EQ(sample(response.body(), "maildoctor_build_info{version=\"1.2.3\"}"), 1);
}

TEST(Metrics, count_probes_by_service_stage_and_outcome_with_their_times) {
    Rig rig;
    Page page(rig);
    ask(page, {"imaps", "imaps-expired", "imaps", "imaps-dns-failure"});
    page.start("p", "imaps", kOwnHost);
    page.answer();
    const std::string text = metrics(rig);
    const auto probes = [&](const std::string& labels) { return sample(text, "maildoctor_probes_total{" + labels + "}"); };
    EXPECT_EQ(probes(R"(outcome="ok",own_host="false",service="imaps",stage="capabilities",vantage_available="true")"), 2);
    EXPECT_EQ(
        probes(R"(outcome="expired",own_host="false",service="imaps-expired",stage="certificate",vantage_available="true")"), 1);
    EXPECT_EQ(
        probes(R"(outcome="name-mismatch",own_host="true",service="imaps",stage="certificate",vantage_available="true")"), 1);
    // Whose DNS fails knows nothing of the mail server.
    EXPECT_EQ(
        probes(
            R"(outcome="resolver-failed",own_host="false",service="imaps-dns-failure",stage="resolve",vantage_available="false")"),
        1);
    EXPECT_EQ(sample(text, R"(maildoctor_probe_duration_seconds_count{service="imaps"})"), 3);
    EXPECT_EQ(sample(text, R"(maildoctor_probe_duration_seconds_bucket{service="imaps",le="+Inf"})"), 3);
    EXPECT_EQ(sample(text, R"(maildoctor_stage_duration_seconds_count{stage="tls-handshake"})"), 4);
}

TEST(Metrics, are_as_prometheus_wants_them) {
    Rig rig;
    Page page(rig);
    ask(page, {"imaps", "imaps-expired", "no-such-service"});
    FILE* promtool = popen("promtool check metrics", "w");
    std::fputs(metrics(rig).c_str(), promtool);
    EXPECT_EQ(pclose(promtool), 0) << "what is wrong stands above";
}

TEST(Metrics, tell_what_answered_a_request_and_how_things_stand) {
    Rig rig([](ServerConfig& config) { config.cache_ms = kHour; });
    Page page(rig), other(rig);
    page.start("a", "imaps");
    page.answer();
    other.start("b", "imaps");
    other.answer();
    page.start("c", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    other.start("d", "imaps-silent");
    other.sees_begin(Stage::tls_handshake);
    const std::string text = metrics(rig);
    EXPECT_EQ(sample(text, R"(maildoctor_probe_requests_total{answered_by="new-probe"})"), 2);
    EXPECT_EQ(sample(text, R"(maildoctor_probe_requests_total{answered_by="cache"})"), 1);
    EXPECT_EQ(sample(text, R"(maildoctor_probe_requests_total{answered_by="probe-under-way"})"), 1);
    EXPECT_EQ(sample(text, "maildoctor_connections"), 2);
    EXPECT_EQ(sample(text, "maildoctor_pages"), 2);
    EXPECT_EQ(sample(text, "maildoctor_probes_under_way"), 1);
    EXPECT_EQ(sample(text, "maildoctor_clients"), 1);
}

TEST(Metrics, count_refusals_by_reason) {
    Rig rig([](ServerConfig& config) { config.limits.probe_rate_per_client = {1, 1}; });
    HttpRequest foreign = upgrade(rig);
    foreign.set(http::field::origin, "https://elsewhere.test");
    rig.exchange(foreign);
    Page page(rig);
    page.start("a", "imaps");
    page.answer();
    page.start("b", "imaps");
    page.answer();
    page.send("garbage");
    page.answer();
    const std::string text = metrics(rig);
    EXPECT_EQ(sample(text, R"(maildoctor_refusals_total{reason="origin",what="upgrade"})"), 1);
    EXPECT_EQ(sample(text, R"(maildoctor_refusals_total{reason="too-many-probes",what="probe"})"), 1);
    EXPECT_EQ(sample(text, R"(maildoctor_refusals_total{reason="message-malformed",what="message"})"), 1);
}

TEST(OperatorPort, is_closed_unless_the_configuration_names_it) {
    EXPECT_EQ(Config().operator_listen, "");
    Rig rig([](ServerConfig& config) { config.operator_listen.clear(); });
    EXPECT_EQ(rig.exchange(get("/metrics")).result_int(), 404U);
    EXPECT_THROW(static_cast<void>(rig.server->operator_port()), std::bad_optional_access);
}

TEST(OperatorPort, answers_get_of_what_it_has) {
    Rig rig;
    const auto port = rig.server->operator_port();
    EXPECT_EQ(rig.exchange(get("/healthz"), port).result_int(), 200U);
    EXPECT_EQ(rig.exchange(get("/readyz"), port).result_int(), 200U);
    EXPECT_EQ(rig.exchange(get("/bridge"), port).result_int(), 404U);
    HttpRequest post = get("/metrics");
    post.method(http::verb::post);
    EXPECT_EQ(rig.exchange(post, port).result_int(), 405U);
}

TEST(Readiness, ends_when_the_server_is_told_to_stop_and_health_does_not) {
    Rig rig([](ServerConfig& config) { config.grace_ms = kHour; });
    EXPECT_EQ(rig.exchange(get("/readyz")).result_int(), 200U);
    Page page(rig);
    page.start("p", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    rig.server->stop();
    const auto port = rig.server->operator_port();
    EXPECT_EQ(rig.exchange(get("/readyz"), port).result_int(), 503U);
    EXPECT_EQ(rig.exchange(get("/healthz"), port).result_int(), 200U);
}

TEST(Log, has_one_line_for_each_probe_at_info_and_tells_whose_request_it_was) {
    Rig rig([](ServerConfig& config) { config.log_level = LogLevel::info; });
    Page page(rig);
    page.send("garbage");
    page.answer();
    page.start("p", "imaps");
    page.answer();
    ASSERT_EQ(rig.log.size(), 1U);
    const Json line = Json::parse(rig.log[0]);
    EXPECT_EQ(line["level"], "info");
    EXPECT_EQ(line["event"], "probe.finished");
    EXPECT_EQ(line["service"], "imaps");
    EXPECT_EQ(line["outcome"], "ok");
    EXPECT_EQ(line["addresses"].dump(), "1");
    EXPECT_THAT(line["request"].get<std::string>(), testing::MatchesRegex("[0-9a-f]{8}-1"));
}

TEST(Log, at_debug_ties_what_happened_to_one_page_together) {
    Rig rig;
    Page page(rig);
    page.start("p", "imaps");
    page.answer();
    page.start("p", "no-such-service");
    page.answer();
    std::vector<std::string> events;
    for (const std::string& text : rig.log) {
        const Json line = Json::parse(text);
        EXPECT_EQ(line["request"], Json::parse(rig.log[0])["request"]);
        events.push_back(line["event"]);
    }
    EXPECT_THAT(events, ElementsAre("page.connected", "probe.requested", "probe.finished", "probe.refused"));
}

/// Everything that a person or their network could be known by, planted where a page can plant it.
TEST(Operator, sees_nothing_that_a_page_said_and_no_address_and_no_name) {
    Rig rig([](ServerConfig& config) {
        config.proxies.trusted = {"127.0.0.1"};
        config.limits.message_bytes = 200;
    });
    HttpRequest request = upgrade(rig);
    request.set("Origin", "https://planted-origin.test");
    request.set("User-Agent", "planted-agent");
    request.set("X-Forwarded-For", "203.0.113.77");
    rig.exchange(request);
    request.target("/bridge/planted-target?planted-query");
    rig.exchange(request);
    rig.exchange(get("/planted-file"));
    rig.exchange(get("/planted-file"), rig.server->operator_port());
    Page page(rig, "203.0.113.77");
    std::string seen;
    const auto answers = [&](int count) {
        for (int i = 0; i < count; ++i) seen += page.answer().dump();
    };
    page.send("planted-garbage");
    page.send(R"({"type":"planted-type"})");
    page.send(R"({"type":"probe.start","id":"x","service":{"planted-member":1}})");
    page.start("x", "planted-service");
    page.start("planted-id", "imaps", "planted-name.test");
    page.start("planted-id-2", "imaps", "planted name");
    page.start("planted-id-3", "imaps", kOwnHost);
    page.start("planted-id-4", "imaps", kElsewhere);
    page.start("planted-id-5", "imaps");
    page.start("planted-id-6", "imap-expired");
    page.start("planted-id-7", "smtp-speaks-imap");
    answers(10);
    page.send("planted-" + std::string(500, 'x'));
    answers(1);
    ASSERT_GE(rig.log.size(), 15U);
    std::string all = metrics(rig);
    for (const std::string& line : rig.log) all += line + "\n";
    for (const char* secret : {"planted", "customer", "elsewhere", "practice", "127.0.0", "203.0.113", "::ffff"})
        EXPECT_THAT(all, Not(HasSubstr(secret)));
    EXPECT_THAT(all, HasSubstr("name-mismatch"));
    for (const std::string& line : rig.log) {
        const Json entry = Json::parse(line);
        EXPECT_TRUE(entry.contains("at") && entry.contains("event") && entry.contains("level")) << line;
    }
}

}  // namespace
}  // namespace maildoctor::bridge
