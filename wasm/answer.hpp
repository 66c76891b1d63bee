// What a function that the page calls gives back: a text, as a view of its bytes in the WebAssembly's memory.
#pragma once

#include <emscripten/bind.h>

#include <string>

namespace maildoctor::wasm {

/// The page decodes it at once, before it calls again. As a std::string of Embind each of its characters would be looked at twice
/// in JavaScript first.
struct Answer {
    std::string text;
};

}  // namespace maildoctor::wasm

template <>
struct emscripten::internal::BindingType<maildoctor::wasm::Answer> {
    /// What Embind's JavaScript reads of a memory view.
    struct View {
        std::size_t size;
        const char* data;
    };
    using WireType = const View*;

    static WireType toWireType(maildoctor::wasm::Answer&& answer) {
        static std::string kept;
        static View view;
        kept = std::move(answer.text);
        view = {kept.size(), kept.data()};
        return &view;
    }
};
