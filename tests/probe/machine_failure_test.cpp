// Every action of every dialogue, ended by everything that can end it: the stage it belongs to says so, and nothing else does.
#include <algorithm>

#include <gmock/gmock.h>

#include "examination.hpp"

namespace maildoctor::probe {
namespace {

using enum Outcome;
using Kind = Action::Kind;

constexpr Outcome kTransport[] = {
    timed_out, cancelled, closed, reset, refused, unreachable, address_not_allowed, not_tls, no_common_version, handshake_failed};

std::string_view told_as(Stage stage, Outcome outcome) {
    const auto possible = outcomes_of(stage);
    return name_of(std::ranges::find(possible, outcome) == possible.end() ? reset : outcome);
}

/// One examination for each action that a healthy dialogue consists of, halted there.
std::vector<Examination> halted_at_every_action(const Way& way) {
    std::vector<Examination> out;
    for (Examination examination(way); !examination.is_finished(); examination.goes_well()) out.push_back(examination);
    return out;
}

class Every : public testing::TestWithParam<Way> {};
INSTANTIATE_TEST_SUITE_P(Way, Every, testing::ValuesIn(every_way()), [](const auto& info) { return name_of_way(info.param); });

TEST_P(Every, action_that_fails_ends_its_stage_and_the_examination) {
    for (const Examination& halted : halted_at_every_action(GetParam())) {
        if (halted.is_taking_leave()) continue;
        for (const Outcome outcome : kTransport) {
            Examination examination = halted;
            examination.fails(outcome);
            EXPECT_TRUE(examination.is_finished());
            EXPECT_EQ(name_of(examination.result().stage), name_of(halted.stage()));
            EXPECT_EQ(name_of(examination.result().outcome), told_as(halted.stage(), outcome));
            EXPECT_EQ(name_of(examination.result().stages.back().outcome), told_as(halted.stage(), outcome));
            EXPECT_EQ(examination.told.back().outcome, examination.result().outcome);
        }
    }
}

TEST_P(Every, farewell_that_fails_changes_nothing) {
    std::size_t farewells = 0;
    for (const Examination& halted : halted_at_every_action(GetParam())) {
        if (!halted.is_taking_leave()) continue;
        ++farewells;
        for (const Outcome outcome : kTransport) {
            Examination examination = halted;
            examination.fails(outcome);
            EXPECT_TRUE(examination.is_finished());
            EXPECT_EQ(examination.result().stage, stages_of(GetParam()).back());
            EXPECT_EQ(name_of(examination.result().outcome), "ok");
            EXPECT_EQ(examination.told.size(), halted.told.size());
        }
    }
    EXPECT_EQ(farewells, GetParam().protocol == ServiceProtocol::https ? 0U : 2U);  // saying it, and waiting for the answer
}

TEST_P(Every, event_after_the_end_changes_nothing) {
    for (const Outcome last : {ok, cancelled}) {
        Examination examination(GetParam());
        if (last == ok) examination.ends_well();
        else examination.fails(last);
        const auto told = examination.told.size();
        const auto stages = examination.result().stages.size();
        const Event events[] = {event::Started{}, event::Connected{}, event::Written{}, event::Received{"* OK\r\n"},
            event::TlsDone{"TLSv1.3", expired, {}}, event::Failed{cancelled}, event::Failed{timed_out}};
        for (const Event& event : events) {
            examination.happens(event);
            EXPECT_TRUE(examination.is_finished());
            EXPECT_EQ(name_of(examination.result().outcome), name_of(last));
            EXPECT_EQ(examination.told.size(), told);
            EXPECT_EQ(examination.result().stages.size(), stages);
        }
    }
}

TEST_P(Every, cancel_between_two_stages_leaves_the_finished_one_well) {
    const std::vector<Stage> stages = stages_of(GetParam());
    Examination before(GetParam());
    for (std::size_t i = 1; i < stages.size(); ++i) {
        if (stages[i] == Stage::certificate) continue;  // judged at once, nothing is waited for
        while (before.stage() != stages[i] || before.told.back().outcome) before.goes_well();
        Examination examination = before;
        examination.fails(cancelled);
        ASSERT_EQ(examination.result().stages.size(), i + 1);
        EXPECT_EQ(name_of(examination.result().stages[i - 1].outcome), "ok");
        EXPECT_EQ(name_of(examination.result().stages[i].outcome), "cancelled") << name_of(stages[i]);
    }
}

TEST_P(Every, action_has_the_deadline_of_its_stage) {
    const Deadlines limits;
    const auto limit_of = [&](Stage stage) {
        switch (stage) {
            case Stage::connect: return limits.connect;
            case Stage::greeting: return limits.greeting;
            case Stage::tls_handshake: return limits.tls;
            case Stage::starttls:
            case Stage::capabilities:
            case Stage::http_response: return limits.reply;
            case Stage::resolve:
            case Stage::certificate: break;
        }
        return 0.0;
    };
    Stage stage{};
    double began = 0;
    for (Examination examination(GetParam()); !examination.is_finished(); examination.goes_well()) {
        if (examination.is_taking_leave() && examination.action.kind == Kind::write) began = examination.now;
        if (examination.is_taking_leave()) {
            EXPECT_EQ(examination.action.deadline, began + limits.farewell);
            continue;
        }
        if (examination.stage() != stage) began = examination.now;
        stage = examination.stage();
        EXPECT_EQ(examination.action.deadline, began + limit_of(stage)) << name_of(stage);
    }
}

TEST_P(Every, action_ends_with_the_whole_at_the_latest) {
    Deadlines limits;
    limits.total = 3;  // every step takes 1 ms
    Examination examination(GetParam(), limits);
    while (!examination.is_finished()) {
        EXPECT_EQ(examination.action.deadline, kBegan + limits.total);
        examination.goes_well();
    }
    EXPECT_EQ(name_of(examination.result().outcome), "timed-out");
    EXPECT_EQ(examination.now, kBegan + limits.total);
}

TEST_P(Every, action_that_times_out_exactly_at_its_deadline_has_timed_out) {
    for (const Examination& halted : halted_at_every_action(GetParam())) {
        if (halted.is_taking_leave()) continue;
        Examination examination = halted;
        examination.now = examination.action.deadline;
        examination.fails(timed_out);
        EXPECT_EQ(name_of(examination.result().stage), name_of(halted.stage()));
        EXPECT_EQ(name_of(examination.result().outcome), "timed-out");
    }
}

TEST_P(Every, stage_whose_answer_comes_exactly_at_the_deadline_is_well_and_the_next_has_its_own_time) {
    for (const Examination& halted : halted_at_every_action(GetParam())) {
        const bool one_step =
            halted.stage() != Stage::starttls && halted.stage() != Stage::capabilities && halted.stage() != Stage::http_response;
        if (!one_step || halted.is_taking_leave()) continue;
        Examination examination = halted;
        examination.now = examination.action.deadline - 1;  // the step itself takes 1 ms
        examination.goes_well();
        EXPECT_NE(name_of(examination.stage()), name_of(halted.stage()));
        EXPECT_FALSE(examination.is_finished());
        EXPECT_GT(examination.action.deadline, examination.now);
    }
}

TEST_P(Every, action_in_a_stage_whose_time_is_over_is_not_asked_for) {
    for (const Examination& halted : halted_at_every_action(GetParam())) {
        if (halted.action.kind != Kind::write || halted.is_taking_leave()) continue;
        Examination examination = halted;
        examination.now = examination.action.deadline;
        examination.happens(event::Written{});
        EXPECT_TRUE(examination.is_finished());
        EXPECT_EQ(name_of(examination.result().stage), name_of(halted.stage()));
        EXPECT_EQ(name_of(examination.result().outcome), "timed-out");
    }
}

TEST_P(Every, half_a_reply_at_the_deadline_is_none) {
    for (const Examination& halted : halted_at_every_action(GetParam())) {
        if (halted.action.kind != Kind::read || halted.is_taking_leave()) continue;
        Examination examination = halted;
        examination.says(" ");
        if (examination.is_finished()) continue;  // no reply begins like that
        examination.now = examination.action.deadline;
        examination.says("x");
        EXPECT_EQ(name_of(examination.result().outcome), "timed-out");
    }
}

TEST_P(Every, event_that_answers_something_else_is_a_broken_connection) {
    for (const Examination& halted : halted_at_every_action(GetParam())) {
        if (halted.is_taking_leave()) continue;
        const std::pair<Kind, Event> events[] = {{Kind::connect, event::Connected{}}, {Kind::write, event::Written{}},
            {Kind::read, event::Received{"* OK\r\n"}}, {Kind::start_tls, event::TlsDone{"TLSv1.3", ok, {}}},
            {Kind::finish, event::Started{}}};
        for (const auto& [answers, event] : events) {
            if (answers == halted.action.kind) continue;
            Examination examination = halted;
            examination.happens(event);
            EXPECT_TRUE(examination.is_finished());
            EXPECT_EQ(name_of(examination.result().stage), name_of(halted.stage()));
            EXPECT_EQ(name_of(examination.result().outcome), "reset");
        }
    }
}

TEST(Machine, that_is_cancelled_before_it_began_says_so) {
    Machine machine({ServiceProtocol::imap, Security::tls}, kBegan);
    EXPECT_EQ(machine.resume(event::Failed{cancelled}, kBegan).kind, Kind::finish);
    EXPECT_EQ(name_of(machine.result().stage), "connect");
    EXPECT_EQ(name_of(machine.result().outcome), "cancelled");
}

TEST(Machine, without_any_time_has_timed_out_at_once) {
    Machine machine({ServiceProtocol::imap, Security::tls, {.total = 0}}, kBegan);
    EXPECT_EQ(machine.resume(event::Started{}, kBegan).kind, Kind::finish);
    EXPECT_EQ(name_of(machine.result().outcome), "timed-out");
}

}  // namespace
}  // namespace maildoctor::probe
