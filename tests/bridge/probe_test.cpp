// Every server of the practice ward, probed over the wire.
#include <gmock/gmock.h>

#include "rig.hpp"

namespace maildoctor::practice {
void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.id; }
}  // namespace maildoctor::practice

namespace maildoctor::bridge {
namespace {

using practice::Fault;
using testing::ElementsAre;

class Row : public testing::TestWithParam<Fault> {};

std::string test_name(const testing::TestParamInfo<Fault>& info) {
    std::string out(info.param.id);
    std::ranges::replace(out, '-', '_');
    return out;
}

INSTANTIATE_TEST_SUITE_P(Ward, Row, testing::ValuesIn(practice::faults().begin(), practice::faults().end()), test_name);

void configure_for(const Fault& fault, ServerConfig& config) {
    if (fault.outcome == Outcome::timed_out) config.deadlines = impatient_in(fault.stage);
}

TEST_P(Row, is_told_to_the_page_with_its_stage_and_outcome) {
    Rig rig([](ServerConfig& config) { configure_for(GetParam(), config); });
    Page page(rig);
    page.start("p1", std::string(GetParam().id));
    Json finished = page.answer();
    ASSERT_EQ(finished["type"], "probe.finished");
    EXPECT_EQ(finished["id"], "p1");
    EXPECT_EQ(finished["result"]["service"], std::string(GetParam().id));
    EXPECT_EQ(finished["result"]["ownHost"], "");
    const auto expected = practice::expectations(GetParam());
    const Json& addresses = finished["result"]["addresses"];
    ASSERT_EQ(addresses.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(addresses[i]["address"], expected[i].address);
        EXPECT_EQ(addresses[i]["stage"], std::string(name_of(expected[i].stage)));
        EXPECT_EQ(addresses[i]["outcome"], std::string(name_of(expected[i].outcome)));
    }
    const auto spoken = GetParam().spoken ? std::string(name_of(*GetParam().spoken)) : "";
    EXPECT_EQ(addresses[0].value("spoken", ""), spoken);
    const bool unknown = GetParam().outcome == Outcome::resolver_failed ||
        (GetParam().stage == Stage::resolve && GetParam().outcome == Outcome::timed_out);
    EXPECT_EQ(finished["result"].value("unavailable", ""), unknown ? "vantage-unavailable" : "");
}

TEST_P(Row, is_told_in_progress_that_agrees_with_the_result) {
    Rig rig([](ServerConfig& config) { configure_for(GetParam(), config); });
    Page page(rig);
    page.start("p1", std::string(GetParam().id));
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> ended;
    Json finished;
    for (int seq = 1; finished.is_null(); ++seq) {
        const Json message = page.next();
        ASSERT_EQ(message["id"], "p1");
        if (message["type"] == "probe.finished") finished = message;
        else EXPECT_EQ(message["seq"], seq);
        if (message.contains("outcome")) ended[message["address"]].emplace_back(message["stage"], message["outcome"]);
    }
    for (const Json& address : finished["result"]["addresses"]) {
        auto told = ended[""];
        const auto& own = ended[address["address"]];
        if (address["address"] != "") told.insert(told.end(), own.begin(), own.end());
        std::vector<std::pair<std::string, std::string>> passed;
        for (const Json& stage : address["stages"]) passed.emplace_back(stage["stage"], stage["outcome"]);
        EXPECT_EQ(told, passed);
    }
}

TEST(Probe, tells_certificate_version_and_capabilities) {
    Rig rig;
    Page page(rig);
    page.start("p", "imap");
    const Json address = page.answer()["result"]["addresses"][0];
    EXPECT_EQ(address["tlsVersion"], "TLSv1.3");
    EXPECT_EQ(address["certificate"]["names"], Json::array({"imap.practice.test"}));
    EXPECT_EQ(address["certificate"]["issuer"], "Mail Doctor practice ward");
    EXPECT_EQ(address["capabilities"], Json::array({"IMAP4REV1", "AUTH=PLAIN"}));
}

TEST(Probe, of_a_service_that_the_profile_does_not_have_is_refused) {
    Rig rig;
    Page page(rig);
    for (const char* service : {"imapz", "127.0.0.1:25", "*"}) {
        page.start("p", service);
        EXPECT_THAT(gist(page.answer()), ElementsAre("service-not-offered")) << service;
    }
    expect_service_as_usual(rig);
}

TEST(Probe, of_a_service_below_the_customers_own_domain_is_refused_without_an_own_host) {
    Rig rig([](ServerConfig& config) { config.profiles[0].services[0].host = "*"; });
    Page page(rig);
    page.start("p", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("service-not-offered"));
}

TEST(Probe, does_not_connect_to_a_special_purpose_address) {
    Rig rig([](ServerConfig& config) { config.allow_special_addresses = false; });
    Page page(rig);
    page.start("p", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("connect address-not-allowed"));
    EXPECT_EQ(rig.ward.accepted("imaps"), 0U);
}

TEST(Probe, does_not_connect_to_a_special_purpose_address_that_the_profile_itself_names) {
    Rig rig([](ServerConfig& config) {
        config.allow_special_addresses = false;
        config.profiles[0].services[0].host = "127.0.0.1";
    });
    Page page(rig);
    page.start("p", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("connect address-not-allowed"));
    EXPECT_EQ(rig.ward.accepted("imaps"), 0U);
}

TEST(Probe, of_several_at_once_gets_each_its_own_answer) {
    Rig rig;
    Page page(rig);
    const std::map<std::string, std::string> expected{{"imaps", "capabilities ok"}, {"pop3s", "capabilities ok"},
        {"imaps-expired", "certificate expired"}, {"imaps-refused", "connect refused"},
        {"imaps-name-not-found", "resolve name-not-found"}};
    for (const auto& [service, gist] : expected) page.start("id of " + service, service);
    std::map<std::string, std::string> found;
    while (found.size() < expected.size()) {
        Json finished = page.answer();
        ASSERT_EQ(finished["type"], "probe.finished");
        const std::string service = finished["result"]["service"];
        EXPECT_EQ(finished["id"], "id of " + service);
        EXPECT_FALSE(found.contains(service));
        found[service] = gist(finished).front();
    }
    EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace maildoctor::bridge
