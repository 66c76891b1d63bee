// What the page can ask of the core. Values in, values out; no handles, and nothing is thrown: a value that cannot be
// read comes back as {error: {path, expected}}. web/src/core/doctor.ts is the only caller.
#include <emscripten/bind.h>

#include "codec.hpp"
#include "contract_hash.hpp"
#include "core/assess.hpp"
#include "core/errors/redact.hpp"
#include "core/reading/pasted_settings.hpp"

namespace maildoctor::wasm {

namespace {

/// The profile that was decoded last. The caller passes the very same object as long as the profile's text is the same.
struct Last {
    val value = val::null();
    Profile profile;
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

val assess_values(const val& profile, const val& facts) {
    static Last last;
    Problem problem;
    if (!read_profile(profile, last, problem)) return refusal(problem, "profile");
    Case decoded;
    if (!read(facts, decoded, problem)) return refusal(problem, "case");
    return write(assess(last.profile, decoded));
}

std::string contract_hash() { return std::string(kContractHash); }

val redact_text(const std::string& text) { return write(redact(text)); }

val settings_in_text(const std::string& text) { return write(settings_in(text)); }

}  // namespace

EMSCRIPTEN_BINDINGS(mail_doctor) {
    emscripten::function("assess", &assess_values);
    emscripten::function("contractHash", &contract_hash);
    emscripten::function("redact", &redact_text);
    emscripten::function("settingsIn", &settings_in_text);
}

}  // namespace maildoctor::wasm
