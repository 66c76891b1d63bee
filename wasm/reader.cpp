// What the page asks of the core once something was typed, pasted, probed or looked up, in a module of its own: who only answers
// questions does not pay for it. Texts in, text out, as in mail_doctor.cpp. web/src/core/reader.ts is the only caller.
#include "codec.hpp"
#include "contract_hash.hpp"
#include "core/errors/redact.hpp"
#include "core/reading/observe.hpp"
#include "core/reading/pasted_settings.hpp"
#include "utf8.hpp"

namespace maildoctor::wasm {

namespace {

Taken<Profile> taken = std::make_unique<Profile>();

Utf8 take_profile(const std::string& text) { return {take(text, "profile", taken)}; }

Utf8 observe_text(const std::string& facts_text) {
    Case facts;
    if (auto refused = read(facts_text, "case", facts); !refused.empty()) return {std::move(refused)};
    return {write(observe(*taken, facts))};
}

Utf8 contract_hash() { return {std::string(kContractHash)}; }

Utf8 redact_text(const std::string& text) { return {write(redact(text))}; }

Utf8 settings_in_text(const std::string& text) { return {write(settings_in(text))}; }

}  // namespace

EMSCRIPTEN_BINDINGS(reader) {
    bind("takeProfile", &take_profile);
    bind("observe", &observe_text);
    bind("contractHash", &contract_hash);
    bind("redact", &redact_text);
    bind("settingsIn", &settings_in_text);
}

}  // namespace maildoctor::wasm
