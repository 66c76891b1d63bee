// Secrets out of a pasted text, before it is shown, stored, sent or understood.
#pragma once

#include "core/describe.hpp"

namespace maildoctor {

struct Redacted {
    std::string text;
    bool removed = false;  ///< the person is told
};
MAILDOCTOR_DESCRIBE(Redacted, text, removed)

/// What stands where a secret stood.
inline constexpr std::string_view kRemoved = "•••";

/// `text` without what may be a password: what follows a label (`Lösenord:`, `password is`, `"pass": `), the arguments of
/// LOGIN, PASS, APOP, AUTH and AUTHENTICATE and the answers after them, and `user:secret@`. When in doubt it is removed.
/// At most kLongestPaste bytes are kept. Total for any bytes, linear.
Redacted redact(std::string_view text);

}  // namespace maildoctor
