// What a command line refuses in a case, with its path and what was expected.
#include <gtest/gtest.h>

#include "core/assess.hpp"
#include "json/json.hpp"

namespace maildoctor {
namespace {

std::string problem_of(const std::string& text) {
    Case facts;
    if (const auto unreadable = json::parse(text, facts, UnknownMembers::refuse)) return "unreadable: " + unreadable->path;
    const auto problem = check(facts);
    return problem ? problem->path + " wants " + problem->expected : "none";
}

TEST(CheckCase, an_empty_case_and_one_with_everything_are_good) {
    EXPECT_EQ(problem_of("{}"), "none");
    EXPECT_EQ(
        problem_of(
            R"({"now":"2026-11-23T20:00:00Z","answers":{"symptom":"cannot-send","vpn":"dont-know"},"skipped":["paste","invoice"],
        "changed":["incoming.host"],"settings":{"emptyInProgram":["outgoing.username"]},"tried":[{"cause":"server-down","helped":false}],
        "probes":[{"service":"imaps","addresses":[{"stage":"certificate","outcome":"expired"}]}]})"),
        "none");
}

TEST(CheckCase, a_question_or_answer_that_does_not_exist_is_named) {
    EXPECT_EQ(problem_of(R"({"answers":{"colour":"red"}})").rfind("answers.colour wants one of the questions symptom|", 0), 0U);
    EXPECT_EQ(problem_of(R"({"answers":{"vpn":"maybe"}})"), "answers.vpn wants on|off|dont-know");
}

TEST(CheckCase, a_step_field_or_cause_that_does_not_exist_is_named) {
    EXPECT_EQ(problem_of(R"({"skipped":["paste","verdict"]})").rfind("skipped[1] wants one of the steps ", 0), 0U);
    EXPECT_EQ(problem_of(R"({"changed":["incoming.password"]})")
                  .rfind("changed[0] wants one of the settings address|incoming.protocol", 0),
        0U);
    EXPECT_EQ(problem_of(R"({"settings":{"emptyInProgram":["x"]}})").rfind("settings.emptyInProgram[0] wants ", 0), 0U);
    EXPECT_EQ(
        problem_of(R"({"tried":[{"cause":"bad-luck","helped":true}]})").rfind("tried[0].cause wants one of the causes ", 0), 0U);
}

TEST(CheckCase, an_outcome_that_its_stage_cannot_have_is_named) {
    EXPECT_EQ(
        problem_of(
            R"({"probes":[{"service":"imaps","addresses":[{"stage":"connect","outcome":"ok"},{"stage":"connect","outcome":"expired"}]}]})")
            .rfind("probes[0].addresses[1].outcome wants an outcome of the stage connect: ok|refused", 0),
        0U);
}

TEST(CheckCase, a_moment_is_written_as_rfc_3339_does_in_utc) {
    for (const std::string now :
        {"yesterday", "2026-11-23", "2026-11-23 20:00:00Z", "2026-11-23T20:00:00", "2026-11-23T20:00:00+01:00"})
        EXPECT_EQ(problem_of(R"({"now":")" + now + R"("})").rfind("now wants a time", 0), 0U) << now;
    EXPECT_EQ(problem_of(R"({"now":"2026-11-23T20:00:00.123Z"})"), "none");
}

}  // namespace
}  // namespace maildoctor
