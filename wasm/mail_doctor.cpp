// What the page asks of the core from the beginning: what answers and circumstances come to. JSON texts in, JSON text out; no
// handles, and nothing is thrown: a value that cannot be read comes back as {error: {path, expected}}. web/src/core/doctor.ts is
// the only caller.
#include "codec.hpp"
#include "contract_hash.hpp"
#include "core/diagnosis/diagnose.hpp"
#include "utf8.hpp"

namespace maildoctor::wasm {

namespace {

Taken<AskedProfile> taken = std::make_unique<AskedProfile>();

/// Of what a profile's author gets wrong, only types are told here: the command line and the bridge check the values, and 8 kB of
/// checks would go to every page.
Utf8 take_profile(const std::string& text) { return {take(text, "profile", taken)}; }

/// `seen`: what the reader saw.
Utf8 diagnose_text(const std::string& facts_text, const std::string& seen_text) {
    AskedCase facts;
    if (auto refused = read(facts_text, "case", facts); !refused.empty()) return {std::move(refused)};
    Seen seen;
    if (auto refused = read(seen_text, "seen", seen); !refused.empty()) return {std::move(refused)};
    return {write(diagnose(*taken, facts, seen))};
}

Utf8 contract_hash() { return {std::string(kContractHash)}; }

}  // namespace

EMSCRIPTEN_BINDINGS(mail_doctor) {
    bind("takeProfile", &take_profile);
    bind("diagnose", &diagnose_text);
    bind("contractHash", &contract_hash);
}

}  // namespace maildoctor::wasm
