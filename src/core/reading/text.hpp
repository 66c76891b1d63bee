// What a person typed, made readable: invisible and look-alike characters taken out. Linear in the input; any bytes will do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/describe.hpp"
#include "core/reading/character.hpp"

namespace maildoctor {

/// No setting is longer than this (RFC 5321 section 4.5.3: 254 octets for an address). Longer values are never repaired.
inline constexpr std::size_t kLongestSetting = 320;

/// Characters that cannot be seen or that only look typed.
MAILDOCTOR_ENUM(
    HiddenCharacter, zerowidth, nonbreaking, wide, direction, hyphen, dash, quote, fullwidth, digit, linebreak, invisible)

/// Whose letters are drawn like Latin ones.
MAILDOCTOR_ENUM(Script, cyrillic, greek, phonetic)

struct TextReading {
    std::string cleaned;                  ///< valid UTF-8, trimmed, with plain characters
    std::vector<HiddenCharacter> hidden;  ///< what was taken out or replaced, each kind once, in order
    std::vector<Script> look_alike;       ///< of letters inside a word of Latin ones; likewise
};

/// Ordinary blanks around the text are harmless and not reported.
TextReading read_text(std::string_view typed);

inline constexpr char32_t kBrokenCodePoint = 0xFFFFFFFF;

/// The code point at `at`, which is moved on; kBrokenCodePoint for a byte that is not UTF-8 (RFC 3629). `at` is inside.
char32_t next_code_point(std::string_view text, std::size_t& at);

std::string_view trimmed(std::string_view text);  ///< without blanks and line breaks at its ends

/// ASCII only, as host names and addresses are compared (RFC 5321 section 2.4).
std::string lower_case(std::string_view text);
bool same_text(std::string_view left, std::string_view right);  ///< without regard to case

}  // namespace maildoctor
