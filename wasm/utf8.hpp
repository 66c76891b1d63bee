// What a function that the page calls gives back: a text, as a view of its bytes in the WebAssembly's memory.
#pragma once

#include <emscripten/bind.h>

#include <concepts>
#include <string>

namespace maildoctor::wasm {

/// The page decodes it at once, before it calls again.
struct Utf8 {
    std::string text;
};

/// Binds a function under the name that the page calls it by. glue.js knows no other shape.
template <std::same_as<std::string>... Texts>
void bind(const char* name, Utf8 (*function)(const Texts&...)) {
    emscripten::function(name, function);
}

}  // namespace maildoctor::wasm

template <>
struct emscripten::internal::BindingType<maildoctor::wasm::Utf8> {
    /// As glue.js reads it.
    struct View {
        std::size_t size;
        const char* data;
    };
    using WireType = const View*;

    static WireType toWireType(maildoctor::wasm::Utf8&& utf8) {
        static std::string kept;
        static View view;
        kept = std::move(utf8.text);
        view = {kept.size(), kept.data()};
        return &view;
    }
};
