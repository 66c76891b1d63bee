// Set-up files, in a module of their own: few people ask for one, and nobody else pays for it. Values in, values out, as in
// bindings.cpp. web/src/core/set-up.ts is the only caller, with a profile that the other module has checked.
#include <emscripten/bind.h>

#include "codec.hpp"
#include "core/setup/setup.hpp"

namespace maildoctor::wasm {

namespace {

val set_up_values(const val& profile, const val& facts, const std::string& program) {
    Problem problem;
    Profile provider;
    if (!read(profile, provider, problem)) return refusal(problem, "profile");
    Case patient;
    if (!read(facts, patient, problem)) return refusal(problem, "case");
    const auto wanted = from_name<SetupFor>(program);
    if (!wanted) return refusal({{}, maildoctor::detail::expected_of<SetupFor>()}, "program");
    SetupFile file;
    if (const auto wrong = set_up(provider, patient, *wanted, file)) return refusal(*wrong, "case");
    return write(file);
}

}  // namespace

EMSCRIPTEN_BINDINGS(set_up) { emscripten::function("setUp", &set_up_values); }

}  // namespace maildoctor::wasm
