// What must hold of the one function, a sentence at a time.
#include <gmock/gmock.h>

#include "core/assess.hpp"
#include "core/diagnosis/next_step.hpp"
#include "support/files.hpp"

namespace maildoctor {
namespace {

const Profile& provider() {
    static const Profile profile = tests::read_profile("websupport.se");
    return profile;
}

const Profile& university() {
    static const Profile profile = tests::read_profile("university");
    return profile;
}

Case with(std::map<std::string, std::string> answers) {
    Case facts;
    facts.answers = std::move(answers);
    return facts;
}

Assessment of(const Case& facts) { return assess(provider(), facts); }

double probability(const Assessment& assessment, const std::string& cause) {
    for (const RankedCause& each : assessment.causes)
        if (each.cause == cause) return each.probability;
    return -1;
}

double weight(const Assessment& assessment, const std::string& cause, const std::string& fact) {
    for (const RankedCause& each : assessment.causes) {
        if (each.cause != cause) continue;
        EXPECT_FALSE(each.advice.empty()) << cause << " is too far down to be explained";
        for (const Evidence& evidence : each.evidence)
            if (evidence.fact == fact) return evidence.weight;
    }
    return 0;
}

ServerSettings right_incoming() { return {Protocol::imap, "imap.websupport.se", "993", Security::tls, "kalle@exempel.se", {}}; }
ServerSettings right_outgoing() {
    return {Protocol::smtp, "smtp.websupport.se", "465", Security::tls, "kalle@exempel.se", Authentication::password};
}

ProbeResult probe(const std::string& service, Stage stage, Outcome outcome) {
    ProbeResult out;
    out.service = service;
    AddressResult address;
    address.address = "192.0.2.1";
    address.stage = stage;
    address.outcome = outcome;
    out.addresses.push_back(address);
    return out;
}

TEST(Assess, an_empty_case_opens_with_the_question_about_the_trouble) {
    for (const Profile* profile : {&provider(), &university()}) {
        const Assessment assessment = assess(*profile, Case{});
        EXPECT_EQ(assessment.step.kind, StepKind::question);
        EXPECT_EQ(assessment.step.id, "symptom");
        EXPECT_TRUE(assessment.findings.empty());
        EXPECT_EQ(assessment.causes.front().cause, "undetermined");
        EXPECT_TRUE(assessment.causes.front().evidence.empty());
    }
}

TEST(Assess, dont_know_skipped_and_not_asked_weigh_the_same_nothing) {
    const Case unasked = with({{"symptom", "cannot-send-or-receive"}});
    Case unknown = unasked;
    unknown.answers["vpn"] = "dont-know";
    Case skipped = unasked;
    skipped.skipped = {"vpn"};
    EXPECT_EQ(json::dump(of(unknown).causes), json::dump(of(unasked).causes));
    EXPECT_EQ(json::dump(of(skipped).causes), json::dump(of(unasked).causes));
}

TEST(Assess, what_the_contract_does_not_have_weighs_nothing) {
    Case facts = with({{"symptom", "cannot-send"}});
    const std::string before = json::dump(of(facts).causes);
    facts.answers["colour"] = "red";
    facts.answers["vpn"] = "maybe";
    facts.tried = {{"bad-luck", false}};
    facts.skipped = {"breakfast"};
    facts.probes = {probe("no-such-service", Stage::connect, Outcome::refused)};
    EXPECT_EQ(json::dump(of(facts).causes), before);
}

TEST(Assess, a_skipped_step_is_not_offered_again) {
    Case facts;
    std::set<std::string> offered;
    for (Assessment assessment = of(facts); assessment.step.kind != StepKind::verdict; assessment = of(facts)) {
        const std::string id =
            assessment.step.kind == StepKind::question ? assessment.step.id : std::string(name_of(assessment.step.kind));
        ASSERT_TRUE(offered.insert(id).second) << id;
        facts.skipped.push_back(id);
    }
    EXPECT_GE(offered.size(), 3U);
}

TEST(Assess, somebody_who_only_uses_webmail_never_meets_settings_or_probes) {
    for (const char* symptom : {"cannot-receive", "cannot-send", "cannot-send-or-receive", "webmail-fails"}) {
        Case facts = with({{"symptom", symptom}, {"mail-access", "webmail"}});
        for (Assessment assessment = of(facts); assessment.step.kind != StepKind::verdict; assessment = of(facts)) {
            ASSERT_NE(assessment.step.kind, StepKind::settings);
            ASSERT_NE(assessment.step.kind, StepKind::probe);
            ASSERT_NE(assessment.step.id, "program");
            EXPECT_TRUE(assessment.probes_wanted.empty());
            facts.skipped.push_back(
                assessment.step.kind == StepKind::question ? assessment.step.id : std::string(name_of(assessment.step.kind)));
        }
    }
}

TEST(Assess, somebody_who_knows_nothing_is_shown_the_settings) {
    Case facts = with({{"symptom", "cannot-receive"}});
    std::vector<std::string> order;
    for (Assessment assessment = of(facts); assessment.step.kind != StepKind::verdict; assessment = of(facts)) {
        order.push_back(
            assessment.step.kind == StepKind::question ? assessment.step.id : std::string(name_of(assessment.step.kind)));
        facts.skipped.push_back(order.back());
    }
    EXPECT_THAT(order, testing::Contains("settings"));
}

TEST(Assess, the_complaint_tells_which_settings_to_compare_and_which_servers_to_probe) {
    EXPECT_THAT(of(with({{"symptom", "cannot-receive"}})).directions, testing::ElementsAre(Direction::incoming));
    EXPECT_THAT(of(with({{"symptom", "cannot-send"}})).directions, testing::ElementsAre(Direction::outgoing));
    EXPECT_THAT(of(with({{"symptom", "cannot-send-or-receive"}})).directions,
        testing::ElementsAre(Direction::incoming, Direction::outgoing));
    EXPECT_THAT(of(with({{"symptom", "cannot-receive"}})).probes_wanted, testing::ElementsAre("imaps"));
    EXPECT_THAT(of(with({{"symptom", "cannot-send-or-receive"}})).probes_wanted, testing::ElementsAre("imaps", "submissions"));
    Case pop3 = with({{"symptom", "cannot-receive"}});
    pop3.settings.incoming = {Protocol::pop3, "pop3.websupport.se", "995", Security::tls, "", {}};
    EXPECT_THAT(of(pop3).probes_wanted, testing::ElementsAre("pop3s"));
}

TEST(Assess, a_finding_that_was_ticked_off_stays_evidence) {
    Case facts = with({{"symptom", "cannot-receive"}});
    facts.settings.incoming = right_incoming();
    facts.settings.incoming.host = "imap.websuport.se";
    const Assessment before = of(facts);
    facts.changed = {"incoming.host"};
    const Assessment after = of(facts);
    ASSERT_EQ(before.findings.size(), 1U);
    EXPECT_FALSE(before.findings[0].changed);
    ASSERT_EQ(after.findings.size(), 1U);
    EXPECT_TRUE(after.findings[0].changed);
    EXPECT_EQ(before.causes.front().cause, "wrong-settings");
    EXPECT_EQ(json::dump(after.causes), json::dump(before.causes));
    EXPECT_GT(weight(after, "wrong-settings", "incoming-settings-wrong"), 2);
}

TEST(Assess, a_wrong_setting_of_the_direction_that_works_is_a_finding_and_no_evidence) {
    Case facts = with({{"symptom", "cannot-send"}});
    facts.settings.incoming = right_incoming();
    facts.settings.incoming.host = "imap.websuport.se";
    const Assessment assessment = of(facts);
    EXPECT_EQ(assessment.findings.size(), 1U);
    EXPECT_EQ(weight(assessment, "wrong-settings", "incoming-settings-wrong"), 0);
}

TEST(Assess, right_settings_speak_against_wrong_settings_and_half_compared_ones_tell_nothing) {
    Case facts = with({{"symptom", "cannot-send-or-receive"}, {"worked-before", "never-worked"}});
    facts.pasted_error = "530 5.7.0 Authentication required";
    facts.settings.incoming = right_incoming();
    facts.settings.outgoing = right_outgoing();
    EXPECT_LT(weight(of(facts), "wrong-settings", "incoming-settings-right"), 0);
    facts.settings = {};
    facts.settings.incoming.host = "imap.websupport.se";
    EXPECT_EQ(weight(of(facts), "wrong-settings", "incoming-settings-right"), 0);
}

TEST(Assess, right_settings_of_one_direction_do_not_excuse_wrong_ones_of_the_other) {
    Case facts = with({{"symptom", "cannot-send-or-receive"}});
    facts.settings.incoming = right_incoming();
    facts.settings.outgoing = right_outgoing();
    facts.settings.outgoing.security = Security::starttls;
    const Assessment assessment = of(facts);
    EXPECT_EQ(assessment.causes.front().cause, "wrong-settings");
    EXPECT_EQ(weight(assessment, "wrong-settings", "incoming-settings-right"), 0);
}

TEST(Assess, a_bridge_that_cannot_see_is_evidence_for_nothing) {
    const Case facts = with({{"symptom", "cannot-send-or-receive"}});
    for (std::size_t i = 0; i < kNames<Unavailable>.size(); ++i) {
        Case blind = facts;
        blind.probes = {probe("imaps", Stage::connect, Outcome::timed_out)};
        blind.probes[0].unavailable = static_cast<Unavailable>(i);
        EXPECT_EQ(json::dump(of(blind).causes), json::dump(of(facts).causes)) << kNames<Unavailable>[i];
        EXPECT_TRUE(of(blind).findings.empty());
    }
}

TEST(Assess, a_good_probe_with_a_program_that_times_out_speaks_for_the_network) {
    Case facts = with({{"symptom", "cannot-send-or-receive"}, {"network", "hotel-or-public"}});
    const double before = probability(of(facts), "network-blocks-mail");
    facts.pasted_error = "Connection to the server timed out";
    facts.probes = {probe("imaps", Stage::capabilities, Outcome::ok), probe("submissions", Stage::capabilities, Outcome::ok)};
    const Assessment assessment = of(facts);
    EXPECT_GT(probability(assessment, "network-blocks-mail"), before);
    EXPECT_EQ(assessment.causes.front().cause, "network-blocks-mail");
}

TEST(Assess, settings_that_name_or_come_near_to_another_service_than_the_recommended_one_are_compared_with_that) {
    Case facts;
    EXPECT_THAT(of(facts).services, testing::IsEmpty());
    facts.settings.incoming.protocol = Protocol::pop3;
    facts.settings.outgoing.host = "smtp.websupport.se";
    facts.settings.outgoing.port = "587";
    EXPECT_EQ(of(facts).services, (std::map<std::string, std::string>{{"incoming", "pop3s"}, {"outgoing", "submission"}}));
    facts.settings.outgoing.security = Security::tls;  // a finding says 465
    EXPECT_EQ(of(facts).services, (std::map<std::string, std::string>{{"incoming", "pop3s"}}));
}

TEST(Assess, all_addresses_and_services_seen_from_one_place_count_once) {
    Case one = with({{"symptom", "cannot-send-or-receive"}});
    one.probes = {probe("imaps", Stage::connect, Outcome::timed_out)};
    Case many = one;
    many.probes[0].addresses.push_back(many.probes[0].addresses[0]);
    many.probes.push_back(probe("submissions", Stage::connect, Outcome::refused));
    EXPECT_EQ(json::dump(of(many).causes), json::dump(of(one).causes));
}

TEST(Assess, a_server_is_down_only_after_two_probes_some_seconds_apart_and_none_from_memory) {
    Case facts = with({{"symptom", "cannot-send-or-receive"}});
    facts.probes = {probe("imaps", Stage::connect, Outcome::timed_out)};
    facts.probes[0].at = "2026-11-23T20:00:00Z";
    const auto told = [&] {
        const Assessment assessment = of(facts);
        return std::pair(weight(assessment, "server-down", "servers-unreachable"),
            weight(assessment, "server-down", "servers-once-unreachable"));
    };
    const double once = told().second;
    EXPECT_GT(once, 0);
    facts.probes.push_back(facts.probes[0]);
    EXPECT_EQ(told(), std::pair(0.0, once)) << "the same moment";
    facts.probes[1].at = "2026-11-23T20:00:06Z";
    facts.probes[1].age_ms = 900;
    EXPECT_EQ(told(), std::pair(0.0, once)) << "from the bridge's memory";
    facts.probes[1].age_ms = 0;
    EXPECT_GT(told().first, once);
    facts.probes[0].addresses[0] = probe("imaps", Stage::capabilities, Outcome::ok).addresses[0];
    EXPECT_EQ(told(), std::pair(0.0, once)) << "the first one was good";
}

TEST(Assess, a_mailbox_service_whose_servers_are_named_unlike_its_addresses_may_have_any_of_them) {
    Profile service = tests::read_profile("university");
    Case facts;
    facts.settings.address = "kalle@icloud.com";
    const auto is_elsewhere = [&] {
        const Assessment assessment = assess(service, facts);
        return std::any_of(assessment.findings.begin(), assessment.findings.end(),
            [](const Finding& each) { return each.rule == "address-hosted-elsewhere"; });
    };
    EXPECT_TRUE(is_elsewhere());
    service.services.front().host = "imap.mail.me.com";
    EXPECT_FALSE(is_elsewhere());
}

TEST(Assess, a_good_probe_of_another_service_says_nothing_of_the_one_that_the_settings_name) {
    Case facts = with({{"symptom", "cannot-receive"}});
    facts.pasted_error = "The name on the security certificate is invalid or does not match the name of the site.";
    facts.probes = {probe("imaps", Stage::capabilities, Outcome::ok)};
    const auto good = [&] { return weight(of(facts), "certificate-problem", "servers-reachable"); };
    const double unknown_settings = good();
    EXPECT_LT(unknown_settings, 0);
    facts.settings.incoming = {Protocol::imap, "imap.websupport.se", "993", Security::tls, "", {}};
    EXPECT_EQ(good(), unknown_settings);
    facts.settings.incoming = {Protocol::pop3, "pop3.websupport.se", "995", Security::tls, "", {}};
    EXPECT_EQ(good(), 0);
    facts.probes.push_back(probe("pop3s", Stage::certificate, Outcome::name_mismatch));
    EXPECT_GT(weight(of(facts), "certificate-problem", "servers-certificate-wrong"), 0);
}

TEST(Assess, advice_tried_in_vain_lets_the_next_cause_come_first) {
    Case facts = with({{"symptom", "cannot-send-or-receive"}, {"network", "abroad-hotel"}, {"worked-before", "network-changed"},
        {"vpn", "on"}});
    std::set<std::string> named;
    for (int i = 0; i < 3; ++i) {
        const std::string first = of(facts).causes.front().cause;
        EXPECT_TRUE(named.insert(first).second) << first << " is named again though it did not help";
        EXPECT_LT(weight(of(facts), first, "tried-" + first), 0.001);
        facts.tried.push_back({first, false});
    }
}

TEST(Assess, advice_that_helped_ends_the_examination) {
    Case facts = with({{"symptom", "cannot-send"}});
    facts.tried = {{"server-down", false}, {"wrong-password", true}};
    EXPECT_EQ(of(facts).step.kind, StepKind::solved);
    EXPECT_EQ(of(facts).step.id, "wrong-password");
}

TEST(Assess, after_the_most_questions_there_is_a_verdict_whatever_it_is) {
    Case facts;
    std::size_t asked = 0;
    for (Assessment assessment = of(facts); assessment.step.kind != StepKind::verdict; assessment = of(facts)) {
        const bool is_question = assessment.step.kind == StepKind::question;
        asked += is_question ? 1 : 0;
        facts.skipped.push_back(is_question ? assessment.step.id : std::string(name_of(assessment.step.kind)));
    }
    EXPECT_LE(asked, diagnosis::kMostQuestions);
    EXPECT_EQ(of(facts).step.id, "undetermined");
}

TEST(Assess, only_advice_that_fits_what_is_known_is_given) {
    const auto advice_with = [](const char* vpn) {
        for (const RankedCause& each : of(with({{"vpn", vpn}, {"network", "abroad-hotel"}})).causes)
            if (each.cause == "network-blocks-mail") return each.advice;
        return std::vector<std::string>{};
    };
    EXPECT_THAT(
        advice_with("on"), testing::AllOf(testing::Contains("turn-vpn-off"), testing::Not(testing::Contains("turn-vpn-on"))));
    EXPECT_THAT(
        advice_with("off"), testing::AllOf(testing::Contains("turn-vpn-on"), testing::Not(testing::Contains("turn-vpn-off"))));
}

TEST(Assess, advice_may_want_several_things_at_once) {
    const auto advice_with = [](const char* webmail) {
        for (const RankedCause& each : of(with({{"symptom", "cannot-send-or-receive"}, {"webmail-opens", webmail}})).causes)
            if (each.cause == "undetermined") return each.advice;
        return std::vector<std::string>{};
    };
    EXPECT_THAT(advice_with("opens"), testing::Contains("use-webmail"));
    EXPECT_THAT(advice_with("opens-but-refuses-login"), testing::ElementsAre("contact-support"));
    EXPECT_THAT(advice_with("does-not-open"), testing::ElementsAre("contact-support", "try-elsewhere"));
}

TEST(Assess, answers_whose_limit_the_provider_does_not_have_are_not_offered) {
    Profile profile = provider();
    std::erase_if(profile.limits, [](const Limit& limit) { return limit.scope == LimitScope::domain; });
    Case facts = with({{"symptom", "cannot-send"}});
    facts.no_error_shown = true;
    const Step step = assess(profile, facts).step;
    ASSERT_EQ(step.id, "recipients-last-hour");
    EXPECT_THAT(step.answers, testing::ElementsAre("over-address-limit", "over-message-limit", "few", "dont-know"));
}

TEST(Assess, where_the_clock_says_the_person_is_counts_only_until_they_say_it_themselves) {
    Case facts = with({{"symptom", "cannot-send-or-receive"}});
    facts.context.time_zone = "Asia/Shanghai";
    EXPECT_GT(weight(of(facts), "network-blocks-mail", "time-zone-away"), 0);
    facts.answers["network"] = "abroad-hotel";
    EXPECT_EQ(weight(of(facts), "network-blocks-mail", "time-zone-away"), 0);
}

TEST(Assess, a_notice_is_in_force_between_its_moments) {
    Profile profile = provider();
    profile.notice = Notice{{{"sv", "Driftstörning"}, {"en", "Disturbance"}}, "2026-11-23T10:00:00Z", "2026-11-23T12:00:00Z", ""};
    const auto in_force = [&](const char* now) {
        Case facts;
        facts.now = now;
        return assess(profile, facts).notice;
    };
    EXPECT_FALSE(in_force(""));
    EXPECT_FALSE(in_force("2026-11-23T09:59:59Z"));
    EXPECT_TRUE(in_force("2026-11-23T10:00:00.500Z"));
    EXPECT_FALSE(in_force("2026-11-23T12:00:01Z"));
}

TEST(Assess, what_only_the_provider_can_know_is_never_called_certain) {
    Case facts = with({{"symptom", "cannot-send"}, {"recipients-last-hour", "over-address-limit"},
        {"worked-before", "nothing-changed"}, {"invoice", "unpaid"}});
    facts.pasted_error = "450 4.7.1 too much mail from you";
    for (const RankedCause& each : of(facts).causes) EXPECT_NE(each.certainty, Certainty::certain) << each.cause;
}

}  // namespace
}  // namespace maildoctor
