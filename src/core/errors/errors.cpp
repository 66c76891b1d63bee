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

/// What a text's word and a row's first word are looked up by. No cut word is shorter.
std::string_view head(std::string_view word) { return word.substr(0, 4); }

/// All rows by the head of their first word, so that one word of a text meets only a few. Of two that begin alike the longer one
/// comes first: of two that are equally sure it says more.
const std::vector<Phrase>& phrases() {
    static const std::vector<Phrase> all = [] {
        std::vector<Phrase> out;
        for (const std::string_view line : split(kLines, '\n')) out.push_back({split(line, ' '), &kSenses[out.size()]});
        std::sort(out.begin(), out.end(), [](const Phrase& a, const Phrase& b) {
            if (head(a.words[0]) != head(b.words[0])) return head(a.words[0]) < head(b.words[0]);
            return a.words.size() != b.words.size() ? a.words.size() > b.words.size() : a.sense < b.sense;
        });
        return out;
    }();
    return all;
}

/// `full*` is any word that begins so.
bool is(std::string_view word, std::string_view of_phrase) {
    if (of_phrase.back() != '*') return word == of_phrase;
    return word.substr(0, of_phrase.size() - 1) == of_phrase.substr(0, of_phrase.size() - 1);
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
        if (at >= words.size() || !is(words[at], phrase[from])) return false;
    }
    return true;
}

/// A meaning stands where it is surest.
void add(std::vector<ErrorMeaning>& out, const Sense& sense) {
    const std::string_view id = name_of(sense.meaning);
    const auto known = std::find_if(out.begin(), out.end(), [&](const ErrorMeaning& each) { return each.meaning == id; });
    if (known != out.end()) {
        if (known->certainty <= sense.certainty) return;
        out.erase(known);
    }
    out.push_back({std::string(id), sense.certainty});
}

bool is_general(const ErrorMeaning& each) { return each.meaning == name_of(Meaning::connection_failed); }

}  // namespace

std::vector<ErrorMeaning> understand(std::string_view text) {
    const std::string read = plain(redact(text).text);
    const WordList words = words_of(read);
    std::vector<ErrorMeaning> out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto phrase = std::lower_bound(phrases().begin(), phrases().end(), head(words[at]),
            [](const Phrase& each, std::string_view begins) { return head(each.words[0]) < begins; });
        for (; phrase != phrases().end() && head(phrase->words[0]) == head(words[at]); ++phrase)
            if (matches(phrase->words, 0, words, at)) add(out, *phrase->sense);
    }
    std::vector<ErrorMeaning> sorted;
    for (const Certainty certainty : {Certainty::certain, Certainty::likely, Certainty::possible}) {
        if (certainty == Certainty::possible && !sorted.empty()) break;
        // "Could not connect" is what programs say first, whatever kept them from it.
        for (const bool general : {false, true})
            for (const ErrorMeaning& each : out)
                if (each.certainty == certainty && is_general(each) == general) sorted.push_back(each);
    }
    return sorted;
}

}  // namespace maildoctor
