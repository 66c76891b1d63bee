// Set-up files, in a module of their own: few people ask for one, and nobody else pays for it. Texts in, text out, as in
// mail_doctor.cpp. web/src/core/set-up.ts is the only caller, with a profile that the page has.
#include "codec.hpp"
#include "core/setup/setup.hpp"
#include "utf8.hpp"

namespace maildoctor::wasm {

namespace {

Utf8 set_up_text(const std::string& profile_text, const std::string& facts_text, const std::string& program) {
    Profile profile;
    if (auto refused = read(profile_text, "profile", profile); !refused.empty()) return {std::move(refused)};
    Case facts;
    if (auto refused = read(facts_text, "case", facts); !refused.empty()) return {std::move(refused)};
    const auto wanted = from_name<SetupFor>(program);
    if (!wanted) return {refusal({{}, maildoctor::detail::expected_of<SetupFor>()}, "program")};
    SetupFile file;
    if (const auto wrong = set_up(profile, facts, *wanted, file)) return {refusal(*wrong, "case")};
    return {write(file)};
}

}  // namespace

EMSCRIPTEN_BINDINGS(set_up) { bind("setUp", &set_up_text); }

}  // namespace maildoctor::wasm
