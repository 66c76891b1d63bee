// A text as words: what is left to compare once everything that only names a machine, a person or a moment is gone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace maildoctor {

/// Small letters (ASCII and Latin-1, composed or not), typographic quotes, dashes and blanks as their plain forms, invisible
/// characters gone. Never longer than `text`.
std::string plain(std::string_view text);

/// The words of `plain_text`, in order. A host name, address, identifier or time is one empty word, so that nothing in it
/// matches; the end of a sentence is the word `.`. A number in the place of a reply code is `=` and its digits. The views
/// point into `plain_text` or to constants.
std::vector<std::string_view> words_of(std::string_view plain_text);

}  // namespace maildoctor
