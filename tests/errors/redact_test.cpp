#include "core/errors/redact.hpp"

#include <gmock/gmock.h>

#include "core/errors/errors.hpp"

namespace maildoctor {
namespace {

constexpr const char* kSecrets[] = {
    "Lösenord: hemligt",
    "LÖSENORD: hemligt",
    "lo\xCC\x88senord: hemligt",
    "losenord=hemligt",
    "Lösenord : hemligt och mer hemligt",
    "Lösenord\themligt",
    "Lösenord   hemligt",
    "Lösenord hemligt",
    "Lösenord:\n\n  hemligt",
    "Lösenord\nhemligt",
    "Lösenordet är hemligt",
    "Mitt lösenord är: hemligt",
    "Host: imap.example.com, Port: 993, Lösenord: hemligt",
    "Password: hemligt",
    "password = hemligt",
    "\"password\": \"hemligt\"",
    "'pwd':'hemligt'",
    "Pass: hemligt",
    "my password is hemligt",
    "Password - hemligt",
    "Password => hemligt",
    "Enter your password for kalle on imap.example.com: hemligt",
    "Ange ditt lösenord för kalle på imap.example.com:\nhemligt",
    "smtp_password=hemligt",
    "IMAP_PASS=hemligt",
    "Kennwort: hemligt",
    "<password>hemligt</password>",
    "<input name=\"password\" value=\"hemligt\">",
    "--password hemligt",
    "kalle@exempel.se:hemligt",
    "E-postlösenord: hemligt",
    "Lösenord\xC2\xA0: hemligt",
    "“Password”: “hemligt”",
    "Lösenord → hemligt",
    "Lösenord：hemligt",
    "mitt lösenord hemligt123 funkar inte",
    "Authorization: Basic hemligt",
    "a1 LOGIN kalle hemligt",
    "a1 login kalle hemligt",
    "C: A001 LOGIN \"kalle@exempel.se\" \"hemligt\"",
    "LOGIN kalle hemligt",
    "PASS hemligt",
    "pass hemligt",
    "> PASS hemligt",
    "C: PASS hemligt",
    "APOP kalle hemligt",
    "AUTH PLAIN hemligt",
    "auth plain hemligt",
    "C: AUTH LOGIN hemligt",
    "a2 AUTHENTICATE PLAIN hemligt",
    "AUTH LOGIN\r\n334 VXNlcm5hbWU6\r\na2FsbGU=\r\n334 UGFzc3dvcmQ6\r\nhemligt\r\n535 no",
    "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: a2FsbGU=\nS: 334 UGFzc3dvcmQ6\nC: hemligt",
    "imap://kalle:hemligt@imap.example.com",
    "smtps://kalle%40exempel.se:hemligt@smtp.example.com:465/",
    "kalle@exempel.se:hemligt@imap.example.com",
    "kalle:hemligt@imap.example.com",
    "imap://kalle:he:mligt@hemligt@imap.example.com",
};

TEST(Redact, no_password_is_left) {
    for (const char* secret : kSecrets) {
        const Redacted redacted = redact(secret);
        EXPECT_THAT(redacted.text, testing::Not(testing::HasSubstr("hemligt"))) << secret << " -> " << redacted.text;
        EXPECT_THAT(redacted.text, testing::HasSubstr(std::string(kRemoved))) << secret;
        EXPECT_TRUE(redacted.removed) << secret;
    }
}

TEST(Redact, a_second_time_changes_nothing) {
    for (const char* secret : kSecrets) {
        const Redacted once = redact(secret);
        const Redacted twice = redact(once.text);
        EXPECT_EQ(twice.text, once.text);
        EXPECT_FALSE(twice.removed) << once.text;
    }
}

TEST(Redact, a_message_without_a_secret_is_kept_to_the_byte) {
    for (const char* text : {
             "Authentication failed.",
             "535 5.7.8 Error: authentication failed",
             "Wrong username or password",
             "Your password is incorrect",
             "Lösenordet är felaktigt",
             "Lösenord krävs för utgående (SMTP) server smtp.example.com",
             "Sending of password for user kalle did not succeed.",
             "a1 NO LOGIN failed.",
             "Login failed for kalle",
             "250-AUTH=PLAIN LOGIN",
             "-ERR [AUTH] Authentication failed.",
             "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN LOGINDISABLED",
             "connect to example.com[192.0.2.1]:25: Connection timed out",
             "<kalle@exempel.se>: Relay access denied",
             "kalle@exempel.se:993",
             "mailto:kalle@exempel.se",
             "E-post:kalle@exempel.se",
             "12:30:11 kalle@exempel.se",
             "The password (0x800CCC92) 0x800CCC92",
             "The PASS command did not succeed. Error",
             "åäö \t  \r\n\r\n två rader",
             "",
         }) {
        const Redacted redacted = redact(text);
        EXPECT_EQ(redacted.text, text);
        EXPECT_FALSE(redacted.removed) << text;
    }
}

TEST(Redact, what_stands_beside_a_secret_is_still_understood) {
    const auto meanings = understand("Lösenord: Authentication failed\nConnection refused");
    ASSERT_EQ(meanings.size(), 1U);
    EXPECT_EQ(meanings[0].meaning, "connection-failed");
}

TEST(Redact, hostile_texts_end) {
    redact(std::string(2 * kLongestPaste, 'p'));
    std::string many;
    while (many.size() < kLongestPaste) many += "pass PASS password for a@b:c@d LOGIN AUTH PLAIN ";
    EXPECT_LE(redact(many).text.size(), kLongestPaste);
    std::string lines;
    while (lines.size() < kLongestPaste) lines += "pass:\nx\nu:p@h\n";
    const Redacted redacted = redact(lines);
    EXPECT_LE(redacted.text.size(), kLongestPaste);
    EXPECT_TRUE(redacted.removed);
    std::string blanks(kLongestPaste / 2, ' ');
    while (blanks.size() < kLongestPaste) blanks += "pass for LOGIN auth: x";
    redact(blanks);
    std::string bytes;
    for (int i = 0; i < 100000; ++i) bytes += static_cast<char>((i * 7919) >> 3);
    redact(bytes);
}

}  // namespace
}  // namespace maildoctor
