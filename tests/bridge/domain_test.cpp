// A customer's own domain: what the DNS says about it, and nothing that it names is connected to.
#include <gmock/gmock.h>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

using testing::ElementsAre;

void ask(Page& page, const std::string& id, const std::string& domain) {
    page.send(Json{{"type", "domain.start"}, {"id", id}, {"domain", domain}}.dump());
}

Json records_of(Rig& rig, const std::string& domain) {
    Page page(rig);
    ask(page, "d", domain);
    const Json answer = page.answer();
    EXPECT_EQ(answer["type"], "domain.finished") << answer;
    EXPECT_EQ(answer["result"]["domain"], domain);
    Json out = Json::object();
    for (const Json& record : answer["result"]["records"]) out[record["name"].get<std::string>()] = record;
    // Two kinds have the domain's own name.
    for (const Json& record : answer["result"]["records"]) out[record["kind"].get<std::string>()] = record;
    return out;
}

std::string answer_of(const Json& records, const char* kind) { return records.at(kind)["answer"]; }

TEST(Domain, tells_its_records_as_in_a_zone_file) {
    Rig rig([](ServerConfig& config) { config.profiles[0].domain.dkim_selectors = {"s1"}; });
    const Json records = records_of(rig, "practice.test");
    EXPECT_EQ(records["mx"]["values"], Json::array({"10 mx.practice.test"}));
    EXPECT_EQ(records["spf"]["values"], Json::array({"v=spf1 include:spf.practice.test ~all"}));
    EXPECT_EQ(records["_dmarc.practice.test"]["values"], Json::array({"v=DMARC1; p=none"}));
    EXPECT_EQ(records["s1._domainkey.practice.test"]["values"], Json::array({"v=DKIM1; p=MIIB"}));
    EXPECT_EQ(records["_imaps._tcp.practice.test"]["values"], Json::array({"0 1 993 imap.practice.test"}));
    EXPECT_EQ(answer_of(records, "mta-sts"), "name-not-found");
    EXPECT_EQ(answer_of(records, "autoconfig"), "name-not-found");
    EXPECT_EQ(rig.ward.accepted("imaps"), 0U);
}

TEST(Domain, tells_what_it_lacks) {
    Rig rig;
    EXPECT_EQ(answer_of(records_of(rig, "no-mail-server.practice.test"), "mx"), "no-data");
    EXPECT_EQ(records_of(rig, "wants-no-mail.practice.test")["mx"]["values"], Json::array({"0 ."}));
    EXPECT_EQ(records_of(rig, "two-spf.practice.test")["spf"]["values"].size(), 2U);
    EXPECT_EQ(answer_of(records_of(rig, "ran-out.test"), "mx"), "name-not-found");
}

TEST(Domain, is_the_same_in_capitals_and_hostile_text_stays_harmless) {
    practice::dns::Zones names = names_of_customers();
    const std::string hostile = "v=spf1 \x1b[31m<script>\xff\"" + std::string(700, 'x');
    names["hostile.test"].records = {{practice::dns::kTypeTxt, hostile}};
    Rig rig([](ServerConfig&) {}, names);
    EXPECT_EQ(records_of(rig, "practice.test"), records_of(rig, "practice.test"));
    Page page(rig);
    ask(page, "d", "HOSTILE.test");
    const Json answer = page.answer();
    for (const Json& record : answer["result"]["records"])
        for (const std::string value : record["values"]) {
            EXPECT_EQ(value.size(), 512U);
            for (const char c : value) EXPECT_TRUE(c >= ' ' && c <= '~') << value;
        }
}

TEST(Domain, that_the_dns_does_not_answer_for_tells_of_the_place_only) {
    practice::dns::Zones names = names_of_customers();
    for (const char* label : {"", "_dmarc.", "_mta-sts.", "autoconfig.", "autodiscover.", "_imaps._tcp.", "_imap._tcp.",
             "_pop3s._tcp.", "_pop3._tcp.", "_submissions._tcp.", "_submission._tcp.", "s1._domainkey."})
        names[std::string(label) + "silent.test"] = {.silent = true};
    Rig rig([](ServerConfig& config) { config.deadlines.resolve = 50; }, names);
    Page page(rig);
    ask(page, "d", "silent.test");
    const Json result = page.answer()["result"];
    EXPECT_EQ(result["unavailable"], "vantage-unavailable");
    EXPECT_EQ(result["records"], Json::array());
    expect_service_as_usual(rig);
}

TEST(Domain, in_a_closed_network_is_not_called_missing) {
    practice::dns::Zones names = names_of_customers();
    names[""] = {.rcode = practice::dns::Rcode::name_error};
    Rig rig([](ServerConfig&) {}, names);
    Page page(rig);
    ask(page, "d", "ran-out.test");
    EXPECT_EQ(page.answer()["result"]["unavailable"], "vantage-unavailable");
}

TEST(Domain, that_is_no_public_name_is_not_found_and_not_asked_for) {
    Rig rig([](ServerConfig& config) { config.allow_special_addresses = false; });
    Page page(rig);
    for (const char* name : {"localhost", "router.local", "practice.test", "192.0.2.1", "1.0.0.127.in-addr.arpa", "se", "",
             "a..b", "exa mple.se", "-x.se"}) {
        ask(page, "d", name);
        EXPECT_THAT(gist(page.answer()), ElementsAre("name-not-found")) << name;
    }
}

TEST(Domain, asked_for_again_costs_nothing_and_a_hundred_others_cost_their_own_budget_only) {
    Rig rig([](ServerConfig& config) {
        config.cache_ms = kHour;
        config.limits.domain_rate_in_total = {2, 0.001};
    });
    Page page(rig);
    for (const char* domain : {"practice.test", "practice.test", "practice.test", "moved.practice.test"}) {
        ask(page, "d", domain);
        EXPECT_EQ(page.answer()["type"], "domain.finished");
    }
    ask(page, "d", "two-spf.practice.test");
    EXPECT_THAT(gist(page.answer()), ElementsAre("too-many-probes"));
    expect_service_as_usual(rig);
}

TEST(Domain, is_asked_for_once_by_many_at_the_same_time) {
    Rig rig([](ServerConfig& config) {
        config.cache_ms = kHour;
        config.limits.domain_rate_in_total = {1, 0.001};
    });
    Page first(rig), second(rig);
    ask(first, "a", "practice.test");
    ask(first, "b", "practice.test");
    ask(second, "c", "practice.test");
    for (Page* page : {&first, &first, &second}) EXPECT_EQ(page->answer()["type"], "domain.finished");
}

TEST(Domain, has_an_id_that_is_not_in_use_and_says_what_is_wrong_with_a_message) {
    Rig rig;
    Page page(rig);
    page.send(R"({"type":"domain.start","id":"","domain":"practice.test"})");
    EXPECT_EQ(page.answer()["path"], "id");
    page.send(R"({"type":"domain.start","id":"d","domain":7})");
    EXPECT_EQ(page.answer()["path"], "domain");
    ask(page, "d", kSilentName);
    ask(page, "d", "practice.test");
    EXPECT_EQ(page.answer()["expected"], "an id that is not in use");
}

TEST(Domain, is_named_in_no_log_and_no_metric) {
    Rig rig([](ServerConfig& config) {
        config.log_level = LogLevel::debug;
        config.operator_listen = "127.0.0.1:0";
    });
    Page page(rig);
    ask(page, "d", "planted-marker.practice.test");
    EXPECT_EQ(page.answer()["type"], "domain.finished");
    EXPECT_TRUE(rig.has_logged("domain.finished"));
    EXPECT_FALSE(rig.has_logged("planted-marker"));
    EXPECT_EQ(rig.exchange(get("/metrics"), rig.server->operator_port()).body().find("planted-marker"), std::string::npos);
}

TEST(Domain, of_a_page_that_vanishes_harms_nobody) {
    Rig rig([](ServerConfig& config) { config.deadlines.resolve = 50; });
    {
        Page page(rig);
        ask(page, "d", "mail.silent.test");
        page.vanishes();
    }
    expect_service_as_usual(rig);
}

}  // namespace
}  // namespace maildoctor::bridge
