#include "page.hpp"

#include <emscripten.h>

EM_JS(double, page_number_of, (const char* text, std::size_t size), { return Number(UTF8ToString(text, size)); })
EM_JS(std::size_t, page_text_of, (double number, char* out), { return stringToUTF8(String(number), out, 32); })
