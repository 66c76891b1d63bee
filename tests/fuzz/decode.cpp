// Any text may come over the wire or on standard input. What must hold:
//   decoding gives a value or a Problem that says what was expected; a value that was decoded survives encode and decode;
//   both writers say the same.
#include "arbitrary.hpp"
#include "core/assess.hpp"
#include "core/model/wire.hpp"
#include "json/json.hpp"

namespace {

using namespace maildoctor;
using fuzz::must;

template <class T>
void decodes(std::string_view text) {
    T value;
    if (const auto problem = json::parse(text, value, UnknownMembers::refuse)) {
        must(!problem->expected.empty(), "a problem says what was expected");
        return;
    }
    const std::string once = json::dump(value);
    must(json::Json::parse(once) == json::Json::parse(json::dump(value, 2)), "compact or for people, it says the same");
    T again;
    must(!json::parse(once, again, UnknownMembers::refuse), "what was encoded can be decoded");
    must(json::dump(again) == once, "decode(encode(x)) is x");
    if constexpr (requires { check(value); }) check(value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    decodes<Case>(text);
    decodes<Profile>(text);
    decodes<wire::ProbeStart>(text);
    decodes<ProbeResult>(text);
    return 0;
}
