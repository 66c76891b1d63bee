// Every server of the practice ward, examined by the real prober: what it says is what the fault table says.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "core/assess.hpp"
#include "examine.hpp"
#include "json/json.hpp"
#include "practice/profiles.hpp"
#include "practice/ward.hpp"

namespace maildoctor::practice {

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.id; }

namespace {

using testing::Contains;

std::string ca_path() { return testing::TempDir() + "/maildoctor-ward-" + std::to_string(getpid()) + ".pem"; }

class Running {
public:
    Running() { ward.start(); }
    ~Running() { std::filesystem::remove(ca_path()); }

    boost::asio::io_context context{1};
    Ward ward{context, {.ca_file = ca_path(), .slow_answer = std::chrono::milliseconds(20)}};

    std::vector<AddressResult> examine(const Fault& fault, const std::string& ca_file) {
        const Service& service = ward.service(fault.id);
        const bool waits = fault.outcome == Outcome::timed_out;
        return tests::examine(context,
            {.host = service.host,
                .port = static_cast<std::uint16_t>(service.port),
                .protocol = fault.protocol,
                .security = fault.security},
            ward.dns_port(), ca_file, waits ? tests::short_in(fault.stage) : tests::generous());
    }
};

Profile read_template() {
    std::ifstream file(MAILDOCTOR_SOURCE_DIR "/profiles/practice.json");
    std::stringstream text;
    text << file.rdbuf();
    Profile out;
    const auto problem = json::parse(text.str(), out, UnknownMembers::refuse);
    EXPECT_FALSE(problem) << problem->path << ": " << problem->expected;
    return out;
}

class Row : public testing::TestWithParam<Fault> {};

std::string test_name(const testing::TestParamInfo<Fault>& info) {
    std::string out(info.param.id);
    for (char& letter : out)
        if (letter == '-') letter = '_';
    return out;
}

INSTANTIATE_TEST_SUITE_P(Ward, Row, testing::ValuesIn(faults().begin(), faults().end()), test_name);

TEST_P(Row, is_found_out_by_the_prober) {
    Running running;
    const auto results = running.examine(GetParam(), ca_path());
    const auto expected = expectations(GetParam());
    ASSERT_EQ(results.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(results[i].address, expected[i].address);
        EXPECT_EQ(name_of(results[i].stage), name_of(expected[i].stage));
        EXPECT_EQ(name_of(results[i].outcome), name_of(expected[i].outcome));
        EXPECT_EQ(results[i].spoken, GetParam().spoken);
    }
}

TEST_P(Row, expects_an_outcome_that_its_stage_has) {
    const auto possible = outcomes_of(GetParam().stage);
    EXPECT_THAT(std::vector(possible.begin(), possible.end()), Contains(GetParam().outcome));
}

TEST(Ward, is_not_trusted_without_its_authority) {
    Running running;
    const auto results = running.examine(*find_fault("imaps"), "");
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(name_of(results[0].stage), "certificate");
    EXPECT_EQ(name_of(results[0].outcome), "untrusted");
}

TEST(Ward, tells_its_capabilities_after_tls) {
    Running running;
    EXPECT_THAT(running.examine(*find_fault("imap"), ca_path()).front().capabilities, Contains("AUTH=PLAIN"));
    EXPECT_THAT(running.examine(*find_fault("pop3"), ca_path()).front().capabilities, Contains("SASL PLAIN"));
    EXPECT_THAT(running.examine(*find_fault("submission"), ca_path()).front().capabilities, Contains("AUTH PLAIN"));
}

TEST(Ward, leaves_nothing_running_once_it_is_stopped) {
    Running running;
    (void)running.examine(*find_fault("imap"), ca_path());
    running.ward.stop();
    running.context.run();
    EXPECT_TRUE(running.context.stopped());
}

TEST(Ward, listens_on_consecutive_ports_when_told_the_first) {
    boost::asio::io_context context(1);
    const std::uint16_t first = 21100;  // below the ports that the system chooses from
    Ward ward(context, {.first_port = first});
    ward.start();
    for (std::size_t i = 0; i < ward.services().size(); ++i) EXPECT_EQ(ward.services()[i].port, first + i);
}

TEST(PracticeProfile, of_the_whole_ward_is_a_valid_profile) {
    Running running;
    const Profile profile = whole_ward(read_template(), running.ward.services());
    const auto problem = check(profile);
    EXPECT_FALSE(problem) << problem->path << ": " << problem->expected;
    EXPECT_EQ(recommended(profile, Direction::incoming)->id, "imaps");
    EXPECT_EQ(recommended(profile, Direction::outgoing)->id, "submissions");
}

TEST_P(Row, makes_a_valid_profile_that_recommends_it) {
    if (GetParam().protocol == ServiceProtocol::https) return;  // is for the terminal: a person's program reads no web page
    Running running;
    const Profile profile = one_patient(read_template(), running.ward.services(), GetParam().id);
    const auto problem = check(profile);
    EXPECT_FALSE(problem) << problem->path << ": " << problem->expected;
    EXPECT_EQ(recommended(profile, direction_of(find_service(profile, GetParam().id)->protocol))->id, GetParam().id);
    EXPECT_EQ(profile.services.size(), 2U);
}

}  // namespace
}  // namespace maildoctor::practice
