// How far a text is from what was meant, as a finger goes wrong on a Swedish or an English keyboard.
#pragma once

#include <cstddef>
#include <string_view>

namespace maildoctor {

/// The slips that make `typed` of `meant`, or `limit + 1` if there are more than `limit`. One slip: two letters swapped, one
/// dropped, one doubled or pressed along with its neighbour, or the key beside the right one. Any other letter, put in or
/// instead of the right one, is no slip of a finger and counts as two. Small letters; linear in the product of the lengths.
std::size_t slips(std::string_view typed, std::string_view meant, std::size_t limit);

/// The keys lie side by side on QWERTY. `[`, `;` and `'` stand for å, ö and ä, which lie there.
bool are_neighbours(char left, char right);

}  // namespace maildoctor
