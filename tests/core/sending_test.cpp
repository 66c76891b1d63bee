// The plan for sending after a limit was reached.
#include <gtest/gtest.h>

#include "core/assess.hpp"
#include "core/reading/moment.hpp"
#include "support/files.hpp"

namespace maildoctor {
namespace {

std::optional<SendingPlan> plan_for(const std::string& last_refused, double mailing) {
    static const Profile profile = tests::read_profile("websupport.se");
    Case facts;
    facts.last_refused = last_refused;
    facts.mailing = mailing;
    return assess(profile, facts).sending;
}

TEST(SendingPlan, nothing_told_gives_no_plan) { EXPECT_FALSE(plan_for("", 0)); }

TEST(SendingPlan, the_wait_counts_from_the_latest_refused_message) {
    EXPECT_EQ(plan_for("2026-11-23T13:42:10Z", 0)->wait_until, "2026-11-23T14:42:10Z");
    EXPECT_EQ(plan_for("2026-12-31T23:30:00.250Z", 0)->wait_until, "2027-01-01T00:30:00Z");
    EXPECT_EQ(plan_for("2028-02-28T23:59:59Z", 0)->wait_until, "2028-02-29T00:59:59Z");
    EXPECT_EQ(plan_for("just now", 420)->wait_until, "");
}

TEST(SendingPlan, a_mailing_is_divided_by_the_limit_and_the_first_part_goes_at_once) {
    const double none = plan_for("", 300)->minutes;
    EXPECT_EQ(none, 0);
    EXPECT_EQ(plan_for("", 300)->parts, 1);
    EXPECT_EQ(plan_for("", 301)->parts, 2);
    EXPECT_EQ(plan_for("", 301)->minutes, 60);
    EXPECT_EQ(plan_for("", 420)->parts, 2);
    EXPECT_EQ(plan_for("", 3000)->minutes, 540);
    EXPECT_EQ(plan_for("", 3000)->at_once, 300);
}

TEST(SendingPlan, moments_survive_seconds_and_back) {
    for (const char* moment :
        {"1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2000-02-29T12:00:00Z", "2026-11-23T20:00:00Z", "2100-03-01T00:00:00Z"})
        EXPECT_EQ(moment_of(*seconds_of(moment)), moment);
    EXPECT_EQ(seconds_of("1970-01-02T00:00:01Z"), 86401);
    for (const char* wrong : {"", "2026", "2026-13-01T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z",
             "2026-01-01T00:00:00", "2026-01-01T00:00:00+01:00"})
        EXPECT_FALSE(seconds_of(wrong)) << wrong;
}

}  // namespace
}  // namespace maildoctor
