// Set-up files, in a module of their own: few people ask for one, and nobody else pays for it. Values in, values out, as in
// bindings.cpp. web/src/core/set-up.ts is the only caller, with a profile that the other module has checked.
#include "boundary.hpp"
#include "core/setup/setup.hpp"

namespace maildoctor::wasm {

MAILDOCTOR_EXPORT(setUp) {
    Problem problem;
    Decoder decoder(asked().c_str(), problem);
    Profile profile;
    if (!decoder.read(profile)) return refusal(problem, "profile");
    Case facts;
    if (!decoder.read(facts)) return refusal(problem, "case");
    SetupFor program{};
    if (!decoder.read(program)) return refusal(problem, "program");
    SetupFile file;
    if (const auto wrong = set_up(profile, facts, program, file)) return refusal(*wrong, "case");
    return answer(write(file));
}

}  // namespace maildoctor::wasm
