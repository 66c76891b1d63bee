// Anything may happen, in any order, at any time. What must hold of a probe's machine: it ends within its total time, and
// asks for nothing after a deadline; once it said finish it says nothing else; every stage that it told to have begun it told
// to have ended, as its result says; its result's outcome is one of its stage; it never sends a log-in or mail.
#include "core/probe/machine.hpp"

#include <algorithm>

#include "arbitrary.hpp"

namespace {

using namespace maildoctor;
using namespace maildoctor::probe;
using fuzz::must;

/// Owns the bytes that an event points to.
struct Happening {
    std::string bytes;
    Event event;
};

std::string server_says(FuzzedDataProvider& bytes) {
    static const fuzz::Words lines{"* OK ready\r\n", "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n",
        "* CAPABILITY IMAP4rev1 STARTTLS\r\n", "a OK done\r\n", "a NO no\r\n", "* BYE\r\n", "* PREAUTH hi\r\n", "+OK\r\n",
        "-ERR\r\n", ".\r\n", "STLS\r\n", "220 mail ESMTP\r\n", "250-mail\r\n", "250 STARTTLS\r\n", "421 later\r\n", "554 no\r\n",
        "\r\n"};
    std::string out;
    for (auto count = bytes.ConsumeIntegralInRange<int>(0, 3); count > 0; --count)
        out += fuzz::arbitrary<std::string>(bytes, lines);
    return out;
}

void happen(FuzzedDataProvider& bytes, Happening& out) {
    switch (bytes.ConsumeIntegralInRange<int>(0, 5)) {
        case 0: out.event = event::Connected{}; break;
        case 1: out.event = event::Written{}; break;
        case 2: out.event = event::TlsDone{"TLSv1.3", bytes.ConsumeBool() ? Outcome::ok : Outcome::name_mismatch, {}}; break;
        case 3: out.event = event::Failed{fuzz::arbitrary<Outcome>(bytes, {})}; break;
        default: out.bytes = server_says(bytes); out.event = event::Received{out.bytes};
    }
}

/// What the action asks for; a fuzzer that only guesses would seldom get past the greeting.
void answer(const Action& action, FuzzedDataProvider& bytes, Happening& out) {
    switch (action.kind) {
        case Action::Kind::connect: out.event = event::Connected{}; return;
        case Action::Kind::write: out.event = event::Written{}; return;
        case Action::Kind::start_tls: out.event = event::TlsDone{"TLSv1.3", Outcome::ok, {}}; return;
        case Action::Kind::read:
        case Action::Kind::finish: break;
    }
    out.bytes = server_says(bytes);
    out.event = event::Received{out.bytes};
}

/// Notes what is told; a stage begins after the one before has ended, and ends once.
void note(const Action& action, std::vector<StageResult>& told, bool& is_open) {
    for (const Progress& progress : action.progress) {
        must(progress.outcome.has_value() == is_open, "stages do not overlap");
        is_open = !is_open;
        if (is_open) told.push_back({progress.stage, Outcome::ok, 0});
        must(!told.empty() && told.back().stage == progress.stage, "the stage that ends is the one that began");
        if (progress.outcome) told.back().outcome = *progress.outcome;
    }
}

bool is_harmless(std::string_view sent) {
    static const char* const kForbidden[] = {"LOGIN ", "AUTH", "PASS", "USER", "APOP", "MAIL FROM", "RCPT", "DATA"};
    return std::none_of(
        std::begin(kForbidden), std::end(kForbidden), [&](std::string_view word) { return sent.find(word) != sent.npos; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    FuzzedDataProvider bytes(data, size);
    Dialogue dialogue{fuzz::arbitrary<ServiceProtocol>(bytes, {}), fuzz::arbitrary<Security>(bytes, {})};
    const double began = 1000;
    const double last = began + dialogue.deadlines.total;
    double now = began;
    Machine machine(dialogue, began);
    std::vector<StageResult> told;
    bool is_open = false;
    Action action = machine.resume(event::Started{}, now);
    note(action, told, is_open);
    for (int turn = 0; action.kind != Action::Kind::finish; ++turn) {
        must(action.deadline <= last, "no action outlives the whole");
        must(now < action.deadline, "nothing is asked for after its deadline");
        must(is_harmless(action.bytes), "nothing is sent but the dialogue");
        Happening next;
        if (turn > 200 || bytes.remaining_bytes() == 0) {
            now = action.deadline;
            next.event = event::Failed{Outcome::timed_out};
        } else {
            now += bytes.ConsumeIntegralInRange<int>(0, 500);
            bytes.ConsumeIntegralInRange<int>(0, 3) == 0 ? happen(bytes, next) : answer(action, bytes, next);
        }
        action = machine.resume(next.event, now);
        note(action, told, is_open);
        must(turn < 1000, "a machine whose actions time out ends");
    }
    const AddressResult& result = machine.result();
    must(!is_open && told.size() == result.stages.size(), "every stage has ended");
    for (std::size_t i = 0; i < told.size(); ++i)
        must(told[i].stage == result.stages[i].stage && told[i].outcome == result.stages[i].outcome,
            "the result is what was told");
    const auto outcomes = outcomes_of(result.stage);
    must(std::find(outcomes.begin(), outcomes.end(), result.outcome) != outcomes.end(), "the outcome is one of its stage");
    must(machine.resume(event::Written{}, now).kind == Action::Kind::finish, "after finish there is nothing else");
    return 0;
}
