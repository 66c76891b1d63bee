// A sign of what was typed, pasted, probed or looked up. The reader observes it, which a page fetches once there is something to
// read.
#pragma once

#include "core/reading/patient.hpp"
#include "core/signs/sign.hpp"

namespace maildoctor {

/// What the reader makes of a case before the signs.
struct Examined {
    const Patient& patient;
    const std::vector<Finding>& findings;
    const std::vector<ErrorMeaning>& meanings;
};

/// Sign id -> the id of the value that was observed.
std::map<std::string, std::string> read_signs(const Examined& examined);

}  // namespace maildoctor

/// Ends such a sign's file, after `kValues`, `read` and `observe`: what is known of it without the reader, or null.
#define MAILDOCTOR_READ_SIGN(name)                                                  \
    MAILDOCTOR_SIGN(name)                                                           \
    namespace maildoctor::signs::name {                                             \
    std::string_view read_sign(const Examined& examined) { return read(examined); } \
    }
