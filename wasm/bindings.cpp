// What the page can ask of the core: JSON texts in, JSON text out; no handles, and nothing is thrown: a value that cannot be read
// comes back as {error: {path, expected}}. web/src/core/doctor.ts is the only caller.
#include "codec.hpp"
#include "contract_hash.hpp"
#include "core/assess.hpp"
#include "core/errors/redact.hpp"
#include "core/reading/pasted_settings.hpp"
#include "utf8.hpp"

namespace maildoctor::wasm {

namespace {

/// An empty profile is the one that was taken last: the page asks about the same one again and again.
Utf8 assess_text(const std::string& profile_text, const std::string& facts_text) {
    static Profile taken;
    Problem problem;
    if (!profile_text.empty()) {
        Profile profile;
        if (!Decoder(profile_text.c_str(), problem).read(profile)) return {refusal(problem, "profile")};
        if (const auto found = check(profile)) return {refusal(*found, "profile")};
        taken = std::move(profile);
    }
    Case facts;
    if (!Decoder(facts_text.c_str(), problem).read(facts)) return {refusal(problem, "case")};
    return {write(assess(taken, facts))};
}

Utf8 contract_hash() { return {std::string(kContractHash)}; }

Utf8 redact_text(const std::string& text) { return {write(redact(text))}; }

Utf8 settings_in_text(const std::string& text) { return {write(settings_in(text))}; }

}  // namespace

EMSCRIPTEN_BINDINGS(mail_doctor) {
    emscripten::function("assess", &assess_text);
    emscripten::function("contractHash", &contract_hash);
    emscripten::function("redact", &redact_text);
    emscripten::function("settingsIn", &settings_in_text);
}

}  // namespace maildoctor::wasm
