#include "core/errors/errors.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/errors/redact.hpp"
#include "core/errors/words.hpp"
#include "core/letters.hpp"

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

/// Takes what stands before the first `end`.
std::string_view take(std::string_view& text, char end) {
    const std::string_view out = text.substr(0, text.find(end));
    text.remove_prefix(std::min(out.size() + 1, text.size()));
    return out;
}

struct Row {
    std::string_view words;
    std::ptrdiff_t blanks;  ///< between the words
    const Sense* sense;
    Row* next;
};

/// The rows that may begin with this word, in a list: one of many, so that one word of a text meets few rows. The longer one
/// comes first: of two that are equally sure it says more.
const Row* rows_from(std::string_view word) {
    constexpr std::size_t kLists = 256;
    const auto list_of = [](std::string_view first) {
        return letters_number(first.substr(0, 4)) % kLists;
    };  // no cut word is shorter
    static const auto lists = [&] {
        static Row rows[std::size(kSenses)];
        std::array<Row*, kLists> out{};
        std::string_view lines = kLines;
        for (Row& row : rows) {
            row.words = take(lines, '\n');
            row.blanks = std::count(row.words.begin(), row.words.end(), ' ');
            row.sense = &kSenses[&row - rows];
            Row** at = &out[list_of(row.words.substr(0, row.words.find(' ')))];
            while (*at != nullptr && (*at)->blanks >= row.blanks) at = &(*at)->next;
            row.next = std::exchange(*at, &row);
        }
        return out;
    }();
    return lists[list_of(word)];
}

/// `full*` is any word that begins so.
bool is(std::string_view word, std::string_view of_phrase) {
    if (of_phrase.back() != '*') return word == of_phrase;
    return word.substr(0, of_phrase.size() - 1) == of_phrase.substr(0, of_phrase.size() - 1);
}

/// Whether `words` from `at` on are the phrase. A phrase has at most one gap, so this is bounded.
bool matches(std::string_view phrase, const WordList& words, std::size_t at) {
    for (; !phrase.empty(); ++at) {
        const std::string_view word = take(phrase, ' ');
        if (word == kGap) {
            for (std::size_t skipped = 0; skipped <= kLongestGap; ++skipped, ++at) {
                if (matches(phrase, words, at)) return true;
                if (at >= words.size() || words[at] == ".") return false;
            }
            return false;
        }
        if (at >= words.size() || !is(words[at], word)) return false;
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
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const Row* row = rows_from(words[at]); row != nullptr; row = row->next)
            if (matches(row->words, words, at)) add(out, *row->sense);
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
