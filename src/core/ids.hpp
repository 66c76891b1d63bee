// Ids of the rooms of knowledge, checked by the compiler: a list that has one twice, or one that is not well formed, does
// not compile.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace maildoctor {

/// Small letters, digits and single inner underscores; a letter first.
constexpr bool is_well_formed(std::string_view id) {
    if (id.empty() || id.front() < 'a' || id.front() > 'z' || id.back() == '_') return false;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const char c = id[i];
        if (c == '_' ? id[i + 1] == '_' : (c < 'a' || c > 'z') && (c < '0' || c > '9')) return false;
    }
    return true;
}

/// All ids are well formed, and no two are the same.
template <std::size_t Size>
constexpr bool are_ids(const std::array<std::string_view, Size>& ids) {
    for (std::size_t i = 0; i < Size; ++i) {
        if (!is_well_formed(ids[i])) return false;
        for (std::size_t j = 0; j < i; ++j)
            if (ids[i] == ids[j]) return false;
    }
    return true;
}

/// Of a list of ids, or of other texts.
template <class List>
bool contains(const List& list, std::string_view id) {
    return std::find(list.begin(), list.end(), id) != list.end();
}

static_assert(is_well_formed("port_25_for_submission") && !is_well_formed("port__25") && !is_well_formed("Port") &&
    !is_well_formed("port_"));

}  // namespace maildoctor
