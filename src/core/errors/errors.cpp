#include "core/errors/errors.hpp"

#include <algorithm>

#include "core/errors/redact.hpp"
#include "core/errors/words.hpp"

namespace maildoctor {
namespace {

using WordList = std::vector<std::string_view>;

constexpr std::string_view kGap = "..";
constexpr std::size_t kLongestGap = 8;

struct Pattern {
    std::string_view words;
    Meaning meaning;
    Certainty certainty;
};

constexpr Pattern kPatterns[] = {
#define PATTERN(words, meaning, certainty, example) {words, Meaning::meaning, Certainty::certainty},
#include "core/errors/patterns.def"
#undef PATTERN
};

/// A row of the table, split once.
struct Phrase {
    WordList words;
    const Pattern* pattern;
};

WordList split(std::string_view text) {
    WordList out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string_view first_word(std::string_view words) { return words.substr(0, words.find(' ')); }
auto blanks_in(std::string_view words) { return std::count(words.begin(), words.end(), ' '); }

/// All rows, sorted by their first word, so that one word of a text meets only the rows that begin with it. The longer one
/// comes first: of two that are equally sure it says more.
const std::vector<Phrase>& phrases() {
    static const std::vector<Phrase> all = [] {
        std::vector<const Pattern*> patterns;
        for (const Pattern& pattern : kPatterns) patterns.push_back(&pattern);
        std::sort(patterns.begin(), patterns.end(), [](const Pattern* a, const Pattern* b) {
            const std::string_view first_a = first_word(a->words), first_b = first_word(b->words);
            if (first_a != first_b) return first_a < first_b;
            const auto blanks_a = blanks_in(a->words), blanks_b = blanks_in(b->words);
            return blanks_a != blanks_b ? blanks_a > blanks_b : a < b;
        });
        std::vector<Phrase> out;
        for (const Pattern* pattern : patterns) out.push_back({split(pattern->words), pattern});
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

void add(std::vector<ErrorMeaning>& out, const Pattern& pattern) {
    const std::string_view id = name_of(pattern.meaning);
    const auto known = std::find_if(out.begin(), out.end(), [&](const ErrorMeaning& each) { return each.meaning == id; });
    if (known == out.end()) out.push_back({std::string(id), pattern.certainty});
    else known->certainty = std::min(known->certainty, pattern.certainty);
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
            if (matches(phrase->words, 1, words, at + 1)) add(out, *phrase->pattern);
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
