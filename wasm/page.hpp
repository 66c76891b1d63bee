// What the page does for the core, because every browser has it: imports from web/src/core/module.ts.
#pragma once

#include <cstddef>

extern "C" {

/// The number that `text` is, or NaN.
[[clang::import_module("page"), clang::import_name("numberOf")]] double page_number_of(const char* text, std::size_t size);

/// Writes the shortest text that is read as `number` again, kLongestNumber characters at most; returns how many.
[[clang::import_module("page"), clang::import_name("textOf")]] std::size_t page_text_of(double number, char* out);

[[clang::import_module("page"), clang::import_name("log")]] double page_log(double number);
[[clang::import_module("page"), clang::import_name("exp")]] double page_exp(double number);

}  // extern "C"

inline constexpr std::size_t kLongestNumber = 32;
