// How the page calls: it writes JSON texts, one a line, to where `input` says, calls a function without arguments, and reads the
// JSON text at the address that comes back, up to its zero. Nothing is thrown: a value that cannot be read comes back as
// {error: {path, expected}}. web/src/core/module.ts is the only caller.
#pragma once

#include "codec.hpp"

#define MAILDOCTOR_EXPORT(name) [[clang::export_name(#name)]] const char* name()

namespace maildoctor::wasm {

/// The lines of this call.
const std::string& asked();

/// Keeps `text` until the next call.
const char* answer(std::string text);

/// The answer where a value cannot be read; `root` begins the path.
const char* refusal(const Problem& problem, const std::string& root);

}  // namespace maildoctor::wasm
