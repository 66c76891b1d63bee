#include "core/errors/errors.hpp"

#include <algorithm>

#include "core/errors/redact.hpp"
#include "core/errors/words.hpp"

namespace maildoctor {
namespace {

using WordList = std::vector<std::string_view>;

constexpr std::string_view kGap = "..";
constexpr std::size_t kLongestGap = 8;

/// The table's words, a line for each row: one text is smaller than a thousand addresses.
constexpr std::string_view kLines =
#define PATTERN(words, meaning, certainty, example) words "\n"
#include "core/errors/patterns.def"
#undef PATTERN
    ;

/// What the rows mean, in the same order.
struct Sense {
    Meaning meaning;
    Certainty certainty;
};

constexpr Sense kSenses[] = {
#define PATTERN(words, meaning, certainty, example) {Meaning::meaning, Certainty::certainty},
#include "core/errors/patterns.def"
#undef PATTERN
};

/// A row of the table, split once.
struct Phrase {
    WordList words;
    const Sense* sense;
};

WordList split(std::string_view text, char at) {
    WordList out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(at), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// All rows, sorted by their first word, so that one word of a text meets only the rows that begin with it. The longer one
/// comes first: of two that are equally sure it says more.
const std::vector<Phrase>& phrases() {
    static const std::vector<Phrase> all = [] {
        std::vector<Phrase> out;
        for (const std::string_view line : split(kLines, '\n')) out.push_back({split(line, ' '), &kSenses[out.size()]});
        std::sort(out.begin(), out.end(), [](const Phrase& a, const Phrase& b) {
            if (a.words[0] != b.words[0]) return a.words[0] < b.words[0];
            return a.words.size() != b.words.size() ? a.words.size() > b.words.size() : a.sense < b.sense;
        });
        return out;
    }();
    return all;
}

/// Whether `words` from `at` on are the phrase from its word `from` on. A phrase has at most one gap, so this is bounded.
bool matches(const WordList& phrase, std::size_t from, const WordList& words, std::size_t at) {
    for (; from < phrase.size(); ++from, ++at) {
        if (phrase[from] == kGap) {
            for (std::size_t skipped = 0; skipped <= kLongestGap; ++skipped, ++at) {
                if (matches(phrase, from + 1, words, at)) return true;
                if (at >= words.size() || words[at] == ".") return false;
            }
            return false;
        }
        if (at >= words.size() || words[at] != phrase[from]) return false;
    }
    return true;
}

void add(std::vector<ErrorMeaning>& out, const Sense& sense) {
    const std::string_view id = name_of(sense.meaning);
    const auto known = std::find_if(out.begin(), out.end(), [&](const ErrorMeaning& each) { return each.meaning == id; });
    if (known == out.end()) out.push_back({std::string(id), sense.certainty});
    else known->certainty = std::min(known->certainty, sense.certainty);
}

}  // namespace

std::vector<ErrorMeaning> understand(std::string_view text) {
    const std::string read = plain(redact(text).text);
    const WordList words = words_of(read);
    std::vector<ErrorMeaning> out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto phrase = std::lower_bound(phrases().begin(), phrases().end(), words[at],
            [](const Phrase& each, std::string_view word) { return each.words[0] < word; });
        for (; phrase != phrases().end() && phrase->words[0] == words[at]; ++phrase)
            if (matches(phrase->words, 1, words, at + 1)) add(out, *phrase->sense);
    }
    std::vector<ErrorMeaning> sorted;
    for (const Certainty certainty : {Certainty::certain, Certainty::likely, Certainty::possible}) {
        if (certainty == Certainty::possible && !sorted.empty()) break;
        for (const ErrorMeaning& each : out)
            if (each.certainty == certainty) sorted.push_back(each);
    }
    return sorted;
}

}  // namespace maildoctor
