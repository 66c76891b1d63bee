// What is said, in which order, and what is kept of the answers, with healthy servers and with refusing ones.
#include <gmock/gmock.h>

#include "examination.hpp"

namespace maildoctor::probe {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::Not;

constexpr Way kImapStarttls{ServiceProtocol::imap, Security::starttls};
constexpr Way kPop3Starttls{ServiceProtocol::pop3, Security::starttls};
constexpr Way kSmtpStarttls{ServiceProtocol::smtp, Security::starttls};
constexpr Way kImapTls{ServiceProtocol::imap, Security::tls};

class Healthy : public testing::TestWithParam<Way> {};
INSTANTIATE_TEST_SUITE_P(
    EveryWay, Healthy, testing::ValuesIn(every_way()), [](const auto& info) { return name_of_way(info.param); });

TEST_P(Healthy, dialogue_passes_through_its_stages_in_order_and_ends_well) {
    Examination examination(GetParam());
    examination.ends_well();
    std::vector<Stage> passed;
    for (const StageResult& stage : examination.result().stages) {
        EXPECT_EQ(name_of(stage.outcome), "ok") << name_of(stage.stage);
        passed.push_back(stage.stage);
    }
    EXPECT_EQ(passed, stages_of(GetParam()));
    EXPECT_EQ(examination.result().stage, passed.back());
    EXPECT_EQ(name_of(examination.result().outcome), "ok");
}

TEST_P(Healthy, dialogue_tells_each_stage_once_as_it_begins_and_once_as_it_ends) {
    Examination examination(GetParam());
    examination.ends_well();
    std::vector<std::pair<Stage, std::optional<Outcome>>> told;
    std::vector<std::pair<Stage, std::optional<Outcome>>> expected;
    for (const Progress& progress : examination.told) told.emplace_back(progress.stage, progress.outcome);
    for (const Stage stage : stages_of(GetParam())) {
        expected.emplace_back(stage, std::nullopt);
        expected.emplace_back(stage, Outcome::ok);
    }
    EXPECT_EQ(told, expected);
}

TEST_P(Healthy, dialogue_says_this_and_nothing_else) {
    const std::string ehlo = std::string("EHLO ") + kClientName;
    const std::string get =
        "GET / HTTP/1.1\r\nUser-Agent: MailDoctor\r\nAccept: */*\r\nConnection: close\r\nHost: www.example.net\r\n";
    const std::vector<std::string> capability{"a CAPABILITY", "CAPA", ehlo, get};
    const std::vector<std::string> starttls{"a STARTTLS", "STLS", "STARTTLS"};
    const std::vector<std::string> farewell{"a LOGOUT", "QUIT", "QUIT"};
    const auto protocol = static_cast<std::size_t>(GetParam().protocol);
    std::vector<std::string> expected{capability[protocol]};
    if (protocol < farewell.size()) expected.push_back(farewell[protocol]);
    if (GetParam().security == Security::starttls) expected.insert(expected.begin(), {capability[protocol], starttls[protocol]});
    Examination examination(GetParam());
    examination.ends_well();
    EXPECT_EQ(examination.sent, expected);
}

TEST_P(Healthy, dialogue_keeps_the_capabilities_that_were_told_last) {
    if (GetParam().protocol == ServiceProtocol::https) return;
    Examination examination(GetParam());
    examination.ends_well();
    const char* const after_tls[] = {"AUTH=PLAIN", "SASL PLAIN", "AUTH PLAIN"};
    const char* const before_tls[] = {"STARTTLS", "STLS", "STARTTLS"};
    const auto protocol = static_cast<std::size_t>(GetParam().protocol);
    const bool plain = GetParam().security == Security::none;
    EXPECT_THAT(examination.result().capabilities, Contains((plain ? before_tls : after_tls)[protocol]));
    EXPECT_THAT(examination.result().capabilities, Not(Contains((plain ? after_tls : before_tls)[protocol])));
}

TEST_P(Healthy, dialogue_measures_each_stage_from_its_own_beginning) {
    Examination examination(GetParam());
    examination.ends_well();
    // Every step takes 1 ms: one for an answer that comes unasked, two for a command and its reply.
    for (const StageResult& stage : examination.result().stages) {
        const bool capabilities = stage.stage == Stage::capabilities || stage.stage == Stage::http_response;
        const double expected = stage.stage == Stage::starttls ? 4 : capabilities ? 2 : stage.stage == Stage::certificate ? 0 : 1;
        EXPECT_EQ(stage.elapsed_ms, expected) << name_of(stage.stage);
    }
}

TEST_P(Healthy, dialogue_reads_a_reply_in_single_bytes_as_it_reads_it_whole) {
    Examination examination(GetParam());
    bool encrypted = false;
    while (!examination.is_finished()) {
        encrypted = encrypted || examination.action.kind == Action::Kind::start_tls;
        if (examination.action.kind != Action::Kind::read) {
            examination.goes_well();
            continue;
        }
        const bool greets = examination.stage() == Stage::greeting;
        const std::string reply = healthy_reply(GetParam().protocol, greets ? "" : examination.sent.back(), encrypted);
        for (const char byte : reply)
            if (!examination.is_finished()) examination.says({&byte, 1});
    }
    EXPECT_EQ(examination.result().stage, stages_of(GetParam()).back());
    EXPECT_EQ(name_of(examination.result().outcome), "ok");
}

/// What a server says at one point of the dialogue, and how the examination must end.
struct Refusal {
    const char* name;
    Way way;
    Stage stage;
    const char* command;  ///< after which it is said; empty: instead of the greeting
    const char* said;
    Outcome outcome;
    bool polite;  ///< the machine still says farewell
};

void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.name; }

constexpr Way kPop3Tls{ServiceProtocol::pop3, Security::tls};
constexpr Way kSmtpTls{ServiceProtocol::smtp, Security::tls};
constexpr Way kImapPlain{ServiceProtocol::imap, Security::none};
constexpr const char* kEhlo = "EHLO [192.0.2.7]";

using enum Outcome;
// clang-format off
constexpr Refusal kRefusals[] = {
    {"imap_busy_at_greeting", kImapTls, Stage::greeting, "", "* BYE [UNAVAILABLE] later\r\n", temporary_refusal, false},
    {"imap_preauth_inside_tls", kImapTls, Stage::greeting, "", "* PREAUTH welcome back\r\n", already_authenticated, false},
    {"imap_preauth_before_tls", kImapStarttls, Stage::greeting, "", "* PREAUTH welcome back\r\n", already_authenticated, false},
    {"imap_preauth_in_plain", kImapPlain, Stage::greeting, "", "* PREAUTH welcome back\r\n", already_authenticated, false},
    {"pop3_busy_at_greeting", kPop3Tls, Stage::greeting, "", "-ERR [SYS/TEMP] later\r\n", temporary_refusal, false},
    {"pop3_refuses_at_greeting", kPop3Tls, Stage::greeting, "", "-ERR not you\r\n", permanent_refusal, false},
    {"smtp_busy_at_greeting", kSmtpTls, Stage::greeting, "", "421 later\r\n", temporary_refusal, false},
    {"smtp_refuses_at_greeting", kSmtpTls, Stage::greeting, "", "554 not you\r\n", permanent_refusal, false},
    {"smtp_greets_with_another_code", kSmtpTls, Stage::greeting, "", "250 hello\r\n", malformed, false},
    {"imap_gets_a_pop3_greeting", kImapTls, Stage::greeting, "", "+OK ready\r\n", another_protocol, false},
    {"imap_greets_with_garbage", kImapTls, Stage::greeting, "", "Welcome!\r\n", malformed, false},
    {"imap_without_starttls", kImapStarttls, Stage::starttls, "a CAPABILITY",
     "* CAPABILITY IMAP4rev1\r\na OK done\r\n", not_offered, true},
    {"pop3_without_stls", kPop3Starttls, Stage::starttls, "CAPA", "+OK\r\nUIDL\r\n.\r\n", not_offered, true},
    {"smtp_without_starttls", kSmtpStarttls, Stage::starttls, kEhlo, "250 mail.example.net\r\n", not_offered, true},
    {"imap_refuses_starttls", kImapStarttls, Stage::starttls, "a STARTTLS", "a NO switched off\r\n", permanent_refusal, true},
    {"imap_does_not_know_starttls", kImapStarttls, Stage::starttls, "a STARTTLS", "a BAD what\r\n", permanent_refusal, true},
    {"imap_leaves_at_starttls", kImapStarttls, Stage::starttls, "a STARTTLS", "* BYE later\r\n", temporary_refusal, false},
    {"pop3_refuses_stls", kPop3Starttls, Stage::starttls, "STLS", "-ERR switched off\r\n", permanent_refusal, true},
    {"smtp_has_no_tls_just_now", kSmtpStarttls, Stage::starttls, "STARTTLS", "454 4.7.0 later\r\n", temporary_refusal, false},
    {"smtp_does_not_know_starttls", kSmtpStarttls, Stage::starttls, "STARTTLS", "502 what\r\n", permanent_refusal, true},
    {"smtp_answers_starttls_with_another_code", kSmtpStarttls, Stage::starttls, "STARTTLS", "250 fine\r\n", malformed, false},
    {"imap_injects_after_starttls", kImapStarttls, Stage::starttls, "a STARTTLS",
     "a OK begin\r\n* CAPABILITY INJECTED\r\n", plaintext_after_starttls, false},
    {"imap_injects_half_a_line_after_starttls", kImapStarttls, Stage::starttls, "a STARTTLS",
     "a OK begin\r\n*", plaintext_after_starttls, false},
    {"pop3_injects_after_stls", kPop3Starttls, Stage::starttls, "STLS", "+OK begin\r\n+OK injected\r\n", plaintext_after_starttls, false},
    {"smtp_injects_after_starttls", kSmtpStarttls, Stage::starttls, "STARTTLS", "220 begin\r\n250 injected\r\n",
     plaintext_after_starttls, false},
    {"imap_refuses_capability", kImapTls, Stage::capabilities, "a CAPABILITY", "a BAD what\r\n", permanent_refusal, true},
    {"imap_lists_no_capability", kImapTls, Stage::capabilities, "a CAPABILITY", "a OK done\r\n", malformed, false},
    {"pop3_is_busy_at_capa", kPop3Tls, Stage::capabilities, "CAPA", "-ERR [SYS/TEMP] later\r\n", temporary_refusal, false},
    {"smtp_refuses_ehlo", kSmtpTls, Stage::capabilities, kEhlo, "550 not you\r\n", permanent_refusal, true},
    {"smtp_is_busy_at_ehlo", kSmtpTls, Stage::capabilities, kEhlo, "451 later\r\n", temporary_refusal, false},
    {"smtp_changes_its_code_within_a_reply", kSmtpTls, Stage::capabilities, kEhlo, "250-a\r\n550 b\r\n", malformed, false},
};
// clang-format on

class Refusing : public testing::TestWithParam<Refusal> {};
INSTANTIATE_TEST_SUITE_P(Server, Refusing, testing::ValuesIn(kRefusals), [](const auto& info) { return info.param.name; });

TEST_P(Refusing, server_ends_the_stage_it_refused_in) {
    const Refusal& refusal = GetParam();
    Examination examination(refusal.way);
    examination.reaches(refusal.stage, refusal.command);
    examination.says(refusal.said);
    EXPECT_EQ(name_of(examination.result().stage), name_of(refusal.stage));
    EXPECT_EQ(name_of(examination.result().outcome), name_of(refusal.outcome));
    EXPECT_EQ(examination.is_taking_leave(), refusal.polite);
    EXPECT_EQ(examination.is_finished(), !refusal.polite);
    EXPECT_THAT(examination.result().capabilities, IsEmpty());
}

TEST(Machine, keeps_the_words_of_a_refusal_and_the_protocol_that_answered) {
    Examination examination(kImapTls);
    examination.reaches(Stage::greeting);
    examination.says("+OK Dovecot \x1b[31mready\r\n");
    EXPECT_EQ(examination.result().reply, "+OK Dovecot ?[31mready");
    EXPECT_EQ(examination.result().spoken, Protocol::pop3);
}

TEST(Machine, recognises_who_spoke_instead_of_tls) {
    Examination examination(kImapTls);
    examination.reaches(Stage::tls_handshake);
    examination.happens(event::Failed{not_tls, "220 mail.example.net ESMTP\r\nmore"});
    EXPECT_EQ(name_of(examination.result().outcome), "not-tls");
    EXPECT_EQ(examination.result().spoken, Protocol::smtp);
}

TEST(Machine, does_not_ask_for_capabilities_that_an_imap_greeting_told) {
    Examination examination(kImapStarttls);
    examination.reaches(Stage::greeting);
    examination.says("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n");
    EXPECT_THAT(examination.sent, ElementsAre("a STARTTLS"));
}

TEST(Machine, believes_an_imap_greeting_that_offers_no_starttls) {
    Examination examination(kImapStarttls);
    examination.reaches(Stage::greeting);
    examination.says("* OK [CAPABILITY IMAP4rev1] ready\r\n");
    EXPECT_EQ(name_of(examination.result().outcome), "not-offered");
}

TEST(Machine, tries_stls_with_a_pop3_server_that_does_not_know_capa) {
    Examination examination(kPop3Starttls);
    examination.reaches(Stage::starttls, "CAPA");
    examination.says("-ERR what\r\n");
    EXPECT_THAT(examination.sent, ElementsAre("CAPA", "STLS"));
}

TEST(Machine, finds_a_pop3_server_without_capa_healthy) {
    Examination examination(kPop3Tls);
    examination.reaches(Stage::capabilities);
    examination.says("-ERR what\r\n");
    EXPECT_EQ(name_of(examination.result().outcome), "ok");
    EXPECT_TRUE(examination.is_taking_leave());
}

TEST(Machine, forgets_the_capabilities_from_before_tls) {
    Examination examination(kSmtpStarttls);
    examination.reaches(Stage::starttls, "STARTTLS");
    examination.says("220 begin\r\n");
    ASSERT_EQ(examination.action.kind, Action::Kind::start_tls);
    examination.goes_well();
    examination.goes_well();
    examination.says("250 mail.example.net\r\n");
    EXPECT_EQ(name_of(examination.result().outcome), "ok");
    EXPECT_THAT(examination.result().capabilities, IsEmpty());
}

TEST_P(Healthy, dialogue_keeps_the_greeting_and_what_was_offered_before_tls) {
    Examination examination(GetParam());
    examination.ends_well();
    const char* const greetings[] = {"* OK ready", "+OK", "220 ready", ""};
    const char* const offers[] = {"STARTTLS", "STLS", "STARTTLS"};
    const auto protocol = static_cast<std::size_t>(GetParam().protocol);
    const AddressResult& result = examination.result();
    EXPECT_EQ(result.greeting.value_or(""), greetings[protocol]);
    ASSERT_EQ(result.capabilities_before_tls.has_value(), GetParam().security == Security::starttls);
    if (result.capabilities_before_tls) EXPECT_THAT(*result.capabilities_before_tls, Contains(offers[protocol]));
}

TEST(Machine, shows_what_a_server_without_starttls_offers_instead) {
    Examination examination(kImapStarttls);
    examination.reaches(Stage::greeting);
    examination.says("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] \x1b[2Jready\r\n");
    EXPECT_EQ(examination.result().greeting, "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ?[2Jready");
    EXPECT_THAT(*examination.result().capabilities_before_tls, ElementsAre("IMAP4REV1", "LOGINDISABLED"));
}

TEST(Machine, shows_the_certificate_whatever_the_verdict_is) {
    Examination examination(kImapTls);
    examination.reaches(Stage::tls_handshake);
    Certificate certificate;
    certificate.names = {"*.example.net"};
    examination.happens(event::TlsDone{"TLSv1.2", expired, certificate, "ECDHE-RSA-AES128-GCM-SHA256"});
    EXPECT_EQ(examination.result().tls_version, "TLSv1.2");
    EXPECT_EQ(examination.result().cipher, "ECDHE-RSA-AES128-GCM-SHA256");
    ASSERT_TRUE(examination.result().certificate);
    EXPECT_THAT(examination.result().certificate->names, ElementsAre("*.example.net"));
}

TEST(Machine, ends_at_a_bad_certificate_with_farewell_only_where_the_server_has_greeted) {
    for (const Outcome verdict : outcomes_of(Stage::certificate)) {
        if (verdict == ok) continue;
        for (const Way& way : every_way()) {
            if (way.security == Security::none) continue;
            Examination examination(way);
            examination.reaches(Stage::tls_handshake);
            examination.happens(event::TlsDone{"TLSv1.3", verdict, {}});
            EXPECT_EQ(name_of(examination.result().stage), "certificate");
            EXPECT_EQ(name_of(examination.result().outcome), name_of(verdict));
            EXPECT_EQ(examination.is_taking_leave(), way.security == Security::starttls) << name_of_way(way);
        }
    }
}

TEST(Machine, shows_the_status_of_a_web_server_whatever_it_is) {
    for (const auto& [line, outcome] :
        {std::pair{"HTTP/1.1 302 Found", ok}, std::pair{"HTTP/1.1 503 Service Unavailable", unexpected_status}}) {
        Examination examination({ServiceProtocol::https, Security::tls});
        examination.reaches(Stage::http_response);
        examination.says(std::string(line) + "\r\nServer: x\r\n");
        EXPECT_TRUE(examination.is_finished());
        EXPECT_EQ(examination.result().reply, line);
        EXPECT_EQ(name_of(examination.result().outcome), name_of(outcome));
    }
}

TEST(Machine, takes_any_answer_to_its_farewell) {
    for (const Way& way : every_way()) {
        if (way.protocol == ServiceProtocol::https) continue;
        Examination examination(way);
        while (!examination.is_taking_leave()) examination.goes_well();
        examination.goes_well();
        examination.says("\x01garbage");
        EXPECT_TRUE(examination.is_finished());
        EXPECT_EQ(name_of(examination.result().outcome), "ok") << name_of_way(way);
    }
}

}  // namespace
}  // namespace maildoctor::probe
