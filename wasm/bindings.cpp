// What the page can ask of the core. Values in, values out; no handles. web/src/core/doctor.ts is the only caller.
#include "boundary.hpp"
#include "contract_hash.hpp"
#include "core/assess.hpp"
#include "core/errors/redact.hpp"
#include "core/reading/pasted_settings.hpp"

namespace maildoctor::wasm {

namespace {

/// The profile that was decoded last, with its line: the page asks about the same one again and again.
struct Last {
    std::string line;
    Profile profile;
};

std::string text_asked() {
    std::string text;
    Problem problem;
    Decoder(asked().c_str(), problem).read(text);
    return text;
}

}  // namespace

MAILDOCTOR_EXPORT(assess) {
    static Last last;
    const std::size_t end = asked().find('\n') + 1;
    Problem problem;
    if (asked().compare(0, end, last.line) != 0) {
        Profile profile;
        if (!Decoder(asked().c_str(), problem).read(profile)) return refusal(problem, "profile");
        if (const auto found = check(profile)) return refusal(*found, "profile");
        last = {asked().substr(0, end), std::move(profile)};
    }
    Case facts;
    if (!Decoder(asked().c_str() + end, problem).read(facts)) return refusal(problem, "case");
    return answer(write(maildoctor::assess(last.profile, facts)));
}

MAILDOCTOR_EXPORT(contractHash) { return answer(write(std::string(kContractHash))); }

MAILDOCTOR_EXPORT(redact) { return answer(write(maildoctor::redact(text_asked()))); }

MAILDOCTOR_EXPORT(settingsIn) { return answer(write(settings_in(text_asked()))); }

}  // namespace maildoctor::wasm
