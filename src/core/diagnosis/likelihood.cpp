#include "core/diagnosis/likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace maildoctor::diagnosis {

namespace {

/// What is expected of each value of each column, in their order; null: nothing. The last row takes what nobody observes, of
/// which tests/causes sees that there is none.
struct Rows {
    std::array<std::size_t, kColumns> first{};  ///< the row of the first value of each column
    std::vector<FactNumber> facts;
    std::vector<const Expectation*> expected;

    Rows() {
        for (std::size_t i = 0; i < kColumns; ++i) {
            const Sign& column = *columns()[i];
            first[i] = facts.size();
            for (const Value& value : column.values) facts.push_back(number_of(column.id, value.id));
        }
        expected.resize(facts.size() + 1);
    }

    /// What is told later stands in the place of what was told before.
    void expect(std::span<const Expectation> expectations) {
        for (const Expectation& each : expectations)
            expected[static_cast<std::size_t>(std::find(facts.begin(), facts.end(), each.fact) - facts.begin())] = &each;
    }
};

/// P(value | cause) / P(value | background) for each value of a column.
void add_ratios(
    std::span<const Value> values, const Expectation* const* expected, std::array<Weight, kCauses>* out, std::size_t cause) {
    double told = 0;
    double untold_background = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (expected[i] != nullptr) told += expected[i]->likelihood();
        else untold_background += values[i].background();
    }
    if (told == 0) return;
    const double all = std::max(told, 1.0);  // its own beside those of nearly every cause may be a little more than all
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double background = values[i].background();
        const double likelihood =
            expected[i] != nullptr ? expected[i]->likelihood() : (all - told) * background / untold_background;
        const double ratio = ((1 - kStray) * likelihood / all + kStray * background) / background;
        out[i][cause] = {ratio, std::log(ratio)};
    }
}

/// Facts of one origin count once: what `by` answers, the value of `sign` (empty: all of them) does not tell anew.
struct SameOrigin {
    std::string_view sign, value, by;
};
constexpr SameOrigin kSameOrigins[] = {
    {"time-zone", "", "network"},
    {"worked-before", "network-changed", "network"},
};

/// A row for each value of each column, with a weight for each cause: none where nothing is expected of the column.
struct AllWeights {
    Rows common;
    std::vector<std::array<Weight, kCauses>> all;

    AllWeights() : all(common.facts.size()) {
        for (auto& row : all) row.fill({1, 0});
        common.expect(kNothingElseWrong);
        for (std::size_t cause = 0; cause < kCauses; ++cause) {
            Rows rows = common;
            rows.expect(all_causes()[cause]->expectations);
            for (std::size_t column = 0; column < kColumns; ++column) {
                const std::size_t row = rows.first[column];
                add_ratios(columns()[column]->values, &rows.expected[row], &all[row], cause);
            }
        }
    }
};

}  // namespace

std::span<const Sign* const, kColumns> columns() {
    static const std::array<const Sign*, kColumns> all = [] {
        std::array<const Sign*, kColumns> out{};
        std::copy(all_signs().begin(), all_signs().end(), std::copy(all_questions().begin(), all_questions().end(), out.begin()));
        return out;
    }();
    return all;
}

std::size_t column_of(std::string_view id) {
    std::size_t at = 0;
    while (at < kColumns && columns()[at]->id != id) ++at;
    return at;
}

Weights weights(std::size_t column, std::size_t value) {
    static const AllWeights table;
    return table.all[table.common.first[column] + value];
}

bool is_told_already(const AskedCase& facts, std::size_t column, std::size_t value) {
    const Sign& asked = *columns()[column];
    return std::any_of(std::begin(kSameOrigins), std::end(kSameOrigins), [&](const SameOrigin& each) {
        return each.sign == asked.id && (each.value.empty() || each.value == asked.values[value].id) &&
            !answer_of(facts, each.by).empty();
    });
}

std::string Sighting::fact() const {
    const Sign& sign = *columns()[column];
    return std::string(sign.id) + "-" + std::string(sign.values[value].id);
}

FactNumber Sighting::number() const {
    const Sign& sign = *columns()[column];
    return number_of(sign.id, sign.values[value].id);
}

std::vector<Sighting> sightings(const Observed& observed) {
    std::vector<Sighting> out;
    for (std::size_t i = 0; i < kColumns; ++i) {
        const Sign& column = *columns()[i];
        const AskedCase& facts = observed.facts;
        std::string_view seen = column.observe == nullptr ? answer_of(facts, column.id) : column.observe(observed);
        if (const auto read = observed.seen.signs.find(std::string(column.id)); seen.empty() && read != observed.seen.signs.end())
            seen = read->second;
        if (seen.empty()) continue;
        for (std::size_t value = 0; value < column.values.size(); ++value)
            if (column.values[value].id == seen && !is_told_already(facts, i, value)) out.push_back({i, value});
    }
    return out;
}

}  // namespace maildoctor::diagnosis
