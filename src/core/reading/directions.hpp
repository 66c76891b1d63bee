// Which way the trouble goes: what a person complains about tells which settings and servers bear on it.
#pragma once

#include "core/model/case.hpp"

namespace maildoctor {

/// The directions whose settings and servers bear on the complaint, the first to look at first; none for somebody who has
/// no program.
std::vector<Direction> directions_of(const AskedCase& facts);

bool bears_on(const AskedCase& facts, Direction direction);

}  // namespace maildoctor
