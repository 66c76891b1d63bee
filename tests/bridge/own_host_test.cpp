// A customer's own host name: probed where it leads to the provider, and no way to find out anything else.
#include <gmock/gmock.h>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

using testing::ElementsAre;

/// The whole answer, but for its id.
Json answer_to(Rig& rig, const std::string& service, const std::string& own_host) {
    Page page(rig);
    page.start("p", service, own_host);
    Json out = page.answer();
    out.erase("id");
    return out;
}

TEST(OwnHost, that_leads_to_the_provider_is_probed_and_its_certificate_is_for_another_name) {
    Rig rig;
    Json finished = answer_to(rig, "imaps", kOwnHost);
    EXPECT_THAT(gist(finished), ElementsAre("certificate name-mismatch"));
    EXPECT_EQ(finished["result"]["ownHost"], kOwnHost);
    EXPECT_EQ(finished["result"]["addresses"][0]["certificate"]["names"], Json::array({"imap.practice.test"}));
}

TEST(OwnHost, is_of_a_mail_server_only) {
    Rig rig;
    EXPECT_THAT(gist(answer_to(rig, "webmail", kOwnHost)), ElementsAre("service-not-offered"));
    EXPECT_EQ(rig.ward.accepted("webmail"), 0U);
}

TEST(OwnHost, that_is_the_services_own_host_is_well) {
    Rig rig;
    EXPECT_THAT(gist(answer_to(rig, "imaps", "imap.practice.test")), ElementsAre("capabilities ok"));
}

TEST(OwnHost, is_the_same_in_capitals) {
    Rig rig;
    EXPECT_THAT(gist(answer_to(rig, "imaps", "MAIL.Customer.TEST")), ElementsAre("certificate name-mismatch"));
}

TEST(OwnHost, that_does_not_exist_is_not_found) {
    Rig rig;
    EXPECT_THAT(gist(answer_to(rig, "imaps", kUnheardOf)), ElementsAre("name-not-found"));
    EXPECT_THAT(gist(answer_to(rig, "imaps", "imaps-no-address.practice.test")), ElementsAre("name-not-found"));
}

TEST(OwnHost, elsewhere_and_at_a_private_address_get_the_very_same_answer_and_no_connection) {
    Rig rig;
    const Json elsewhere = answer_to(rig, "imaps", kElsewhere);
    EXPECT_THAT(gist(elsewhere), ElementsAre("not-this-provider"));
    EXPECT_EQ(elsewhere, answer_to(rig, "imaps", kPrivate));
    EXPECT_EQ(rig.ward.accepted("imaps"), 0U);
}

TEST(OwnHost, that_leads_to_two_places_is_probed_at_the_providers_only) {
    Rig rig;
    Json finished = answer_to(rig, "imaps", kHalfElsewhere);
    EXPECT_THAT(gist(finished), ElementsAre("certificate name-mismatch"));
    EXPECT_EQ(finished["result"]["addresses"][0]["address"], "127.0.0.1");
}

TEST(OwnHost, may_lead_to_an_address_that_the_profile_lists) {
    Rig rig([](ServerConfig& config) {
        Service& service = config.profiles[0].services[0];
        service.host = "*";
        service.addresses = {"127.0.0.1"};
    });
    EXPECT_THAT(gist(answer_to(rig, "imaps", kOwnHost)), ElementsAre("certificate name-mismatch"));
    EXPECT_THAT(gist(answer_to(rig, "imaps", kElsewhere)), ElementsAre("not-this-provider"));
}

TEST(OwnHost, that_belongs_to_no_public_dns_is_not_found) {
    Rig rig([](ServerConfig& config) { config.allow_special_addresses = false; });
    for (const char* name : {"localhost", "mail.localhost", "router.local", "mail.test", "1.0.0.127.in-addr.arpa", "db.internal"})
        EXPECT_THAT(gist(answer_to(rig, "imaps", name)), ElementsAre("name-not-found")) << name;
    EXPECT_EQ(rig.ward.accepted("imaps"), 0U);
}

TEST(OwnHost, at_a_private_address_is_not_connected_to_even_if_the_profile_lists_that_by_mistake) {
    practice::dns::Zones names = names_of_customers();
    names["mail.customer.se"] = {.addresses = {"127.0.0.1"}};
    Rig rig(
        [](ServerConfig& config) {
            config.allow_special_addresses = false;
            config.profiles[0].services[0].addresses = {"127.0.0.1"};
        },
        names);
    EXPECT_THAT(gist(answer_to(rig, "imaps", "mail.customer.se")), ElementsAre("connect address-not-allowed"));
    EXPECT_EQ(rig.ward.accepted("imaps"), 0U);
}

TEST(OwnHost, in_the_notation_of_an_address_is_not_found) {
    Rig rig;
    for (const char* name : {"127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "[::1]", "::1", "::ffff:127.0.0.1",
             "mail", "mail.customer.test.", "mail.customer.test:25", "mail customer.test", "..", "-mail.customer.test"})
        EXPECT_THAT(gist(answer_to(rig, "imaps", name)), ElementsAre("name-not-found")) << name;
    EXPECT_EQ(rig.ward.accepted("imaps"), 0U);
    expect_service_as_usual(rig);
}

TEST(OwnHost, of_a_service_that_is_not_offered_is_refused_before_anything_is_asked) {
    Rig rig;
    EXPECT_THAT(gist(answer_to(rig, "no-such-service", kOwnHost)), ElementsAre("service-not-offered"));
}

TEST(OwnHost, about_which_the_dns_says_nothing_is_not_called_wrong) {
    Rig rig([](ServerConfig& config) { config.deadlines.resolve = 100; });
    Json finished = answer_to(rig, "imaps", kSilentName);
    EXPECT_THAT(gist(finished), ElementsAre("resolve timed-out"));
    EXPECT_EQ(finished["result"]["unavailable"], "vantage-unavailable");
    EXPECT_EQ(finished["result"]["ownHost"], kSilentName);
}

TEST(OwnHost, is_not_called_somebody_elses_while_the_providers_own_name_cannot_be_found_out) {
    Rig rig;
    Json finished = answer_to(rig, "imaps-dns-failure", kOwnHost);
    EXPECT_THAT(gist(finished), ElementsAre("resolve resolver-failed"));
    EXPECT_EQ(finished["result"]["unavailable"], "vantage-unavailable");
}

TEST(OwnHost, that_is_cancelled_while_the_dns_is_asked_is_answered_at_once_and_once) {
    Rig rig;
    Page page(rig);
    page.start("p", "imaps", kSilentName);
    page.cancel("p");
    EXPECT_THAT(gist(page.answer()), ElementsAre("resolve cancelled"));
    page.start("q", "imaps");
    EXPECT_EQ(page.answer()["id"], "q");
}

TEST(OwnHost, questions_share_one_small_budget_which_others_do_not_use) {
    Rig rig([](ServerConfig& config) { config.limits.own_hosts_in_total = 2; });
    Page first(rig), second(rig);
    first.start("asked", "imaps", kSilentName);
    first.start("probed", "imaps-silent", kOwnHost);
    first.sees_begin(Stage::tls_handshake);
    second.start("p", "imaps", kElsewhere);
    EXPECT_THAT(gist(second.answer()), ElementsAre("too-many-probes"));
    second.start("p", "imaps");
    EXPECT_THAT(gist(second.answer()), ElementsAre("capabilities ok"));
    first.cancel("probed");
    EXPECT_EQ(first.answer()["id"], "probed");
    second.start("p", "imaps", kElsewhere);
    EXPECT_THAT(gist(second.answer()), ElementsAre("not-this-provider"));
}

TEST(OwnHost, whose_page_has_gone_is_forgotten) {
    Rig rig([](ServerConfig& config) { config.limits.own_hosts_in_total = 1; });
    Page page(rig), other(rig);
    page.start("p", "imaps-silent", kOwnHost);
    page.sees_begin(Stage::tls_handshake);
    page.vanishes();
    rig.until([&] { return rig.has_logged("\"ownHost\":true"); });
    other.start("p", "imaps", kOwnHost);
    EXPECT_THAT(gist(other.answer()), ElementsAre("certificate name-mismatch"));
}

}  // namespace
}  // namespace maildoctor::bridge
