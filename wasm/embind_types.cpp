// The types that cross into the WebAssembly and out of it, in the place of libembind's list: dozens of types that nothing here
// has, with JavaScript for each. A binding that needs another one says so when it is called.
#include <emscripten.h>

#include <cstdlib>

#include "utf8.hpp"

extern "C" {

// Under the names that libembind exports. Without RTTI types have no names.
EMSCRIPTEN_KEEPALIVE const char* __getTypeName(const void*) { return static_cast<char*>(std::calloc(1, 1)); }

EMSCRIPTEN_KEEPALIVE __attribute__((constructor)) void __embind_register_native_and_builtin_types() {
    using namespace emscripten::internal;
    _embind_register_std_string(TypeID<std::string>::get(), "std::string");
    constexpr unsigned kUint8Array = 1;  // embind.js counts the typed arrays
    _embind_register_memory_view(TypeID<maildoctor::wasm::Utf8>::get(), kUint8Array, "Utf8");
}

}  // extern "C"
