// A number that is made of the letters of a text, to look the text up by.
#pragma once

#include <cstdint>
#include <string_view>

namespace maildoctor {

/// `before` is the number of what stands before.
constexpr std::uint32_t letters_number(std::string_view text, std::uint32_t before = 0) {
    for (const char c : text) before = before * 31 + static_cast<unsigned char>(c);
    return before;
}

}  // namespace maildoctor
