#include "core/errors/errors.hpp"

#include <gmock/gmock.h>

#include <set>

namespace maildoctor {
namespace {

struct Row {
    std::string_view words;
    Meaning meaning;
    Certainty certainty;
    std::string_view example;
};

constexpr Row kRows[] = {
#define PATTERN(words, meaning, certainty, example) {words, Meaning::meaning, Certainty::certainty, example},
#include "core/errors/patterns.def"
#undef PATTERN
};

std::string read(std::string_view text) {
    std::string out;
    for (const ErrorMeaning& each : understand(text))
        out += (out.empty() ? "" : " ") + each.meaning + "/" + std::string(name_of(each.certainty));
    return out;
}

std::string first(std::string_view text) {
    const auto meanings = understand(text);
    return meanings.empty() ? "" : meanings.front().meaning;
}

TEST(Errors, every_row_is_matched_by_its_example) {
    for (const Row& pattern : kRows) {
        const auto meanings = understand(pattern.example);
        const bool found = std::any_of(
            meanings.begin(), meanings.end(), [&](const auto& each) { return each.meaning == name_of(pattern.meaning); });
        EXPECT_TRUE(found) << pattern.words << " | " << pattern.example << " -> " << read(pattern.example);
    }
}

TEST(Errors, every_example_means_its_row_first) {
    for (const Row& pattern : kRows)
        if (pattern.certainty == Certainty::certain)
            EXPECT_EQ(first(pattern.example), name_of(pattern.meaning)) << pattern.example;
}

TEST(Errors, no_row_stands_twice_or_begins_with_a_gap) {
    std::set<std::string_view> seen;
    for (const Row& pattern : kRows) {
        EXPECT_TRUE(seen.insert(pattern.words).second) << pattern.words;
        EXPECT_NE(pattern.words.substr(0, 2), "..") << pattern.words;
        EXPECT_EQ(pattern.words.substr(0, 4).find('*'), std::string_view::npos) << "rows are looked up by so much";
        const std::size_t gap = pattern.words.find("..");
        EXPECT_TRUE(gap == std::string_view::npos || pattern.words.find("..", gap + 2) == std::string_view::npos)
            << pattern.words;
    }
}

TEST(Errors, a_bare_outlook_code_is_likely) {
    EXPECT_EQ(read("0x800CCC0E"), "connection-failed/likely");
    EXPECT_EQ(read("  (0x800ccc0e).\n"), "connection-failed/likely");
}

TEST(Errors, the_sentence_around_a_code_makes_it_certain) {
    EXPECT_EQ(read("Task 'kalle@exempel.se - Sending' reported error (0x800CCC0E): 'Outlook cannot connect to your outgoing "
                   "(SMTP) e-mail server.'"),
        "connection-failed/certain");
    EXPECT_EQ(read("Aktiviteten kalle@exempel.se rapporterade ett fel (0x800CCC0E): Det går inte att ansluta till servern."),
        "connection-failed/certain");
}

TEST(Errors, a_host_name_is_not_a_word) {
    EXPECT_EQ(read("smtp-auth.example.com"), "");
    EXPECT_EQ(read("spam.authenticationfailed.example.com said hello"), "");
    EXPECT_EQ(read("https://example.com/timeout?spam=1"), "");
    EXPECT_EQ(read("<spam@example.com>"), "");
    EXPECT_EQ(read("smtp.banned-country.example.com imap-disabled.example.com:993 unknown-user@example.com"), "");
}

TEST(Errors, digits_in_identifiers_times_and_ports_are_not_codes) {
    EXPECT_EQ(read("id=20535-550 at 12:54:35, queue 4F5504550, port 465 and 587, 535 of them"), "");
    EXPECT_EQ(read("version 5.7.8.1 and 192.0.2.1"), "");
}

TEST(Errors, a_reply_code_is_known_by_its_place) {
    EXPECT_EQ(first("535 x"), "authentication-failed");
    EXPECT_EQ(first("x\r\n535-5.7.8 y"), "authentication-failed");
    EXPECT_EQ(first("The server responded: 535 y"), "authentication-failed");
    EXPECT_EQ(first("there were 535 of them"), "");
    EXPECT_EQ(first("RCPT TO:<a@example.com>: 550 x"), "message-rejected");
    EXPECT_EQ(first("to mx.example.com: 535 x"), "authentication-failed");
    EXPECT_EQ(first("Antal: 535 mejl"), "");
    EXPECT_EQ(read("556 x"), "message-rejected/possible");
    EXPECT_EQ(read("465 x"), "") << "no reply code has such a second digit";
    EXPECT_EQ(read("250 x"), "");
}

TEST(Errors, the_specific_outweighs_the_general) {
    EXPECT_EQ(read("554 5.7.1 <a@example.com>: Relay access denied"), "relay-denied/certain");
    EXPECT_EQ(first("550-5.2.2 <a@example.com>: x"), "mailbox-full");
    EXPECT_EQ(first("certificate is not valid until 2027"), "clock-or-date") << "the longer of two that begin alike";
}

TEST(Errors, a_cut_word_is_read_with_any_ending) {
    EXPECT_EQ(first("Servern stöder inte den angivna krypteringstypen"), "secure-connection-failed");
    EXPECT_EQ(first("Din postlåda är fullastad"), "");
    EXPECT_EQ(first("Postlådans utrymme är fullt, din postlåda är full"), "mailbox-full");
}

TEST(Errors, the_reason_outweighs_that_nothing_was_reached) {
    EXPECT_EQ(first("Kunde inte ansluta med SSL"), "secure-connection-failed");
    EXPECT_EQ(first("Could not connect to server imap.example.com: the certificate has expired"), "certificate-wrong");
    EXPECT_EQ(first("Det gick inte att ansluta till servern. Fel lösenord"), "authentication-failed");
}

TEST(Errors, advice_in_a_message_is_not_its_reason) {
    EXPECT_EQ(first("Kunde inte autentisera till utgående servern (SMTP) x. Kontrollera lösenordet och bekräfta "
                    "'Autentiseringsmetod' i 'Kontoinställningar'. 535 5.7.8 Error: authentication failed"),
        "authentication-failed");
    EXPECT_EQ(first("Outlook kan inte ansluta till servern. Protokoll: SMTP, Port: 465, Säker (SSL): Ja"), "connection-failed");
}

TEST(Errors, a_recipient_that_doubts_the_senders_domain_is_told_from_a_refused_log_in) {
    EXPECT_EQ(first("550-5.7.26 This message fails to pass authentication checks (SPF or DKIM)."), "domain-unauthenticated");
    EXPECT_EQ(first("550 5.7.1 SPF authentication failed"), "domain-unauthenticated");
    EXPECT_EQ(first("550 5.1.1 User unknown\nAuthentication-Results: spf=pass dkim=pass dmarc=pass"), "recipient-rejected");
}

TEST(Errors, what_the_server_says_outweighs_the_program_around_it) {
    EXPECT_EQ(first("Mottagaren avvisades av servern: 554 5.7.1 <kund@example.com>: Relay access denied"), "relay-denied");
    EXPECT_EQ(first("[AUTHENTICATIONFAILED] Login from your country is not allowed."), "login-from-country-refused");
    EXPECT_EQ(
        first("(0x800CCC92) Servern svarade: -ERR [AUTH] POP3 access is disabled for this account."), "protocol-not-allowed");
    EXPECT_EQ(first("Inloggningen på IMAP-servern imap.example.com misslyckades. IMAP access is not allowed for this user."),
        "protocol-not-allowed");
    EXPECT_EQ(first("535 5.7.8 Error: authentication failed: account blocked, outgoing spam detected"), "spam-compromised");
    EXPECT_EQ(first("450 4.7.1 <a@example.com>: Recipient address rejected: Greylisted, please try again later"), "greylisted");
    EXPECT_EQ(
        first("450 4.7.1 <a@example.com>: Sender address rejected: too much mail from a@example.com"), "sending-limit-reached");
    EXPECT_EQ(first("450 4.1.8 <a@example.com>: Sender address rejected: Domain not found"), "domain-not-found");
    EXPECT_EQ(first("0x800CCC1A Säkerhetscertifikatet för pop3.example.com har upphört att gälla."), "certificate-wrong");
}

TEST(Errors, case_spelling_and_typography_do_not_matter) {
    EXPECT_EQ(first("AUTHENTICATION FAILED"), "authentication-failed");
    EXPECT_EQ(first("Felaktigt anv\xC3\xA4ndarnamn eller l\xC3\x96senord"), "authentication-failed");
    EXPECT_EQ(first("Felaktigt lo\xCC\x88senord"), "authentication-failed");
    EXPECT_EQ(first("Authentication\xC2\xA0\xE2\x80\x8B"
                    "failed"),
        "authentication-failed");
    EXPECT_EQ(first("Couldn\xE2\x80\x99t open connection to server"), "connection-failed");
}

TEST(Errors, a_phrase_does_not_cross_the_end_of_a_sentence) {
    EXPECT_EQ(read("The data is invalid. Enter your password."), "authentication-failed/possible");
    EXPECT_EQ(read("The size is small. It exceeds nothing."), "");
    EXPECT_EQ(first("The size is small, and exceeds nothing"), "message-too-large");
    EXPECT_EQ(first("The data is invalid, as is your password"), "authentication-failed");
}

TEST(Errors, unknown_text_means_nothing) {
    EXPECT_EQ(read(""), "");
    EXPECT_EQ(read("Hej, min mejl funkar inte"), "");
    EXPECT_EQ(read("Message sent"), "");
}

TEST(Errors, hostile_texts_end) {
    const std::string megabytes(2 * kLongestPaste, 'a');
    EXPECT_EQ(read(megabytes), "");
    std::string phrases;
    while (phrases.size() < 2 * kLongestPaste) phrases += "password certificate limit 535 5.7 \xC3 \xFF \xCC";
    understand(phrases);
    std::string bytes;
    for (int i = 0; i < 100000; ++i) bytes += static_cast<char>((i * 7919) >> 3);
    understand(bytes);
    understand(std::string("\0\0\xE2\x80", 4));
    EXPECT_EQ(first(std::string(kLongestPaste, '\n') + "Authentication failed"), "");
    EXPECT_EQ(first(std::string(kLongestPaste - 100, ' ') + "Authentication failed"), "authentication-failed");
}

}  // namespace
}  // namespace maildoctor
