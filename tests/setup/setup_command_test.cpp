// `maildoctor setup`, as a person runs it; what it writes is read by tools that others wrote.
#include <unistd.h>

#include <fstream>

#include <gmock/gmock.h>

#include "support/command.hpp"
#include "support/files.hpp"

namespace maildoctor::cli {
namespace {

using testing::HasSubstr;

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

/// Everything that could become markup, and characters that XML cannot hold.
const std::string kHostileName = "<b>&amp;\"'</string></dict><key>x</key> ]]> %x; \x01 Ö";
constexpr const char* kHostileAddresses[] = {"anna@example.se", "o'neill&co@example.se", "a`$id`{}|~@example.se",
    "\"<string>&\"@example.se", "%EMAILADDRESS%@example.se", "åsa@räksmörgås.example"};

class SetupCommand : public testing::TestWithParam<const char*> {
protected:
    SetupCommand() {
        Profile profile = tests::read_profile(GetParam());
        for (auto& [language, words] : profile.words) words.provider = kHostileName;
        std::ofstream(file) << json::dump(profile);
    }
    ~SetupCommand() override { std::remove(file.c_str()); }

    std::string setup(const std::string& program, const std::string& address) const {
        return MAILDOCTOR_COMMAND " setup --profile " + file + " --for " + program + " " + quoted(address);
    }

    std::string file = testing::TempDir() + "/maildoctor-setup-" + std::to_string(getpid()) + ".json";
};

INSTANTIATE_TEST_SUITE_P(Profiles, SetupCommand, testing::Values("websupport.se", "university", "practice"),
    [](const auto& each) { return std::string(each.param).substr(0, 4); });

TEST_P(SetupCommand, autoconfiguration_follows_the_schema_whatever_the_values) {
    for (const char* program : {"thunderbird", "autoconfig"})
        for (const char* address : kHostileAddresses) {
            const tests::Printed printed = tests::run_shell(
                setup(program, address) + " | xmllint --noout --relaxng " MAILDOCTOR_SOURCE_DIR "/tests/setup/autoconfig.rng -");
            EXPECT_EQ(printed.status, 0) << address << printed.out;
        }
}

TEST_P(SetupCommand, an_apple_profile_is_a_property_list_whatever_the_values) {
    for (const char* address : kHostileAddresses) {
        const tests::Printed printed = tests::run_shell(setup("apple", address) +
            " | plistutil -f bin | plistutil -f xml | xmllint --nonet --xpath "
            "'string(//key[.=\"EmailAddress\"]/following-sibling::string[1])' -");
        EXPECT_EQ(printed.status, 0) << printed.out;
        EXPECT_EQ(printed.out, std::string(address) + "\n");
    }
}

TEST_P(SetupCommand, a_hostile_name_stays_a_name) {
    const std::string held = "<b>&amp;\"'</string></dict><key>x</key> ]]> %x; \xEF\xBF\xBD Ö";
    const tests::Printed printed = tests::run_shell(setup("apple", "anna@example.se") +
        " | plistutil -f bin | plistutil -f xml | xmllint --nonet --xpath "
        "'string(//key[.=\"EmailAccountDescription\"]/following-sibling::string[1])' -");
    EXPECT_EQ(printed.out, held + "\n");
    EXPECT_EQ(tests::run_shell(setup("thunderbird", "anna@example.se") + " | xmllint --xpath 'string(//displayName)' -").out,
        held + "\n");
}

TEST_P(SetupCommand, an_autodiscover_answer_holds_what_was_typed) {
    for (const char* address : kHostileAddresses) {
        const tests::Printed printed =
            tests::run_shell(setup("outlook", address) + " | xmllint --xpath 'string(//*[local-name()=\"LoginName\"])' -");
        const std::string local = std::string(address).substr(0, std::string(address).rfind('@'));
        EXPECT_EQ(printed.out, (GetParam() == std::string("university") ? local : address) + std::string("\n"));
    }
}

/// Of each key of Apple's: its type, and the values that it may have.
TEST_P(SetupCommand, an_apple_profile_has_the_keys_and_types_that_apple_wants) {
    const std::pair<const char*, const char*> keys[] = {{"EmailAccountType", "string[.='EmailTypeIMAP' or .='EmailTypePOP']"},
        {"IncomingMailServerAuthentication", "string[.='EmailAuthPassword']"},
        {"OutgoingMailServerAuthentication", "string[.='EmailAuthPassword']"}, {"IncomingMailServerHostName", "string[.!='']"},
        {"OutgoingMailServerHostName", "string[.!='']"}, {"IncomingMailServerPortNumber", "integer[.>0]"},
        {"OutgoingMailServerPortNumber", "integer[.>0]"}, {"IncomingMailServerUseSSL", "true"},
        {"OutgoingMailServerUseSSL", "true"}, {"OutgoingPasswordSameAsIncomingPassword", "true"},
        {"PayloadVersion", "integer[.=1]"}, {"PayloadUUID", "string[string-length(.)=36]"},
        {"PayloadIdentifier", "string[.!='']"}, {"PayloadType", "string[.='com.apple.mail.managed']"}};
    const std::string mail = "/plist/dict/array/dict/";
    for (const auto& [key, value] : keys) {
        const std::string path = "boolean(" + mail + "key[.='" + key + "']/following-sibling::*[1][self::" + value + "])";
        EXPECT_EQ(tests::run_shell(setup("apple", "anna@example.se") + " | xmllint --nonet --xpath " + quoted(path) + " -").out,
            "true\n")
            << key;
    }
    EXPECT_EQ(tests::run_shell(setup("apple", "anna@example.se") +
                  " | xmllint --nonet --xpath 'count(/plist/dict/array/dict/key[contains(.,\"Password\")])' -")
                  .out,
        "1\n");
}

TEST(SetupCommand, a_domain_is_enough_for_its_zone) {
    const tests::Printed printed = tests::run_shell(MAILDOCTOR_COMMAND " setup --for dns example.se");
    EXPECT_EQ(printed.status, 0);
    EXPECT_THAT(printed.out, HasSubstr("_imaps._tcp.example.se. 3600 IN SRV 0 1 993 "));
}

TEST(SetupCommand, that_is_misused_says_what_is_wrong) {
    const std::pair<const char*, const char*> misuses[] = {{"--for apple", "address"}, {"anna@example.se", "--for"},
        {"--for eudora anna@example.se", "--for"}, {"--for apple anna", "an e-mail address"},
        {"--for dns räksmörgås.example", "xn--"}, {"--for apple anna@example.se --profile /nonexistent", "cannot be read"},
        {"--for apple anna@example.se --protocol smtp", "--protocol"},
        {"--for apple anna@example.se --protocol pop3 --profile " MAILDOCTOR_SOURCE_DIR "/profiles/university.json",
            "no encrypted pop3"}};
    for (const auto& [arguments, hint] : misuses) {
        const tests::Printed printed = tests::run_shell(MAILDOCTOR_COMMAND " setup " + std::string(arguments));
        EXPECT_NE(printed.status, 0) << arguments;
        EXPECT_THAT(printed.out, HasSubstr(hint)) << arguments;
    }
}

}  // namespace
}  // namespace maildoctor::cli
