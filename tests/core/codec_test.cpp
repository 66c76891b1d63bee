// The one decoder and encoder over the field lists, through its JSON reader and writer.
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "core/model/assessment.hpp"
#include "core/model/wire.hpp"
#include "json/json.hpp"

namespace maildoctor {
namespace {

template <class T>
std::string problem_of(const std::string& text, UnknownMembers unknown = UnknownMembers::refuse) {
    T out;
    const auto problem = json::parse(text, out, unknown);
    return problem ? problem->path + " wants " + problem->expected : "none";
}

TEST(Names, enumerators_are_kebab_case_and_members_camel_case) {
    EXPECT_EQ(name_of(Outcome::timed_out), "timed-out");
    EXPECT_EQ(from_name<Outcome>("plaintext-after-starttls"), Outcome::plaintext_after_starttls);
    EXPECT_FALSE(from_name<Outcome>("timed_out"));
    EXPECT_EQ(std::get<1>(kFields<ProbeResult>).name(), "ownHost");
}

TEST(Decode, absent_members_keep_what_they_have) {
    Case out;
    out.pasted_error = "as it was";
    EXPECT_FALSE(json::parse(R"({"now":"2026-11-23T20:00:00Z"})", out, UnknownMembers::refuse));
    EXPECT_EQ(out.pasted_error, "as it was");
    EXPECT_EQ(out.now, "2026-11-23T20:00:00Z");
}

TEST(Decode, names_the_path_of_the_first_value_that_does_not_fit) {
    EXPECT_EQ(problem_of<Case>(R"({"settings":{"incoming":{"port":993}}})"), "settings.incoming.port wants a text");
    EXPECT_EQ(problem_of<Case>(R"({"settings":{"incoming":{"security":"ssl"}}})"),
        "settings.incoming.security wants tls|starttls|none");
    EXPECT_EQ(problem_of<Case>(R"({"probes":[{"service":"imaps"},{"service":7}]})"), "probes[1].service wants a text");
    EXPECT_EQ(problem_of<Case>(R"({"answers":{"symptom":["a"]}})"), "answers.symptom wants a text");
    EXPECT_EQ(problem_of<Case>(R"({"answers":[]})"), "answers wants an object");
    EXPECT_EQ(problem_of<Case>(R"({"context":{"onLine":"yes"}})"), "context.onLine wants true or false");
    EXPECT_EQ(problem_of<Case>(R"({"probes":[{"ageMs":1e20}]})"), "probes[0].ageMs wants a number");
    EXPECT_EQ(problem_of<Case>("[]"), " wants an object");
}

TEST(Decode, null_is_no_value_of_any_kind) {
    for (const char* text :
        {R"({"now":null})", R"({"settings":null})", R"({"settings":{"incoming":{"security":null}}})", R"({"skipped":null})"})
        EXPECT_NE(problem_of<Case>(text), "none") << text;
}

TEST(Decode, an_unknown_member_is_refused_by_a_command_line_and_ignored_on_a_wire) {
    const std::string text = R"({"now":"","colour":"red"})";
    EXPECT_EQ(
        problem_of<Case>(text, UnknownMembers::refuse).rfind("colour wants one of the members now|context|settings", 0), 0U);
    EXPECT_EQ(problem_of<Case>(text, UnknownMembers::ignore), "none");
}

TEST(Decode, what_is_no_json_is_refused_without_a_path) {
    for (const std::string text :
        {"", "{", "{\"a\":}", "nul", "\xff", "{\"now\":\"\xff\"}", "{\"probes\":[{\"ageMs\":1e999}]}"}) {
        const std::string problem = problem_of<Case>(text);
        EXPECT_EQ(problem.rfind(" wants JSON", 0), 0U) << problem;
    }
}

TEST(Decode, a_bomb_of_brackets_is_refused) {
    EXPECT_NE(problem_of<Case>(std::string(100000, '[')), "none");
    EXPECT_NE(problem_of<Case>(std::string(100000, '[') + std::string(100000, ']')), "none");
}

TEST(Encode, absent_optionals_are_left_out_and_everything_else_is_written) {
    ServerSettings settings;
    settings.host = "imap.example.net";
    EXPECT_EQ(json::dump(settings), R"({"host":"imap.example.net","port":"","username":""})");
    settings.security = Security::starttls;
    EXPECT_EQ(json::dump(settings), R"({"host":"imap.example.net","port":"","security":"starttls","username":""})");
}

TEST(Encode, arguments_are_texts_or_numbers_and_whole_numbers_have_no_fraction) {
    Finding finding;
    finding.rule = "port-unknown";
    finding.args = {{"amount", 300.0}, {"port", std::string("589")}, {"share", 0.5}};
    EXPECT_EQ(json::dump(finding),
        R"({"rule":"port-unknown","severity":"error","field":"","args":{"amount":300,"port":"589","share":0.5},"changed":false})");
}

TEST(Encode, bytes_that_are_no_utf8_become_the_replacement_character) {
    Case facts;
    facts.pasted_error = "a\xff";
    EXPECT_NE(json::dump(facts).find("a\xEF\xBF\xBD"), std::string::npos);
}

TEST(Encode, compact_text_says_what_the_tree_of_values_says) {
    using json::Json;
    const std::map<std::string, std::string> texts = {
        {"", ""}, {"a\"b", "\\"}, {"tab\t", std::string("\0\x1f\x7f", 3)}, {"\u00e5\u2028", "\xff\xc3("}, {",", "]}"}};
    EXPECT_EQ(Json::parse(json::dump(texts)), Json::parse(json::dump(texts, 2)));
    const std::vector<double> numbers = {0, -0.0, -3, 0.1, 1e-7, 0.0001, 123456.789, 9007199254740991, 1e300, -1e21};
    EXPECT_EQ(Json::parse(json::dump(numbers)), Json(numbers));
    EXPECT_EQ(json::dump(std::vector<double>{INFINITY, -INFINITY, NAN, 7}), "[null,null,null,7]");
    EXPECT_EQ(json::dump(std::vector<std::vector<std::string>>{{}, {"a", "b"}}), R"([[],["a","b"]])");
}

TEST(Codec, decode_of_encode_is_the_same) {
    Case facts;
    facts.now = "2026-11-23T20:00:00Z";
    facts.context = {"Asia/Shanghai", {"sv-SE"}, true, {}, {}};
    facts.answers = {{"symptom", "cannot-send"}};
    facts.tried = {{"wrong-settings", false}};
    facts.settings.outgoing.authentication = Authentication::none;
    facts.probes.push_back({"imaps", "",
        {{"192.0.2.1", Stage::connect, Outcome::timed_out, {}, {}, {}, Protocol::smtp, {}, {}, "TLS_AES_256_GCM_SHA384",
            {"TLSv1.3"}}},
        {}, "here", "", 12.5});
    Case read;
    ASSERT_FALSE(json::parse(json::dump(facts), read, UnknownMembers::refuse));
    EXPECT_EQ(json::dump(read), json::dump(facts));
}

}  // namespace
}  // namespace maildoctor
