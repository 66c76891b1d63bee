// What a domain's records mean beside the profile, and what that does to the diagnosis.
#include <gmock/gmock.h>

#include "core/assess.hpp"
#include "core/contract.hpp"
#include "core/domain/reading.hpp"
#include "core/domain/records.hpp"
#include "support/files.hpp"

namespace maildoctor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Profile& profile() {
    static const Profile out = tests::read_profile("practice");
    return out;
}

RecordReading read_one(const Profile& provider, const DomainRecord& record) {
    DomainResult result;
    result.domain = "example.se";
    result.records = {record};
    return read_domain(provider, result).records.at(0);
}

RecordReading read_found(RecordKind kind, std::vector<std::string> values) {
    return read_one(profile(), {kind, "x", values.empty() ? DnsAnswer::no_data : DnsAnswer::found, std::move(values)});
}

TEST(DomainReading, tells_where_mail_goes) {
    const std::pair<std::vector<std::string>, RecordState> cases[] = {
        {{"10 mx.practice.test"}, RecordState::good},
        {{"10 MX.practice.TEST"}, RecordState::good},
        {{"10 mx.elsewhere.test"}, RecordState::differs},
        {{"10 mx.practice.test", "20 mx.elsewhere.test"}, RecordState::differs},
        {{"10 xmx.practice.test"}, RecordState::differs},
        {{"0 ."}, RecordState::missing},
        {{}, RecordState::missing},
    };
    for (const auto& [values, state] : cases) {
        const RecordReading reading = read_found(RecordKind::mx, values);
        EXPECT_EQ(reading.state, state) << (values.empty() ? "" : values.back());
        EXPECT_EQ(reading.severity.has_value(), state != RecordState::good);
    }
}

TEST(DomainReading, compares_with_names_below_the_provider_and_below_the_customer) {
    Profile provider = profile();
    const auto state = [&](const char* value) {
        return read_one(provider, {RecordKind::mx, "x", DnsAnswer::found, {value}}).state;
    };
    provider.domain.mail_servers = {"*.practice.test", "mailin1.{domain}"};
    EXPECT_EQ(state("10 a.b.practice.test"), RecordState::good);
    EXPECT_EQ(state("10 practice.test"), RecordState::differs);
    EXPECT_EQ(state("10 notpractice.test"), RecordState::differs);
    EXPECT_EQ(state("10 mailin1.example.se"), RecordState::good);
    EXPECT_EQ(state("10 mailin1.example.com"), RecordState::differs);
    provider.domain.mail_servers.clear();
    EXPECT_EQ(state("10 mx.elsewhere.test"), RecordState::seen);
}

TEST(DomainReading, tells_whether_the_provider_may_send) {
    const std::pair<std::vector<std::string>, RecordState> cases[] = {
        {{"v=spf1 a mx include:spf.practice.test ?all"}, RecordState::good},
        {{"v=spf1 ?INCLUDE:SPF.practice.test -all"}, RecordState::good},
        {{"v=spf1 redirect=spf.practice.test"}, RecordState::good},
        {{"v=spf1 include:spf.practice.test.evil.example -all"}, RecordState::differs},
        {{"v=spf1 a -all"}, RecordState::differs},
        {{"v=spf1 include:spf.practice.test ~all", "v=spf1 -all"}, RecordState::differs},
        {{}, RecordState::missing},
    };
    for (const auto& [values, state] : cases) EXPECT_EQ(read_found(RecordKind::spf, values).state, state);
    EXPECT_THAT(included_by("v=spf1  +include:A.example ~include:b.example x"), ElementsAre("a.example", "b.example"));
    EXPECT_THAT(included_by(""), IsEmpty());
}

TEST(DomainReading, compares_service_records_with_the_services) {
    EXPECT_EQ(read_found(RecordKind::imaps, {"0 1 993 imap.practice.test"}).state, RecordState::good);
    EXPECT_EQ(read_found(RecordKind::imaps, {"0 1 143 imap.practice.test"}).state, RecordState::differs);
    EXPECT_EQ(read_found(RecordKind::imaps, {"0 0 0 ."}).state, RecordState::differs);
    EXPECT_EQ(read_found(RecordKind::imaps, {"garbage"}).state, RecordState::differs);
    EXPECT_EQ(read_found(RecordKind::imaps, {}).severity, Severity::note);
    Profile without = profile();
    std::erase_if(without.services, [](const Service& service) { return service.protocol == ServiceProtocol::pop3; });
    const auto pop3 = [&](const char* value) {
        return read_one(without, {RecordKind::pop3s, "x", DnsAnswer::found, {value}}).state;
    };
    EXPECT_EQ(pop3("0 0 0 ."), RecordState::good);
    EXPECT_EQ(pop3("0 1 995 pop3.practice.test"), RecordState::differs);
}

TEST(DomainReading, one_dkim_selector_is_enough_and_what_was_not_found_out_is_no_finding) {
    DomainResult result;
    result.records = {{RecordKind::dkim, "a", DnsAnswer::name_not_found, {}},
        {RecordKind::dkim, "b", DnsAnswer::found, {"v=DKIM1"}}, {RecordKind::dkim, "c", DnsAnswer::timed_out, {}},
        {RecordKind::dmarc, "d", DnsAnswer::server_failure, {}}};
    const DomainReading reading = read_domain(profile(), result);
    ASSERT_EQ(reading.records.size(), 2U);
    EXPECT_EQ(reading.records[0].state, RecordState::good);
    EXPECT_EQ(reading.records[1].state, RecordState::unknown);
    for (const RecordReading& each : reading.records) EXPECT_FALSE(each.severity);
}

TEST(DomainReading, is_for_the_domain_of_the_address_only) {
    Case facts;
    EXPECT_EQ(domain_of(facts), nullptr);
    facts.domain.emplace().domain = "example.se";
    EXPECT_NE(domain_of(facts), nullptr);
    facts.settings.address = " Anna@Example.SE ";
    EXPECT_NE(domain_of(facts), nullptr);
    facts.settings.address = "anna@example.com";
    EXPECT_EQ(domain_of(facts), nullptr);
    EXPECT_FALSE(assess(profile(), facts).domain);
    facts.settings.address.clear();
    facts.domain->unavailable = Unavailable::bridge_absent;
    EXPECT_EQ(domain_of(facts), nullptr);
}

TEST(DomainReading, decides_between_a_domain_that_ran_out_and_one_that_leads_elsewhere) {
    const Profile provider = tests::read_profile("websupport.se");
    Case facts;
    facts.answers = {{"symptom", "cannot-receive"}, {"webmail-opens", "opens"}, {"mail-in-webmail", "not-seen"}};
    facts.domain.emplace().domain = "example.se";
    DomainRecord& mx = facts.domain->records.emplace_back();
    mx = {RecordKind::mx, "example.se", DnsAnswer::found, {"10 mx.example.net"}};
    EXPECT_EQ(assess(provider, facts).causes.front().cause, "dns-of-own-domain");
    mx = {RecordKind::mx, "example.se", DnsAnswer::name_not_found, {}};
    EXPECT_FALSE(assess(provider, facts).domain->registered);
    EXPECT_EQ(assess(provider, facts).causes.front().cause, "domain-expired");
    mx = {RecordKind::mx, "example.se", DnsAnswer::found, {"10 mx.websupport.se"}};
    for (const std::size_t place : {0U, 1U}) {
        EXPECT_NE(assess(provider, facts).causes[place].cause, "dns-of-own-domain");
        EXPECT_NE(assess(provider, facts).causes[place].cause, "domain-expired");
    }
}

TEST(DomainReading, is_wanted_where_a_server_below_the_own_domain_is_not_found) {
    const Profile provider = tests::read_profile("websupport.se");
    Case facts;
    facts.answers = {{"symptom", "cannot-receive"}, {"worked-before", "nothing-changed"}, {"webmail-opens", "opens"}};
    facts.settings.address = "kalle@exempel.se";
    facts.settings.incoming = {Protocol::imap, "imap.exempel.se", "993", Security::tls, "kalle@exempel.se", {}};
    facts.skipped = {"settings", "probe"};
    const auto asks_for_the_domain = [&] {
        for (const ContractQuestion& question : contract().questions) facts.answers.emplace(question.id, "dont-know");
        return assess(provider, facts).step.kind == StepKind::domain;
    };
    facts.pasted_error = "Servern imap.exempel.se hittades inte.";
    EXPECT_TRUE(asks_for_the_domain());
    facts.settings.incoming.host = "imap.websupport.se";
    EXPECT_FALSE(asks_for_the_domain());
}

TEST(DomainReading, tells_of_the_senders_and_not_of_the_way_where_recipients_doubt_who_sent) {
    const Profile provider = tests::read_profile("websupport.se");
    Case facts;
    facts.answers = {{"symptom", "cannot-send"}, {"failing-recipients", "some-recipients"}};
    facts.pasted_error = "550-5.7.26 The sender is unauthenticated.";
    facts.domain.emplace().domain = "example.se";
    facts.domain->records = {{RecordKind::mx, "example.se", DnsAnswer::found, {"10 mx.websupport.se"}},
        {RecordKind::spf, "example.se", DnsAnswer::no_data, {}}};
    const auto facts_of_the_domain = [&] {
        std::vector<std::string> out;
        for (const RankedCause& ranked : assess(provider, facts).causes)
            if (ranked.cause == "dns-of-own-domain")
                for (const Evidence& each : ranked.evidence)
                    if (each.fact.rfind("domain-", 0) == 0) out.push_back(each.fact);
        return out;
    };
    EXPECT_EQ(assess(provider, facts).causes.front().cause, "dns-of-own-domain");
    EXPECT_THAT(facts_of_the_domain(), ElementsAre("domain-sender-unproven"));
    facts.domain->records[1] = {
        RecordKind::spf, "example.se", DnsAnswer::found, {"v=spf1 include:" + provider.domain.spf_include + " -all"}};
    EXPECT_EQ(assess(provider, facts).causes.front().cause, "dns-of-own-domain");
    EXPECT_THAT(facts_of_the_domain(), IsEmpty());
    facts.pasted_error = "550 5.1.1 User unknown";
    EXPECT_EQ(assess(provider, facts).causes.front().cause, "recipient-rejected");
    EXPECT_THAT(facts_of_the_domain(), ElementsAre("domain-comes-here"));
}

TEST(DomainRecords, are_asked_for_under_their_standard_names) {
    std::vector<std::string> names;
    for (const RecordQuestion& each : questions_about("example.se", {"s1"})) names.push_back(each.name);
    EXPECT_THAT(names,
        ElementsAre("example.se", "example.se", "_dmarc.example.se", "_mta-sts.example.se", "autoconfig.example.se",
            "autodiscover.example.se", "_imaps._tcp.example.se", "_imap._tcp.example.se", "_pop3s._tcp.example.se",
            "_pop3._tcp.example.se", "_submissions._tcp.example.se", "_submission._tcp.example.se", "s1._domainkey.example.se"));
}

}  // namespace
}  // namespace maildoctor
