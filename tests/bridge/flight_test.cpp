// Many pages, one probe: single flight, the cache, limits, and pages that change their mind or disappear.
#include <gmock/gmock.h>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

using testing::ElementsAre;

TEST(Flight, of_two_pages_costs_one_connection_and_the_late_comer_gets_the_stages_so_far) {
    Rig rig;
    Page early(rig), late(rig);
    early.start("early", "imaps-silent");
    early.sees_begin(Stage::tls_handshake);
    late.start("late", "imaps-silent");
    std::vector<std::string> told;
    while (told.size() < 5) {
        const Json step = late.next();
        ASSERT_EQ(step["type"], "probe.progress");
        EXPECT_EQ(step["id"], "late");
        EXPECT_EQ(step["seq"], told.size() + 1);
        told.push_back(step["stage"].get<std::string>() + " " + step.value("outcome", "began"));
    }
    EXPECT_THAT(told, ElementsAre("resolve began", "resolve ok", "connect began", "connect ok", "tls-handshake began"));
    EXPECT_EQ(rig.ward.accepted("imaps-silent"), 1U);
}

TEST(Flight, goes_on_when_one_of_its_pages_cancels_and_ends_when_the_last_does) {
    Rig rig;
    Page first(rig), second(rig);
    first.start("a", "imaps-silent");
    first.sees_begin(Stage::tls_handshake);
    second.start("b", "imaps-silent");
    second.sees_begin(Stage::tls_handshake);
    first.cancel("a");
    EXPECT_THAT(gist(first.answer()), ElementsAre("resolve cancelled"));
    EXPECT_FALSE(rig.has_logged("probe.finished"));
    second.cancel("b");
    EXPECT_THAT(gist(second.answer()), ElementsAre("tls-handshake cancelled"));
    EXPECT_TRUE(rig.has_logged("probe.finished"));
}

TEST(Flight, that_was_cancelled_is_not_boarded) {
    Rig rig([](ServerConfig& config) { config.cache_ms = kHour; });
    Page page(rig);
    page.start("a", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    page.cancel("a");
    page.start("b", "imaps-silent");
    EXPECT_EQ(page.answer()["id"], "a");
    page.sees_begin(Stage::tls_handshake);
    EXPECT_EQ(rig.ward.accepted("imaps-silent"), 2U);
}

TEST(Flight, that_is_cancelled_while_the_name_is_asked_for_says_so) {
    Rig rig;
    Page page(rig);
    page.start("p", "imaps-dns-silent");
    page.sees_begin(Stage::resolve);
    page.cancel("p");
    EXPECT_THAT(gist(page.answer()), ElementsAre("resolve cancelled"));
}

TEST(Flight, of_the_same_page_may_be_boarded_twice) {
    Rig rig;
    Page page(rig);
    page.start("a", "imaps-dns-slow");
    page.start("b", "imaps-dns-slow");
    EXPECT_EQ(page.answer()["id"], "a");
    EXPECT_EQ(page.answer()["id"], "b");
    EXPECT_EQ(rig.ward.accepted("imaps-dns-slow"), 1U);
}

TEST(Flight, is_not_shared_between_a_service_and_an_own_host) {
    Rig rig;
    Page page(rig);
    page.start("a", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    page.start("b", "imaps-silent", kOwnHost);
    page.sees_begin(Stage::tls_handshake);
    EXPECT_EQ(rig.ward.accepted("imaps-silent"), 2U);
}

TEST(Cache, answers_the_same_question_again_with_its_stages_and_age) {
    Rig rig([](ServerConfig& config) { config.cache_ms = kHour; });
    Page first(rig), second(rig);
    first.start("a", "imaps");
    Json fresh = first.answer();
    second.start("b", "imaps");
    EXPECT_EQ(second.next()["stage"], "resolve");
    Json again = second.answer();
    EXPECT_EQ(rig.ward.accepted("imaps"), 1U);
    EXPECT_EQ(fresh["result"]["ageMs"], 0);
    EXPECT_GT(again["result"]["ageMs"], 0);
    for (Json* each : {&fresh, &again}) {
        each->erase("id");
        (*each)["result"].erase("ageMs");
    }
    EXPECT_EQ(fresh, again);
}

TEST(Cache, of_no_time_answers_nothing) {
    Rig rig;
    expect_service_as_usual(rig);
    expect_service_as_usual(rig);
    EXPECT_EQ(rig.ward.accepted("imaps"), 2U);
}

TEST(Cache, costs_no_probe_of_the_budget) {
    Rig rig([](ServerConfig& config) {
        config.cache_ms = kHour;
        config.limits.probes_in_total = 1;
    });
    Page page(rig), other(rig);
    page.start("a", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    page.start("b", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    other.start("c", "imaps");
    EXPECT_THAT(gist(other.answer()), ElementsAre("capabilities ok"));
    other.start("d", "pop3s");
    EXPECT_THAT(gist(other.answer()), ElementsAre("too-many-probes"));
}

TEST(Limit, of_one_connection_is_its_own) {
    Rig rig([](ServerConfig& config) { config.limits.probes_per_connection = 1; });
    Page page(rig);
    page.start("a", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    page.start("b", "imaps");
    const Json refused = page.answer();
    EXPECT_EQ(refused["id"], "b");
    EXPECT_THAT(gist(refused), ElementsAre("too-many-probes"));
    expect_service_as_usual(rig);
    page.cancel("a");
    EXPECT_EQ(page.answer()["id"], "a");
    page.start("b", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
}

TEST(Limit, of_all_connections_is_lifted_when_a_probe_ends) {
    Rig rig([](ServerConfig& config) { config.limits.probes_in_total = 1; });
    Page page(rig), other(rig);
    page.start("a", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    other.start("b", "imaps");
    EXPECT_THAT(gist(other.answer()), ElementsAre("too-many-probes"));
    page.cancel("a");
    EXPECT_EQ(page.answer()["id"], "a");
    other.start("b", "imaps");
    EXPECT_THAT(gist(other.answer()), ElementsAre("capabilities ok"));
}

TEST(Probe, whose_id_is_in_use_is_refused_and_the_other_goes_on) {
    Rig rig;
    Page page(rig);
    page.start("p", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    page.start("p", "imaps");
    const Json error = page.answer();
    EXPECT_EQ(error["reason"], "message-malformed");
    EXPECT_EQ(error["path"], "id");
    page.cancel("p");
    EXPECT_THAT(gist(page.answer()), ElementsAre("tls-handshake cancelled"));
}

TEST(Page, that_vanishes_takes_its_probe_with_it) {
    Rig rig;
    Page page(rig);
    page.start("p", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    page.vanishes();
    rig.until([&] { return rig.has_logged("\"stage\":\"tls-handshake\",\"outcome\":\"cancelled\""); });
    expect_service_as_usual(rig);
}

TEST(Page, that_vanishes_leaves_the_probe_to_the_others) {
    Rig rig;
    Page page(rig), other(rig);
    page.start("p", "imaps-silent");
    page.sees_begin(Stage::tls_handshake);
    other.start("q", "imaps-silent");
    other.sees_begin(Stage::tls_handshake);
    page.vanishes();
    expect_service_as_usual(rig);
    other.cancel("q");
    EXPECT_THAT(gist(other.answer()), ElementsAre("tls-handshake cancelled"));
    EXPECT_EQ(rig.ward.accepted("imaps-silent"), 1U);
}

TEST(Server, that_is_destroyed_in_the_middle_of_everything_leaves_nothing_behind) {
    Rig rig;
    Page page(rig);
    page.start("a", "imaps-silent");
    page.start("b", "imaps-dns-silent");
    page.start("c", "imaps", kSilentName);
    page.sees_begin(Stage::tls_handshake);
    rig.server.reset();  // the sanitizers see the rest
}

}  // namespace
}  // namespace maildoctor::bridge
