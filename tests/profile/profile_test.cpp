#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "core/assess.hpp"
#include "json/json.hpp"

namespace maildoctor {
namespace {

json::Json read_json(const std::string& name) {
    const std::ifstream file(std::string(MAILDOCTOR_SOURCE_DIR) + "/profiles/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    json::Json out;
    EXPECT_FALSE(json::parse_json(text.str(), out)) << name;
    return out;
}

std::optional<Problem> problem_in(const json::Json& value) {
    Profile profile;
    if (auto problem = decode(json::Reader(value), profile, UnknownMembers::refuse)) return problem;
    return check(profile);
}

class Published : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Profiles, Published, testing::Values("websupport.se.json", "university.json"),
    [](const auto& each) { return std::string(each.param).substr(0, 7) == "univers" ? "university" : "websupport"; });

TEST_P(Published, a_published_profile_is_accepted_and_survives_a_round_trip) {
    const json::Json value = read_json(GetParam());
    const auto problem = problem_in(value);
    ASSERT_FALSE(problem) << problem->path << ": " << problem->expected;
    Profile profile;
    ASSERT_FALSE(decode(json::Reader(value), profile, UnknownMembers::refuse));
    Profile again;
    ASSERT_FALSE(json::parse(json::dump(profile), again, UnknownMembers::refuse));
    EXPECT_EQ(json::dump(profile), json::dump(again));
}

TEST_P(Published, every_fact_names_where_it_was_read) {
    Profile profile;
    ASSERT_FALSE(decode(json::Reader(read_json(GetParam())), profile, UnknownMembers::refuse));
    const auto named = [](const auto& list) {
        return std::all_of(list.begin(), list.end(), [](const auto& fact) { return !fact.source.url.empty(); });
    };
    EXPECT_TRUE(named(profile.services) && named(profile.limits) && named(profile.links) && named(profile.support));
}

TEST(Profiles, the_second_profile_differs_wherever_a_profile_can) {
    Profile first;
    Profile second;
    ASSERT_FALSE(decode(json::Reader(read_json("websupport.se.json")), first, UnknownMembers::refuse));
    ASSERT_FALSE(decode(json::Reader(read_json("university.json")), second, UnknownMembers::refuse));
    EXPECT_NE(first.languages, second.languages);
    EXPECT_NE(first.home.time_zone, second.home.time_zone);
    EXPECT_NE(first.username.form, second.username.form);
    EXPECT_NE(recommended(first, Direction::incoming)->security, recommended(second, Direction::incoming)->security);
    EXPECT_NE(find_limit(first, LimitScope::address)->window_minutes, find_limit(second, LimitScope::address)->window_minutes);
    EXPECT_EQ(find_limit(second, LimitScope::domain), nullptr);
    EXPECT_THAT(first.absent_causes, testing::IsEmpty());
    EXPECT_THAT(second.absent_causes, testing::Contains("service-suspended"));
}

struct Bad {
    const char* name;
    const char* pointer;  ///< JSON pointer into the first profile
    const char* value;    ///< JSON; an empty text removes the member
    const char* path;
    const char* expected;  ///< a part of it
};

class Refused : public testing::TestWithParam<Bad> {};

const Bad kBad[] = {
    // What the types refuse.
    {"unknown_member", "/colour", "1", "colour", "one of the members"},
    {"unknown_member_deep", "/services/0/adress", "1", "services[0].adress", "one of the members"},
    {"unknown_protocol", "/services/0/protocol", "\"nntp\"", "services[0].protocol", "imap|pop3|smtp|https"},
    {"port_as_text", "/services/2/port", "\"465\"", "services[2].port", "a number"},
    {"no_object", "/home", "[]", "home", "an object"},
    {"unknown_link", "/links/0/id", "\"shop\"", "links[0].id", "control-panel"},
    // Identity.
    {"no_id", "/id", "", "id", "an id"},
    {"id_with_blank", "/id", "\"a b\"", "id", "an id"},
    {"no_language", "/languages", "[]", "languages", "at least one"},
    {"bad_language", "/languages/1", "\"English\"", "languages[1]", "a language"},
    {"language_twice", "/languages/1", "\"sv\"", "languages[1]", "not listed already"},
    {"country_in_words", "/home/country", "\"Sweden\"", "home.country", "two capital letters"},
    {"time_zone_in_words", "/home/timeZone", "\"Swedish time\"", "home.timeZone", "a time zone"},
    {"setup_host_with_scheme", "/setupHost", "\"https://help.example.org\"", "setupHost", "a host name"},
    // Services.
    {"no_service", "/services", "[]", "services", "a recommended imap or pop3"},
    {"no_recommended_outgoing", "/services/2/standing", "\"accepted\"", "services", "a recommended smtp"},
    {"service_twice", "/services/1/id", "\"imaps\"", "services[1].id", "no other service"},
    {"service_id_not_kebab", "/services/1/id", "\"POP 3\"", "services[1].id", "small letters"},
    {"host_with_port", "/services/0/host", "\"imap.example.org:993\"", "services[0].host", "a host name"},
    {"host_with_capital", "/services/0/host", "\"Imap.example.org\"", "services[0].host", "a host name"},
    {"host_of_one_label", "/services/0/host", "\"localhost\"", "services[0].host", "a host name"},
    {"port_zero", "/services/2/port", "0", "services[2].port", "a port from 1 to 65535"},
    {"port_too_large", "/services/2/port", "65536", "services[2].port", "a port from 1 to 65535"},
    {"port_with_fraction", "/services/2/port", "465.5", "services[2].port", "a port from 1 to 65535"},
    {"web_without_tls", "/services/7/security", "\"none\"", "services[7].security", "tls"},
    {"web_recommended", "/services/7/standing", "\"recommended\"", "services[7].standing", "no mail server"},
    {"plain_recommended", "/services/0/security", "\"none\"", "services[0].standing", "not advised"},
    {"plain_accepted", "/services/4/standing", "\"accepted\"", "services[4].standing", "insecure"},
    {"bad_address", "/services/0/addresses", "[\"192.0.2.1\",\"192.0.2.256\"]", "services[0].addresses[1]", "an IP address"},
    {"source_not_https", "/services/0/source/url", "\"http://example.org\"", "services[0].source.url", "https:"},
    {"source_date_in_words", "/services/0/source/verifiedOn", "\"29 juni\"", "services[0].source.verifiedOn", "YYYY-MM-DD"},
    {"source_month_13", "/username/source/verifiedOn", "\"2026-13-01\"", "username.source.verifiedOn", "YYYY-MM-DD"},
    // Limits.
    {"limit_of_nothing", "/limits/0/amount", "0", "limits[0].amount", "from 1"},
    {"limit_without_window", "/limits/1/windowMinutes", "0", "limits[1].windowMinutes", "whole minutes"},
    {"message_limit_with_window", "/limits/2/windowMinutes", "60", "limits[2].windowMinutes", "0"},
    {"limit_twice", "/limits/1/scope", "\"address\"", "limits[1].scope", "no other limit"},
    // Links and support.
    {"link_with_script", "/links/0/url", "\"javascript:alert(1)\"", "links[0].url", "https:, mailto: or tel:"},
    {"link_plain", "/links/0/url", "\"http://example.org\"", "links[0].url", "https:, mailto: or tel:"},
    {"link_with_blank", "/links/0/url", "\"https://example.org/a b\"", "links[0].url", "https:, mailto: or tel:"},
    {"link_twice", "/links/1/id", "\"control-panel\"", "links[1].id", "no other link"},
    {"no_support", "/support", "[]", "support", "at least one way"},
    {"support_without_label", "/support/0/label", "\"\"", "support[0].label", "not empty"},
    {"hours_in_a_foreign_language", "/support/0/hours", "{\"fi\":\"9-15\"}", "support[0].hours.fi", "one of the languages"},
    // Words.
    {"no_words", "/words/en", "", "words.en", "the words"},
    {"empty_word", "/words/sv/webmail", "\"\"", "words.sv.webmail", "not empty"},
    {"words_without_language", "/words/fi", "{}", "words.fi", "one of the languages"},
    // Names and causes.
    {"other_host_with_comma", "/otherHosts/0/host", "\"imap,example,se\"", "otherHosts[0].host", "a host name"},
    {"other_host_without_service", "/otherHosts/0/service", "\"nntp\"", "otherHosts[0].service", "the id of a service"},
    {"certificate_name", "/certificateNames/0", "\"*\"", "certificateNames[0]", "a host name"},
    {"unknown_cause", "/absentCauses", R"(["bad-weather"])", "absentCauses[0]", "the id of a cause"},
    {"cause_that_is_none", "/absentCauses", R"(["undetermined"])", "absentCauses[0]", "the id of a cause"},
    {"cause_twice", "/absentCauses", R"(["ip-banned","ip-banned"])", "absentCauses[1]", "not listed already"},
    // Notice.
    {"notice_in_one_language", "/notice", R"({"text":{"sv":"x"},"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"})",
        "notice.text.en", "the text in this language"},
    {"notice_with_local_time", "/notice", R"({"text":{"sv":"x","en":"x"},"from":"2026-01-01 00:00","to":"2026-01-02T00:00:00Z"})",
        "notice.from", "YYYY-MM-DDThh:mm:ssZ"},
    {"notice_that_ends_before_it_begins", "/notice",
        R"({"text":{"sv":"x","en":"x"},"from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z"})", "notice.to",
        "after notice.from"},
    {"notice_with_script", "/notice",
        R"({"text":{"sv":"x","en":"x"},"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","url":"javascript:x"})",
        "notice.url", "https:"},
};

TEST_P(Refused, is_refused_with_its_path_and_what_was_expected) {
    const Bad& bad = GetParam();
    json::Json value = read_json("websupport.se.json");
    const json::Json::json_pointer pointer(bad.pointer);
    if (*bad.value == '\0') value[pointer.parent_pointer()].erase(pointer.back());
    else value[pointer] = json::Json::parse(bad.value);
    const auto problem = problem_in(value);
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->path, bad.path);
    EXPECT_THAT(problem->expected, testing::HasSubstr(bad.expected));
}

INSTANTIATE_TEST_SUITE_P(
    Profile, Refused, testing::ValuesIn(kBad), [](const auto& each) { return std::string(each.param.name); });

TEST(Profiles, a_notice_in_every_language_is_accepted) {
    json::Json value = read_json("websupport.se.json");
    value["notice"] =
        json::Json::parse(R"({"text":{"sv":"x","en":"x"},"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"})");
    EXPECT_FALSE(problem_in(value));
}

TEST(Profiles, a_home_that_is_not_known_may_be_left_out) {
    json::Json value = read_json("websupport.se.json");
    value.erase("home");
    EXPECT_FALSE(problem_in(value));
}

TEST(Profiles, an_empty_profile_is_refused_without_a_crash) { EXPECT_TRUE(problem_in(json::Json::object())); }

}  // namespace
}  // namespace maildoctor
