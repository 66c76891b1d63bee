#include "page.hpp"

#include <emscripten.h>

EM_JS(double, page_number_of, (const char* text, std::size_t size), { return Number(UTF8ToString(text, size)); })
EM_JS(std::size_t, page_text_of, (double number, char* out), {
    const text = String(number);
    for (let i = 0; i < text.length; ++i) HEAPU8[out + i] = text.charCodeAt(i);
    return text.length;
})
