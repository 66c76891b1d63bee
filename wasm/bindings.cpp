// What the page can ask of the core. Values in, values out; no handles, and nothing is thrown: a value that cannot be
// read comes back as {error: {path, expected}}. web/src/core/doctor.ts is the only caller.
#include <emscripten/bind.h>

#include "codec.hpp"
#include "core/assess.hpp"
#include "core/contract.hpp"
#include "core/errors/redact.hpp"
#include "core/reading/pasted_settings.hpp"
#include "core/setup/setup.hpp"

namespace maildoctor::wasm {

namespace {

val refusal(const Problem& problem, const std::string& root) {
    const bool plain = problem.path.empty() || problem.path.front() == '[';
    val out = val::object();
    out.set("error", write(Problem{root + (plain ? "" : ".") + problem.path, problem.expected}));
    return out;
}

/// The profile that was decoded last. The caller passes the very same object as long as the profile's text is the same.
struct Last {
    val value = val::null();
    Profile profile;
};

struct Input {
    const Profile* profile = nullptr;
    Case facts;
};

bool read_profile(const val& value, Last& last, Problem& problem) {
    if (!last.value.isNull() && last.value.strictlyEquals(value)) return true;
    Profile profile;
    if (!read(value, profile, problem)) return false;
    if (auto found = check(profile)) {
        problem = *found;
        return false;
    }
    last = {value, std::move(profile)};
    return true;
}

/// Nothing, or what is wrong with one of them.
std::optional<val> read_input(const val& profile, const val& facts, Input& out) {
    static Last last;
    Problem problem;
    if (!read_profile(profile, last, problem)) return refusal(problem, "profile");
    if (!read(facts, out.facts, problem)) return refusal(problem, "case");
    out.profile = &last.profile;
    return std::nullopt;
}

val assess_values(const val& profile, const val& facts) {
    Input input;
    if (auto refused = read_input(profile, facts, input)) return *refused;
    return write(assess(*input.profile, input.facts));
}

val set_up_values(const val& profile, const val& facts, const std::string& program) {
    Input input;
    if (auto refused = read_input(profile, facts, input)) return *refused;
    const auto wanted = from_name<SetupFor>(program);
    if (!wanted) return refusal({{}, "apple|thunderbird|autoconfig|outlook|dns"}, "program");
    SetupFile file;
    if (const auto problem = set_up(*input.profile, input.facts, *wanted, file)) return refusal(*problem, "case");
    return write(file);
}

val contract_value() { return write(contract()); }

val redact_text(const std::string& text) { return write(redact(text)); }

val settings_in_text(const std::string& text) { return write(settings_in(text)); }

}  // namespace

EMSCRIPTEN_BINDINGS(mail_doctor) {
    emscripten::function("assess", &assess_values);
    emscripten::function("setUp", &set_up_values);
    emscripten::function("contract", &contract_value);
    emscripten::function("redact", &redact_text);
    emscripten::function("settingsIn", &settings_in_text);
}

}  // namespace maildoctor::wasm
