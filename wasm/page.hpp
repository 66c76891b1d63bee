// What the page does for the core, because every browser has it.
#pragma once

#include <cstddef>

extern "C" {

/// The number that `text` is, or NaN.
double page_number_of(const char* text, std::size_t size);

/// Writes the shortest text that is read as `number` again; returns how long it is.
std::size_t page_text_of(double number, char* out);

}  // extern "C"

/// Of a number's text.
inline constexpr std::size_t kLongestNumber = 32;
