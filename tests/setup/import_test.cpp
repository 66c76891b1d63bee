// A provider's autoconfiguration file becomes a profile, or tells why not.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "core/assess.hpp"
#include "core/setup/setup.hpp"
#include "support/command.hpp"
#include "support/files.hpp"
#include "xml/provider.hpp"

namespace maildoctor::xml {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Provider imported(const std::string& text) { return read_provider(text, tests::read_profile("practice")); }

std::string server(const std::string& element, const std::string& type, const std::string& host, const std::string& port,
    const std::string& security, const std::string& username = "%EMAILADDRESS%", const std::string& way = "password-cleartext") {
    return "<" + element + " type='" + type + "'><hostname>" + host + "</hostname><port>" + port + "</port><socketType>" +
        security + "</socketType><authentication>" + way + "</authentication><username>" + username + "</username></" + element +
        ">\n";
}

const std::string kImap = server("incomingServer", "imap", "imap.example.net", "993", "SSL");
const std::string kSmtp = server("outgoingServer", "smtp", "smtp.example.net", "587", "STARTTLS");

/// The servers begin in line 2.
std::string file(const std::string& servers) {
    return "<clientConfig version='1.1'><emailProvider id='Example.net'><domain>example.net</domain>"
           "<displayName>Example &amp; Sons</displayName>\n" +
        servers + "</emailProvider></clientConfig>";
}

Remark only_fault(const std::string& text) {
    const Provider provider = imported(text);
    EXPECT_EQ(provider.faults.size(), 1U);
    return provider.faults.empty() ? Remark{} : provider.faults.front();
}

class RoundTrip : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Profiles, RoundTrip, testing::Values("websupport.se", "university", "practice"),
    [](const auto& each) { return std::string(each.param).substr(0, 4); });

TEST_P(RoundTrip, keeps_every_encrypted_way) {
    const Profile before = tests::read_profile(GetParam());
    Case facts;
    facts.settings.address = "anna@example.se";
    facts.context.languages = before.languages;
    for (const SetupFor program : {SetupFor::thunderbird, SetupFor::autoconfig}) {
        SetupFile setup;
        ASSERT_FALSE(set_up(before, facts, program, setup));
        const Provider after = imported(setup.text);
        ASSERT_THAT(after.faults, IsEmpty());
        EXPECT_THAT(after.notes, IsEmpty());
        EXPECT_EQ(after.profile.id, before.id);
        EXPECT_EQ(after.profile.username.form, before.username.form);
        EXPECT_EQ(after.profile.words.at("sv").provider, before.words.at(before.languages.front()).provider);
        const auto ways = [](const Profile& profile) {
            std::multiset<std::string> out;
            for (const Service& service : profile.services)
                if (service.security != Security::none && service.protocol != ServiceProtocol::https)
                    out.insert(std::string(name_of(service.protocol)) + " " + service.host + " " + std::to_string(service.port) +
                        " " + std::string(name_of(service.security)) + " " + std::string(name_of(service.standing)));
            return out;
        };
        EXPECT_EQ(ways(after.profile), ways(before));
        SetupFile again;
        ASSERT_FALSE(set_up(after.profile, facts, program, again));
        EXPECT_EQ(again.text, setup.text);
    }
}

TEST(Import, makes_a_profile_that_is_accepted) {
    const Provider provider = imported(file(kImap + kSmtp + server("incomingServer", "pop3", "POP.example.net", "110", "plain")));
    ASSERT_THAT(provider.faults, IsEmpty());
    const Profile& profile = provider.profile;
    EXPECT_FALSE(check(profile));
    EXPECT_EQ(profile.id, "example.net");
    EXPECT_EQ(profile.words.at("en").provider, "Example & Sons");
    EXPECT_EQ(profile.username.form, UsernameForm::full_address);
    EXPECT_EQ(recommended(profile, Direction::incoming)->id, "imaps");
    EXPECT_EQ(recommended(profile, Direction::outgoing)->id, "submission");
    EXPECT_EQ(find_service(profile, "pop3")->standing, Standing::insecure);
    EXPECT_EQ(find_service(profile, "pop3")->host, "pop.example.net");
    EXPECT_EQ(profile.home.time_zone, "");
    EXPECT_THAT(profile.limits, IsEmpty());
    EXPECT_THAT(profile.links, IsEmpty());
    EXPECT_EQ(profile.support.front().url, "https://example.net/");
    EXPECT_EQ(profile.services.front().source.verified_on, "");
}

TEST(Import, takes_pages_that_the_file_names) {
    const Provider provider = imported(file(kImap + kSmtp +
        "<documentation url='http://example.net/plain'/><documentation url='https://example.net/help'/>"
        "<webMail><loginPage url='https://webmail.example.net/'/></webMail>"));
    ASSERT_THAT(provider.faults, IsEmpty());
    ASSERT_EQ(provider.profile.links.size(), 2U);
    EXPECT_EQ(provider.profile.links[0].id, LinkId::article);
    EXPECT_EQ(provider.profile.links[0].url, "https://example.net/help");
    EXPECT_EQ(provider.profile.links[1].id, LinkId::webmail);
}

TEST(Import, several_servers_of_a_kind_have_ids_of_their_own) {
    const Provider provider =
        imported(file(kImap + kImap + server("incomingServer", "imap", "imap2.example.net", "993", "SSL") + kSmtp));
    ASSERT_THAT(provider.faults, IsEmpty());
    EXPECT_EQ(find_service(provider.profile, "imaps-2")->host, "imap2.example.net");
    ASSERT_EQ(provider.notes.size(), 1U);
    EXPECT_THAT(provider.notes[0].text, HasSubstr("a second time"));
    EXPECT_EQ(provider.notes[0].line, 3U);
}

TEST(Import, what_a_profile_cannot_hold_is_left_out_with_a_note) {
    const std::pair<std::string, const char*> left_out[] = {
        {server("incomingServer", "ews", "x.example.net", "443", "SSL"), "'ews' has no place"},
        {server("incomingServer", "smtp", "x.example.net", "465", "SSL"), "'smtp' has no place"},
        {server("incomingServer", "imap", "%EMAILDOMAIN%", "993", "SSL"), "a placeholder"},
        {server("incomingServer", "imap", "x.example.net", "993", "SSL", "%EMAILADDRESS%", "OAuth2"), "only OAuth2"},
        {server("outgoingServer", "smtp", "x.example.net", "465", "SSL", "", "none"), "only none"}};
    for (const auto& [element, why] : left_out) {
        const Provider provider = imported(file(kImap + kSmtp + element));
        ASSERT_THAT(provider.faults, IsEmpty()) << why;
        EXPECT_EQ(provider.profile.services.size(), 2U) << why;
        ASSERT_EQ(provider.notes.size(), 1U) << why;
        EXPECT_EQ(provider.notes[0].line, 4U) << why;
        EXPECT_THAT(provider.notes[0].text, HasSubstr(why));
    }
}

TEST(Import, user_names_have_one_form_or_other) {
    const auto form = [](const std::string& in, const std::string& out) {
        return imported(file(server("incomingServer", "imap", "imap.example.net", "993", "SSL", in) +
                            server("outgoingServer", "smtp", "smtp.example.net", "465", "SSL", out)))
            .profile.username.form;
    };
    EXPECT_EQ(form("%EMAILLOCALPART%", "%EMAILLOCALPART%"), UsernameForm::local_part);
    EXPECT_EQ(form("%EMAILLOCALPART%", "%EMAILADDRESS%"), UsernameForm::other);
    EXPECT_EQ(form("%EMAILLOCALPART%.%EMAILDOMAIN%", "%EMAILLOCALPART%.%EMAILDOMAIN%"), UsernameForm::other);
}

TEST(Import, contradictions_are_faults_with_their_line) {
    const std::pair<std::string, const char*> faults[] = {
        {server("incomingServer", "pop3", "x.example.net", "993", "SSL"), "port 993 is for imap, but the type is pop3"},
        {server("incomingServer", "imap", "x.example.net", "993", "STARTTLS"), "port 993 is for TLS from the start"},
        {server("outgoingServer", "smtp", "x.example.net", "587", "SSL"), "port 587 begins without TLS"},
        {server("incomingServer", "imap", "x.example.net", "993", "SSL", "%EMAILADDRESS"), "not closed"},
        {server("incomingServer", "imap", "x.example.net", "993", "SSL", "%EMAIL%"), "does not exist"},
        {server("incomingServer", "imap", "x.example.net", "0", "SSL"), "<port>"},
        {server("incomingServer", "imap", "x.example.net", "65536", "SSL"), "<port>"},
        {server("incomingServer", "imap", "x.example.net", "99999999999999999999", "SSL"), "<port>"},
        {server("incomingServer", "imap", "x.example.net", "-1", "SSL"), "<port>"},
        {server("incomingServer", "imap", "x.example.net", "", "SSL"), "<port>"},
        {server("incomingServer", "imap", "x.example.net", "993", "magic"), "<socketType>"},
        {server("incomingServer", "imap", "", "993", "SSL"), "<hostname>"},
        {server("incomingServer", "imap", "https://x.example.net/", "993", "SSL"), "<hostname>"},
        {server("incomingServer", "imap", "x.example.net:993", "993", "SSL"), "<hostname>"}};
    for (const auto& [element, why] : faults) {
        const Remark fault = only_fault(file(kImap + kSmtp + element));
        EXPECT_EQ(fault.line, 4U) << why;
        EXPECT_THAT(fault.text, HasSubstr(why));
    }
}

TEST(Import, an_unusual_port_is_noted) {
    const Provider provider = imported(file(kImap + server("outgoingServer", "smtp", "smtp.example.net", "586", "SSL")));
    ASSERT_THAT(provider.faults, IsEmpty());
    EXPECT_THAT(provider.notes.at(0).text, HasSubstr("586"));
}

TEST(Import, without_encryption_in_a_direction_there_is_no_profile) {
    EXPECT_THAT(only_fault(file(kImap)).text, HasSubstr("<outgoingServer>"));
    EXPECT_THAT(only_fault(file(server("incomingServer", "pop3", "pop.example.net", "110", "plain") + kSmtp)).text,
        HasSubstr("no <incomingServer> is left that has encryption"));
}

TEST(Import, what_is_no_such_file_is_refused) {
    for (const char* text : {"", "<html/>", "<clientConfig/>", "not XML", "<emailProvider id='a'/>",
             "<!DOCTYPE clientConfig [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><clientConfig/>"})
        EXPECT_EQ(imported(text).faults.size(), 1U) << text;
    EXPECT_THAT(
        imported("<clientConfig><emailProvider id='a b'><domain>a b</domain>" + kImap + kSmtp + "</emailProvider></clientConfig>")
            .faults.at(0)
            .text,
        HasSubstr("<domain>"));
    EXPECT_THAT(imported("<clientConfig><emailProvider id='a b'><domain>example.net</domain>" + kImap + kSmtp +
                    "</emailProvider></clientConfig>")
                    .faults.at(0)
                    .text,
        HasSubstr("id: expected"));
}

TEST(Import, markup_in_a_name_stays_text) {
    const Provider provider = imported(
        "<clientConfig><emailProvider id='example.net'><domain>example.net</domain><displayName>"
        "&lt;script&gt;</displayName>" +
        kImap + kSmtp + "</emailProvider></clientConfig>");
    ASSERT_THAT(provider.faults, IsEmpty());
    EXPECT_EQ(provider.profile.words.at("en").provider, "<script>");
}

/// `maildoctor import`, as a person runs it, in a folder of its own.
class ImportCommand : public testing::Test {
protected:
    ImportCommand() { std::filesystem::create_directories(folder / "in"); }
    ~ImportCommand() override { std::filesystem::remove_all(folder); }

    void put(const std::string& name, const std::string& text) const { std::ofstream(folder / "in" / name) << text; }

    int run(const std::string& arguments) {
        auto [status, out] = tests::run_shell(MAILDOCTOR_COMMAND " import " + arguments);
        printed = std::move(out);
        return status;
    }

    std::filesystem::path folder = testing::TempDir() + "/maildoctor-import-" + std::to_string(getpid());
    std::string printed;
};

TEST_F(ImportCommand, writes_a_profile_that_the_other_commands_take) {
    put("config-v1.1.xml", file(kImap + kSmtp));
    EXPECT_EQ(run((folder / "in/config-v1.1.xml").string() + " --out " + (folder / "out").string()), 0);
    EXPECT_THAT(printed, HasSubstr("left to fill in"));
    const std::string profile = (folder / "out/example.net.json").string();
    EXPECT_EQ(
        std::system((MAILDOCTOR_COMMAND " setup --for apple --profile " + profile + " anna@example.net >/dev/null").c_str()), 0);
    EXPECT_EQ(std::system(("echo '{}' | " MAILDOCTOR_COMMAND " assess --profile " + profile + " >/dev/null").c_str()), 0);
}

TEST_F(ImportCommand, takes_a_folder_and_says_of_each_file_what_became_of_it) {
    put("good.xml", file(kImap + kSmtp));
    put("same.xml", file(kImap + kSmtp));
    put("bad.xml", file(kImap + server("incomingServer", "pop3", "x.example.net", "993", "SSL")));
    put("large.xml", std::string(10'000'000, ' ') + file(kImap + kSmtp));
    put("other.txt", "not looked at");
    EXPECT_EQ(run((folder / "in").string() + " --out " + (folder / "out").string()), 1);
    EXPECT_THAT(printed, HasSubstr("bad.xml:3: refused: port 993"));
    EXPECT_THAT(printed, HasSubstr("large.xml: refused: larger than 1 MB"));
    EXPECT_THAT(printed, HasSubstr("example.net.json is there already"));
    EXPECT_THAT(printed, HasSubstr("1 of 4 imported"));
}

TEST_F(ImportCommand, that_is_misused_says_what_is_wrong) {
    EXPECT_NE(run("/nonexistent"), 0);
    EXPECT_THAT(printed, HasSubstr("/nonexistent"));
    EXPECT_EQ(run((folder / "in").string()), 2);
    EXPECT_THAT(printed, HasSubstr("--out"));
}

}  // namespace
}  // namespace maildoctor::xml
