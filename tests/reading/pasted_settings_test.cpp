#include "core/reading/pasted_settings.hpp"

#include <gmock/gmock.h>

#include "core/errors/errors.hpp"
#include "json/json.hpp"

namespace maildoctor {
namespace {

/// What was found, in one line: `imap.example.com 993 tls kalle / ...`.
std::string read(std::string_view text) {
    const Settings settings = settings_in(text).settings;
    std::string out = settings.address;
    for (const ServerSettings* side : {&settings.incoming, &settings.outgoing}) {
        out += " /";
        if (side->protocol) out += " " + std::string(name_of(*side->protocol));
        if (!side->host.empty()) out += " " + side->host;
        if (!side->port.empty()) out += " " + side->port;
        if (side->security) out += " " + std::string(name_of(*side->security));
        if (!side->username.empty()) out += " " + side->username;
        if (side->authentication) out += " auth=" + std::string(name_of(*side->authentication));
    }
    return out;
}

struct Example {
    const char* text;
    const char* found;
};

constexpr Example kExamples[] = {
    // one line
    {"Host: imap.example.com, Port: 993, Användarnamn: kalle@exempel.se, Lösenord: hemligt1",
        " / imap.example.com 993 kalle@exempel.se /"},
    {"imap.example.com:993 SSL/TLS", " / imap.example.com 993 tls /"},
    {"IMAP: imap.example.com:993:SSL", " / imap imap.example.com 993 tls /"},
    {"IMAP Server: imap.example.com (port 993, SSL)", " / imap imap.example.com 993 tls /"},
    {"SMTP: smtp.example.com 465 TLS", " / / smtp smtp.example.com 465 tls"},
    {"Server hostname = imap.example.com; port = 993; connection security = SSL/TLS; user name = kalle",
        " / imap.example.com 993 tls kalle /"},
    {"Utgående: smtp.example.com, port 587, ingen kryptering", " / / smtp.example.com 587 none"},
    {"imaps://imap.example.com:993 smtps://kalle:hemligt@smtp.example.com:465/",
        " / imap imap.example.com 993 / smtp smtp.example.com 465"},
    {"\"Inkommande server\": \"imap.example.com\"", " / imap.example.com /"},
    // many lines
    {"Inkommande server: imap.example.com\nPort: 993\nSäkerhet: SSL/TLS\nAnvändarnamn: kalle@exempel.se\nLösenord: hemligt\n\n"
     "Utgående server: smtp.example.com\r\nPort: 465\r\nSSL: Ja\r\n",
        " / imap.example.com 993 tls kalle@exempel.se / smtp.example.com 465 tls"},
    {"Incoming mail server\timap.example.com\t993\tSSL/TLS\nOutgoing mail server\tsmtp.example.com\t587\tSTARTTLS",
        " / imap.example.com 993 tls / smtp.example.com 587 starttls"},
    {"• IMAP-server: imap.example.com\n• Port: 143 (STARTTLS)\n• SMTP-server: smtp.example.com\n• Port: 25, utan TLS",
        " / imap imap.example.com 143 starttls / smtp smtp.example.com 25 none"},
    {"E-postadress\nkalle@exempel.se\nInkommande e-post\nServernamn\nimap.example.com\nAnvändarnamn\nKalle "
     "Karlsson\nLösenord\nhemligt",
        "kalle@exempel.se / imap.example.com Kalle Karlsson /"},
    {"Inkommande e-post (IMAP)\nServer imap.example.com\nPort 993\nSSL/TLS Ja\nUtgående e-post (SMTP)\nServer "
     "smtp.example.com\nPort 465\nSSL/TLS Nej",
        " / imap imap.example.com 993 tls / smtp smtp.example.com 465 none"},
    {"Host Name imap.example.com\nUser Name kalle@exempel.se\nPassword hemligt1", " / imap.example.com kalle@exempel.se /"},
    {"Username: kalle@exempel.se\nIncoming: mail.example.com:143\nOutgoing: mail.example.com:587",
        " / mail.example.com 143 kalle@exempel.se / mail.example.com 587 kalle@exempel.se"},
    {"Server för inkommande e-post: pop3.example.com Port 995 SSL på\nServer för utgående e-post: smtp.example.com Port 25 Ingen "
     "kryptering",
        " / pop3.example.com 995 tls / smtp.example.com 25 none"},
    // what is wrong stays as typed
    {"Kontotyp: POP3\nServer: imap,example,com\nPort: 99\nKryptering: Ingen\nAutentisering: Normalt "
     "lösenord\nUtgående\nAutentisering: Ingen",
        " / pop3 imap,example,com 99 none auth=password / auth=none"},
    {"Incoming server: 127.0.0.1\nPort: 1143\nAuthentication: OAuth2", " / 127.0.0.1 1143 auth=other /"},
    {"Use SSL: No\nServer port: 110\nHost Name: pop.example.com", " / pop.example.com 110 none /"},
    // the first value counts
    {"Port: 993 eller 143\nPort: 110", " / 993 /"},
    // no settings
    {"Hej, min mejl funkar inte sedan i går. Logga in på admin.example.com klockan 12:30", " / /"},
    {"Lösenord: hemligt1", " / /"},
    {"Kontonamn: Jobbet", " / /"},
    {"Port: öppen", " / /"},
    {"", " / /"},
};

TEST(PastedSettings, are_split_into_the_fields) {
    for (const Example& each : kExamples) EXPECT_EQ(read(each.text), each.found) << each.text;
}

TEST(PastedSettings, count_what_was_found) {
    EXPECT_EQ(settings_in("").count, 0);
    EXPECT_EQ(settings_in("imap.example.com:993 SSL/TLS").count, 3);
    EXPECT_EQ(settings_in("IMAP: imap.example.com, Autentisering: Ingen, E-post: kalle@exempel.se").count, 4);
}

TEST(PastedSettings, hold_no_password_wherever_it_stood) {
    for (const char* text :
        {"Host: imap.example.com, Lösenord: hemligt1", "Lösenord\nhemligt1\nPort: 993", "imaps://kalle:hemligt1@imap.example.com",
            "Användarnamn: kalle\nPassword = hemligt1", "Användarnamn: kalle@exempel.se:hemligt1"}) {
        const PastedSettings found = settings_in(text);
        EXPECT_TRUE(found.removed) << text;
        EXPECT_EQ(encode<json::Writer>(found).dump().find("hemligt1"), std::string::npos) << text;
    }
    EXPECT_FALSE(settings_in("Host: imap.example.com").removed);
}

TEST(PastedSettings, any_bytes_end) {
    std::string bytes;
    for (int i = 0; i < 200000; ++i) bytes += static_cast<char>((i * 7919) >> 3);
    const std::string long_ones[] = {std::string(kLongestPaste, 'a'), std::string(kLongestPaste, ':'),
        std::string(kLongestPaste, '.'), std::string(kLongestPaste, '\t'), std::string(kLongestPaste, '\xE2'),
        "Port:" + std::string(kLongestPaste, '9'), "Host:" + std::string(kLongestPaste, 'a') + ".se",
        "Username:" + std::string(kLongestPaste, 'a'), bytes};
    for (const std::string& text : long_ones) {
        const Settings settings = settings_in(text).settings;
        for (const ServerSettings* side : {&settings.incoming, &settings.outgoing}) {
            EXPECT_LE(side->host.size(), 320U);
            EXPECT_LE(side->port.size(), 320U);
            EXPECT_LE(side->username.size(), 320U);
        }
    }
    std::string many;
    while (many.size() < kLongestPaste) many += "port server imap: ";
    settings_in(many);
}

}  // namespace
}  // namespace maildoctor
