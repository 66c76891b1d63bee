// Whole examinations with simulated patients: the patients of tests/scenarios, and random ones that must get an end all
// the same. How good the diagnosis is, is printed by `accuracy` (script/bench); here are the floors.
#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "core/contract.hpp"
#include "core/diagnosis/diagnose.hpp"
#include "core/diagnosis/next_step.hpp"
#include "scenarios/patient.hpp"

namespace maildoctor::tests {
namespace {

const Profile& provider() {
    static const Profile profile = read_profile("websupport.se");
    return profile;
}

double share_named(const std::vector<Scenario>& scenarios, const Noise& noise, std::size_t among) {
    int named = 0;
    Noise seeded = noise;
    for (const Scenario& scenario : scenarios) {
        ++seeded.seed;
        named += examine(provider(), scenario, seeded).names(scenario, among);
    }
    return static_cast<double>(named) / static_cast<double>(scenarios.size());
}

TEST(Patients, every_cause_has_several) {
    std::map<std::string, int> count;
    for (const Scenario& scenario : read_scenarios())
        for (const std::string& cause : scenario.causes) ++count[cause];
    for (const ContractCause& cause : contract().causes) EXPECT_GE(count[cause.id], 4) << cause.id;
}

TEST(Patients, no_examination_asks_more_than_the_most_questions_or_the_same_twice) {
    for (const Scenario& scenario : read_scenarios()) {
        const Course course = examine(provider(), scenario);
        EXPECT_LE(course.questions(), diagnosis::kMostQuestions) << scenario.name;
        EXPECT_EQ(std::set<std::string>(course.steps.begin(), course.steps.end()).size(), course.steps.size()) << scenario.name;
    }
}

TEST(Patients, where_there_is_nothing_to_read_the_diagnosis_needs_no_reader) {
    for (const Scenario& scenario : read_scenarios()) {
        Case facts;
        facts.answers = scenario.knows.answers;
        facts.context = scenario.knows.context;
        for (const bool no_error_shown : {false, true}) {
            facts.no_error_shown = no_error_shown;
            const Assessment whole = assess(provider(), facts);
            const Diagnosis alone = diagnose(provider(), facts, {});
            EXPECT_TRUE(whole.findings.empty() && whole.error_meanings.empty() && !whole.domain) << scenario.name;
            EXPECT_EQ(json::dump(alone.causes), json::dump(whole.causes)) << scenario.name;
            EXPECT_EQ(json::dump(alone.step), json::dump(whole.step)) << scenario.name;
            EXPECT_EQ(alone.probes_wanted, whole.probes_wanted) << scenario.name;
        }
    }
}

TEST(Patients, the_true_cause_is_named_first_for_most_and_among_three_for_nearly_all) {
    const std::vector<Scenario> scenarios = read_scenarios();
    EXPECT_GE(share_named(scenarios, {}, 1), 0.95);
    EXPECT_GE(share_named(scenarios, {}, 3), 0.99);
    EXPECT_GE(share_named(scenarios, {0.3, 0, 1}, 3), 0.95);
}

/// Each topic of the article, from the complaint alone.
struct Topic {
    const char* cause;
    std::map<std::string, std::string> answers;
    const char* pasted_error = "";
    const char* incoming_host = "";
};

TEST(Article, each_topic_leads_from_the_complaint_to_its_verdict) {
    const Topic topics[] = {
        {"network-blocks-mail",
            {{"symptom", "cannot-send-or-receive"}, {"mail-access", "both"}, {"network", "abroad-hotel"},
                {"worked-before", "network-changed"}, {"vpn", "off"}, {"webmail-opens", "opens"}}},
        {"vpn-address-blocked",
            {{"symptom", "cannot-send-or-receive"}, {"mail-access", "program"}, {"network", "usual-network"}, {"vpn", "on"},
                {"worked-before", "nothing-changed"}, {"webmail-opens", "opens"}}},
        {"vpn-address-blocked",
            {{"symptom", "cannot-send-or-receive"}, {"mail-access", "program"}, {"network", "usual-network"}, {"vpn", "on"},
                {"worked-before", "nothing-changed"}, {"webmail-opens", "does-not-open"}}},
        {"service-suspended",
            {{"symptom", "cannot-send-or-receive"}, {"mail-access", "both"}, {"network", "usual-network"},
                {"webmail-opens", "opens-but-refuses-login"}, {"invoice", "cannot-see"}, {"worked-before", "nothing-changed"},
                {"vpn", "off"}}},
        {"wrong-settings",
            {{"symptom", "cannot-receive"}, {"mail-access", "program"}, {"worked-before", "never-worked"},
                {"webmail-opens", "opens"}},
            "", "imap.websuport.se"},
        {"wrong-password",
            {{"symptom", "cannot-send-or-receive"}, {"mail-access", "program"}, {"worked-before", "password-changed"},
                {"webmail-opens", "opens-but-refuses-login"}},
            "535 5.7.8 Error: authentication failed"},
        {"sending-limit-address",
            {{"symptom", "cannot-send"}, {"mail-access", "program"}, {"recipients-last-hour", "over-address-limit"},
                {"worked-before", "nothing-changed"}}},
        {"sending-limit-domain",
            {{"symptom", "cannot-send"}, {"mail-access", "program"}, {"recipients-last-hour", "over-domain-limit"},
                {"worked-before", "nothing-changed"}}},
        {"too-many-recipients",
            {{"symptom", "cannot-send"}, {"mail-access", "program"}, {"recipients-last-hour", "over-message-limit"}}},
        {"webmail-unreachable", {{"symptom", "webmail-fails"}, {"mail-access", "webmail"}, {"webmail-opens", "does-not-open"}}},
        {"undetermined", {}},
    };
    for (const Topic& topic : topics) {
        Scenario scenario{topic.cause, {topic.cause}, {}, {}, {}};
        scenario.knows.answers = topic.answers;
        scenario.knows.pasted_error = topic.pasted_error;
        if (topic.incoming_host[0] != '\0')
            scenario.knows.settings.incoming = {Protocol::imap, topic.incoming_host, "993", Security::tls, "", {}};
        const Course course = examine(provider(), scenario);
        EXPECT_EQ(course.verdict.causes.front().cause, topic.cause) << testing::PrintToString(course.steps);
        EXPECT_FALSE(course.verdict.causes.front().advice.empty()) << topic.cause;
    }
}

class RandomPatient : public testing::TestWithParam<const char*> {};

TEST_P(RandomPatient, always_gets_an_end_with_advice_and_honest_evidence) {
    const Profile profile = read_profile(GetParam());
    const std::set<std::string> facts(contract().facts.begin(), contract().facts.end());
    const double most = std::log(0.98 / 0.01);
    for (unsigned seed = 0; seed < 300; ++seed) {
        const Course course = examine(profile, Scenario{"seed " + std::to_string(seed), {}, {}, {}, {}}, {0, 1, seed});
        ASSERT_LE(course.questions(), diagnosis::kMostQuestions);
        ASSERT_FALSE(course.verdict.causes.empty());
        EXPECT_FALSE(course.verdict.causes.front().advice.empty());
        EXPECT_EQ(course.verdict.step.id, course.verdict.causes.front().cause);
        double sum = 0;
        for (const RankedCause& each : course.verdict.causes) {
            sum += each.probability;
            for (const Evidence& evidence : each.evidence) {
                EXPECT_EQ(facts.count(evidence.fact), 1U) << evidence.fact;
                EXPECT_LE(std::fabs(evidence.weight), most) << evidence.fact;
            }
        }
        EXPECT_NEAR(sum, 1, 1e-9);
        EXPECT_EQ(json::dump(assess(profile, course.facts)), json::dump(course.verdict))
            << "the same case gives the same assessment";
    }
}

INSTANTIATE_TEST_SUITE_P(Profiles, RandomPatient, testing::Values("websupport.se", "university"),
    [](const testing::TestParamInfo<const char*>& tested) {
        return std::string(tested.param[0] == 'u' ? "university" : "provider");
    });

}  // namespace
}  // namespace maildoctor::tests
