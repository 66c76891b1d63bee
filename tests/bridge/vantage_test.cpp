// A server that is down, told from a network of the bridge's own that is; in a network namespace.
#include <gmock/gmock.h>

#include "rig.hpp"
#include "support/own_network.hpp"

namespace maildoctor::bridge {
namespace {

constexpr const char* kTarget = "imaps-elsewhere";

/// In this network nobody knows a way to 192.0.2.0/24 and 2001:db8::/32; packets to 198.51.100.0/24 and 2001:db8:1::/48 are
/// lost; 127.0.0.1 and ::1 answer that nobody listens.
struct Row {
    const char* id;
    std::vector<std::string> target;  ///< addresses of the service; none: the DNS does not answer
    const char* control;              ///< configured
    const char* told;                 ///< of the first address
    bool available;
};

const Row kRows[] = {
    {"without_a_way", {"192.0.2.1"}, "", "connect unreachable", false},
    {"without_an_answer", {"198.51.100.1", "2001:db8:1::1"}, "", "connect timed-out", false},
    {"without_dns", {}, "", "resolve timed-out", false},
    {"without_a_way_while_the_control_answers", {"192.0.2.1"}, "127.0.0.1:1", "connect unreachable", true},
    {"without_an_answer_while_the_control_answers", {"198.51.100.1"}, "127.0.0.1:1", "connect timed-out", true},
    {"without_an_answer_while_the_control_is_found_by_name", {"198.51.100.1"}, "control.test:1", "connect timed-out", true},
    {"without_dns_while_the_control_answers", {}, "127.0.0.1:1", "resolve timed-out", true},
    {"without_an_answer_as_the_control", {"198.51.100.1"}, "198.51.100.2:1", "connect timed-out", false},
    {"without_a_way_as_the_control", {"192.0.2.1"}, "192.0.2.2:1", "connect unreachable", false},
    {"without_dns_for_the_control_either", {}, "silent.test:1", "resolve timed-out", false},
    {"without_ipv6_while_the_control_answers_over_ipv4", {"2001:db8::1"}, "127.0.0.1:1", "connect unreachable", false},
    {"over_ipv6_while_the_control_answers_over_ipv6", {"2001:db8:1::1"}, "[::1]:1", "connect timed-out", true},
    {"that_refuses", {"127.0.0.1"}, "198.51.100.2:1", "connect refused", true},
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.id; }

practice::dns::Zones names_for(const Row& row) {
    practice::dns::Zones out{{"target.test", {.addresses = row.target}}, {"control.test", {.addresses = {"127.0.0.1"}}},
        {"silent.test", {.silent = true}}};
    out["target.test"].silent = row.target.empty();
    return out;
}

class Vantage : public testing::TestWithParam<Row> {
protected:
    static void SetUpTestSuite() {
        entered = tests::enter_own_network() && tests::run("ip address add 198.51.100.3/24 dev lo") &&
            tests::run("ip -6 address add 2001:db8:1::3/48 dev lo nodad") &&
            tests::run("nft add rule inet faults in ip daddr 198.51.100.0/24 drop") &&
            tests::run("nft add rule inet faults in ip6 daddr 2001:db8:1::/48 drop") &&
            tests::run("ip -6 route add local 2001:db8:1::/48 dev lo");
    }
    void SetUp() override {
        if (!entered) GTEST_SKIP() << "needs root or user namespaces, iproute2 and nftables";
    }

    static Rig rig_for(const Row& row) {
        return Rig(
            [&](ServerConfig& config) {
                config.deadlines.resolve = config.deadlines.connect = 200;
                config.control_target = row.control;
                Service service = config.profiles[0].services[0];
                service.id = kTarget;
                service.host = "target.test";
                service.port = 1;
                config.profiles[0].services.push_back(service);
            },
            names_for(row));
    }

    static bool entered;
};
bool Vantage::entered = false;

INSTANTIATE_TEST_SUITE_P(OfAServer, Vantage, testing::ValuesIn(kRows), [](const auto& row) { return row.param.id; });

TEST_P(Vantage, is_unavailable_unless_somebody_answers) {
    Rig rig = rig_for(GetParam());
    Page page(rig);
    page.start("p", kTarget);
    const Json answer = page.answer();
    EXPECT_EQ(gist(answer).at(0), GetParam().told);
    EXPECT_EQ(answer["result"].value("unavailable", ""), GetParam().available ? "" : "vantage-unavailable");
}

TEST_F(Vantage, is_there_where_another_service_answered_meanwhile) {
    Rig rig = rig_for(kRows[1]);
    Page page(rig);
    page.start("p", kTarget);
    page.start("q", "imaps-refused");
    EXPECT_EQ(page.answer()["id"], "q");
    const Json answer = page.answer();
    EXPECT_EQ(answer["id"], "p");
    EXPECT_EQ(answer["result"].value("unavailable", ""), "");
}

TEST_F(Vantage, whoever_leaves_while_the_control_is_asked_gets_the_one_result) {
    Rig rig = rig_for(kRows[7]);
    Page page(rig);
    page.start("p", kTarget);
    while (page.next().value("outcome", "") != "timed-out") continue;
    page.cancel("p");
    const Json answer = page.answer();
    EXPECT_EQ(gist(answer).at(0), "connect timed-out");
    EXPECT_EQ(answer["result"].value("unavailable", ""), "vantage-unavailable");
    expect_service_as_usual(rig);
}

}  // namespace
}  // namespace maildoctor::bridge
