// What a set-up file says, and what it never says.
#include <regex>

#include <gmock/gmock.h>

#include "core/assess.hpp"
#include "core/setup/setup.hpp"
#include "support/files.hpp"

namespace maildoctor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kNow = "2026-11-25T12:00:00Z";

Case patient(const std::string& address) {
    Case facts;
    facts.now = kNow;
    facts.settings.address = address;
    return facts;
}

SetupFile made(const Profile& profile, const Case& facts, SetupFor program) {
    SetupFile out;
    const auto problem = set_up(profile, facts, program, out);
    EXPECT_FALSE(problem) << problem->path << ": " << problem->expected;
    return out;
}

SetupFile made(const std::string& profile, SetupFor program, const std::string& address = "anna@example.se") {
    return made(tests::read_profile(profile), patient(address), program);
}

constexpr SetupFor kAll[] = {SetupFor::apple, SetupFor::thunderbird, SetupFor::autoconfig, SetupFor::outlook, SetupFor::dns};

TEST(Setup, each_file_names_the_recommended_servers_first) {
    for (const SetupFor program : kAll) {
        const SetupFile setup = made("websupport.se", program);
        EXPECT_THAT(setup.services, ElementsAre("imaps", "submissions"));
        EXPECT_LT(setup.text.find("imap.websupport.se"), setup.text.find("smtp.websupport.se"));
    }
}

TEST(Setup, no_way_without_encryption_is_named) {
    for (const SetupFor program : kAll) {
        const std::string text = made("websupport.se", program).text;
        EXPECT_FALSE(std::regex_search(text, std::regex("[> ](143|110|25)[< ]|plain"))) << text;
    }
}

TEST(Setup, no_password_is_named) {
    EXPECT_THAT(made("practice", SetupFor::apple).text, Not(testing::ContainsRegex("<key>(Incoming|Outgoing)Password<")));
}

TEST(Setup, file_names_go_by_the_domain_and_media_types_by_the_program) {
    EXPECT_EQ(made("websupport.se", SetupFor::apple).name, "example.se.mobileconfig");
    EXPECT_EQ(made("websupport.se", SetupFor::apple).media_type, "application/x-apple-aspen-config");
    EXPECT_EQ(made("websupport.se", SetupFor::thunderbird).name, "example.se.xml");
    EXPECT_EQ(made("websupport.se", SetupFor::outlook).name, "autodiscover.xml");
    EXPECT_EQ(made("websupport.se", SetupFor::dns).name, "example.se.zone");
}

TEST(Setup, the_versions_of_autoconfiguration_differ_in_their_number_only) {
    const std::string old = made("practice", SetupFor::thunderbird).text;
    const std::string draft = made("practice", SetupFor::autoconfig).text;
    EXPECT_EQ(std::regex_replace(old, std::regex("version=\"1.1\""), "version=\"1.2\""), draft);
    EXPECT_THAT(old, HasSubstr("<username>%EMAILADDRESS%</username>"));
    EXPECT_THAT(old, Not(HasSubstr("anna")));
}

TEST(Setup, the_user_name_has_the_form_that_the_profile_wants) {
    EXPECT_THAT(made("university", SetupFor::apple).text, HasSubstr("<string>anna</string>"));
    EXPECT_THAT(made("university", SetupFor::outlook).text, HasSubstr("<LoginName>anna</LoginName>"));
    EXPECT_THAT(made("university", SetupFor::thunderbird).text, HasSubstr("%EMAILLOCALPART%"));
    Profile profile = tests::read_profile("university");
    profile.username.form = UsernameForm::other;
    const Case facts = patient("anna@example.se");
    EXPECT_THAT(made(profile, facts, SetupFor::apple).text, Not(HasSubstr("ServerUsername")));
    EXPECT_THAT(made(profile, facts, SetupFor::outlook).text, Not(HasSubstr("LoginName")));
    EXPECT_THAT(made(profile, facts, SetupFor::thunderbird).text, Not(HasSubstr("<username>")));
}

TEST(Setup, who_fetches_with_pop3_goes_on_doing_so_where_that_is_offered) {
    Case facts = patient("anna@example.se");
    facts.settings.incoming.protocol = Protocol::pop3;
    const SetupFile setup = made(tests::read_profile("websupport.se"), facts, SetupFor::apple);
    EXPECT_THAT(setup.text, testing::AllOf(HasSubstr("EmailTypePOP"), HasSubstr("pop3.websupport.se"), HasSubstr(">995<")));
    EXPECT_EQ(setup.services.front(), "pop3s");
    EXPECT_THAT(made(tests::read_profile("university"), facts, SetupFor::apple).text, HasSubstr("EmailTypeIMAP"));
}

TEST(Setup, the_name_of_the_provider_is_in_the_language_of_the_person) {
    Case facts = patient("anna@example.se");
    const Profile profile = tests::read_profile("practice");
    EXPECT_THAT(made(profile, facts, SetupFor::apple).text, HasSubstr("Övningsposten"));
    facts.context.languages = {"de", "en-GB", "sv"};
    EXPECT_THAT(made(profile, facts, SetupFor::apple).text, HasSubstr("Practice Post"));
}

std::vector<std::string> uuids_in(const std::string& text) {
    std::vector<std::string> out;
    const std::regex uuid("<string>([0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12})</string>");
    for (std::sregex_iterator at(text.begin(), text.end(), uuid), end; at != end; ++at) out.push_back((*at)[1]);
    return out;
}

TEST(Setup, installing_again_replaces_and_another_address_is_another_account) {
    const auto first = uuids_in(made("websupport.se", SetupFor::apple).text);
    ASSERT_EQ(first.size(), 2U);
    EXPECT_NE(first[0], first[1]);
    EXPECT_EQ(first, uuids_in(made("websupport.se", SetupFor::apple, "Anna@Example.SE").text));
    EXPECT_NE(first, uuids_in(made("websupport.se", SetupFor::apple, "anna@example.com").text));
    EXPECT_NE(first, uuids_in(made("practice", SetupFor::apple).text));
}

TEST(Setup, a_zone_tells_what_is_offered_and_what_is_not) {
    EXPECT_EQ(made("websupport.se", SetupFor::dns).text,
        "example.se. 3600 IN TXT \"v=spf1 include:spf.websupport.se ~all\"\n"
        "_imaps._tcp.example.se. 3600 IN SRV 0 1 993 imap.websupport.se.\n"
        "_imap._tcp.example.se. 3600 IN SRV 0 0 0 .\n"
        "_pop3s._tcp.example.se. 3600 IN SRV 10 1 995 pop3.websupport.se.\n"
        "_pop3._tcp.example.se. 3600 IN SRV 0 0 0 .\n"
        "_submissions._tcp.example.se. 3600 IN SRV 0 1 465 smtp.websupport.se.\n"
        "_submission._tcp.example.se. 3600 IN SRV 10 1 587 smtp.websupport.se.\n");
}

/// The lines that example.se lacks today, where its one record is `record`.
std::string missing_with(const DomainRecord& record) {
    const Profile profile = tests::read_profile("practice");
    Case facts = patient("anna@example.se");
    facts.domain = DomainResult{"example.se", {record}, {}, {}, {}};
    SetupFile out;
    EXPECT_FALSE(set_up(profile, facts, SetupFor::dns, out));
    return out.missing;
}

TEST(Setup, a_zone_tells_what_is_missing_today) {
    EXPECT_EQ(made("practice", SetupFor::dns).missing, "");
    EXPECT_EQ(missing_with({RecordKind::mx, "", DnsAnswer::found, {"10 mx.practice.test"}}), "");
    EXPECT_EQ(missing_with({RecordKind::mx, "", DnsAnswer::no_data, {}}), "example.se. 3600 IN MX 10 mx.practice.test.\n");
    EXPECT_EQ(missing_with({RecordKind::imaps, "", DnsAnswer::no_data, {}}),
        "_imaps._tcp.example.se. 3600 IN SRV 0 1 993 imap.practice.test.\n");
}

TEST(Setup, an_spf_record_that_is_there_goes_on_with_the_provider_in_it) {
    const auto missing = [](const std::string& value) { return missing_with({RecordKind::spf, "", DnsAnswer::found, {value}}); };
    EXPECT_EQ(missing("v=spf1 include:news.example -all"),
        "example.se. 3600 IN TXT \"v=spf1 include:spf.practice.test include:news.example -all\"\n");
    EXPECT_THAT(missing("v=spf1 exp=\"\\"), HasSubstr(R"(exp=\"\\")"));
    const std::string longest = missing("v=spf1 " + std::string(300, 'x'));
    EXPECT_EQ(longest.find("\" \"") - longest.find('"'), 256U);
}

TEST(Setup, a_zone_points_to_the_host_that_answers_programs) {
    Profile profile = tests::read_profile("websupport.se");
    profile.setup_host = "help.example.net";
    EXPECT_THAT(made(profile, patient("anna@example.se"), SetupFor::dns).text,
        testing::AllOf(HasSubstr("autoconfig.example.se. 3600 IN CNAME help.example.net.\n"),
            HasSubstr("_autodiscover._tcp.example.se. 3600 IN SRV 0 1 443 help.example.net.\n")));
}

TEST(Setup, without_an_address_there_is_no_file) {
    const Profile profile = tests::read_profile("websupport.se");
    for (const char* address : {"", "anna", "anna@", "@example.se", "anna@localhost", "anna@[192.0.2.1]", "a b", "\xFF\xFE"}) {
        SetupFile out;
        for (const SetupFor program : kAll) {
            const auto problem = set_up(profile, patient(address), program, out);
            ASSERT_TRUE(problem) << address;
            EXPECT_EQ(problem->path, "settings.address");
            EXPECT_EQ(out.text, "");
        }
    }
    SetupFile out;
    EXPECT_FALSE(set_up(profile, patient("anna@räksmörgås.example"), SetupFor::apple, out));
    EXPECT_TRUE(set_up(profile, patient("anna@räksmörgås.example"), SetupFor::dns, out));
}

TEST(Setup, a_profile_without_an_encrypted_service_gives_a_problem) {
    SetupFile out;
    EXPECT_EQ(set_up(Profile(), patient("anna@example.se"), SetupFor::apple, out)->path, "profile.services");
}

ProbeResult probe(const std::string& service, std::vector<std::pair<Stage, Outcome>> ends, const std::string& at = kNow) {
    ProbeResult out;
    out.service = service;
    out.at = at;
    for (const auto& [stage, outcome] : ends) {
        out.addresses.emplace_back();
        out.addresses.back().stage = stage;
        out.addresses.back().outcome = outcome;
    }
    return out;
}

const std::pair<Stage, Outcome> kGood{Stage::capabilities, Outcome::ok};
const std::pair<Stage, Outcome> kExpired{Stage::certificate, Outcome::expired};
const std::pair<Stage, Outcome> kNoWay{Stage::connect, Outcome::unreachable};

SetupCheck check_after(std::vector<ProbeResult> probes) {
    Case facts = patient("anna@example.se");
    facts.probes = std::move(probes);
    return made(tests::read_profile("websupport.se"), facts, SetupFor::apple).check;
}

TEST(SetupCheck, works_after_good_probes_of_exactly_those_servers) {
    EXPECT_EQ(check_after({}), SetupCheck::untested);
    EXPECT_EQ(check_after({probe("imaps", {kGood}), probe("submissions", {kGood, kNoWay})}), SetupCheck::works);
    EXPECT_EQ(check_after({probe("imaps", {kGood})}), SetupCheck::untested);
    EXPECT_EQ(check_after({probe("imaps", {kGood}), probe("submission", {kGood})}), SetupCheck::untested);
    ProbeResult own = probe("submissions", {kGood});
    own.own_host = "smtp.example.se";
    EXPECT_EQ(check_after({probe("imaps", {kGood}), own}), SetupCheck::untested);
}

TEST(SetupCheck, failed_after_a_bad_probe_of_one_of_them) {
    EXPECT_EQ(check_after({probe("imaps", {kExpired}), probe("submissions", {kGood})}), SetupCheck::failed);
    EXPECT_EQ(check_after({probe("imaps", {kGood}), probe("submissions", {kExpired})}), SetupCheck::failed);
    EXPECT_EQ(check_after({probe("imaps", {kExpired, kNoWay})}), SetupCheck::failed);
    EXPECT_EQ(check_after({probe("pop3s", {kExpired})}), SetupCheck::untested);
    EXPECT_EQ(
        check_after({probe("imaps", {kExpired}), probe("imaps", {kGood}), probe("submissions", {kGood})}), SetupCheck::works);
}

TEST(SetupCheck, what_could_not_be_found_out_is_neither) {
    for (const auto& end : {kNoWay, std::pair{Stage::resolve, Outcome::timed_out},
             std::pair{Stage::resolve, Outcome::resolver_failed}, std::pair{Stage::greeting, Outcome::cancelled}})
        EXPECT_EQ(check_after({probe("imaps", {end}), probe("submissions", {end})}), SetupCheck::untested);
    ProbeResult busy = probe("imaps", {});
    busy.unavailable = Unavailable::bridge_busy;
    EXPECT_EQ(check_after({busy}), SetupCheck::untested);
    EXPECT_EQ(check_after({probe("imaps", {kGood, kExpired}), probe("submissions", {kGood})}), SetupCheck::untested);
}

TEST(SetupCheck, forgets_after_a_quarter_of_an_hour) {
    EXPECT_EQ(check_after({probe("imaps", {kExpired}, "2026-11-25T11:45:00Z")}), SetupCheck::failed);
    EXPECT_EQ(check_after({probe("imaps", {kExpired}, "2026-11-25T11:44:59Z")}), SetupCheck::untested);
    Case facts = patient("anna@example.se");
    facts.context.clock_offset_ms = 3'600'000;  // the device is an hour ahead
    facts.probes = {probe("imaps", {kExpired}, "2026-11-25T10:50:00Z")};
    EXPECT_EQ(made(tests::read_profile("websupport.se"), facts, SetupFor::apple).check, SetupCheck::failed);
}

}  // namespace
}  // namespace maildoctor
