#include "core/diagnosis/likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace maildoctor::diagnosis {

namespace {

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

/// A row for each value of each column, with a weight for each cause: none where nothing is expected of the column.
struct AllWeights {
    std::array<std::size_t, kColumns> first{};  ///< the row of the first value of each column
    std::vector<std::array<Weight, kCauses>> rows;

    AllWeights() {
        std::vector<FactNumber> facts;
        for (std::size_t i = 0; i < kColumns; ++i) {
            const Sign& column = *columns()[i];
            first[i] = facts.size();
            for (const Value& value : column.values) facts.push_back(number_of(column.id, value.id));
        }
        rows = std::vector<std::array<Weight, kCauses>>(facts.size());
        for (std::size_t cause = 0; cause < kCauses; ++cause) {
            // Of each value; null: nothing. The last one takes what nobody observes, of which tests/causes sees that there is
            // none.
            std::vector<const Expectation*> expected(facts.size() + 1);
            // What is told later stands in the place of what was told before.
            const auto expect = [&](std::span<const Expectation> expectations) {
                for (const Expectation& each : expectations)
                    expected[static_cast<std::size_t>(std::find(facts.begin(), facts.end(), each.fact) - facts.begin())] = &each;
            };
            expect(kNothingElseWrong);
            expect(all_causes()[cause]->expectations);
            for (std::size_t i = 0; i < kColumns; ++i)
                add_ratios(columns()[i]->values, &expected[first[i]], &rows[first[i]], cause);
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
    return table.rows[table.first[column] + value];
}

bool is_told_by_network(FactNumber fact) {
    static constexpr Fact kTold[] = {"time-zone-home", "time-zone-away", "worked-before-network-changed"};
    return std::any_of(std::begin(kTold), std::end(kTold), [&](Fact each) { return each.number == fact; });
}

bool is_network_told(const AskedCase& facts) {
    const auto told = facts.answers.find("network");
    const std::span<const Value> values = columns()[column_of("network")]->values;
    return told != facts.answers.end() &&
        std::any_of(values.begin(), values.end(), [&](const Value& each) { return each.id == told->second; });
}

std::string Sighting::fact() const {
    const Sign& sign = *columns()[column];
    std::string out(sign.id);
    out += '-';
    return out += sign.values[value].id;
}

std::vector<Sighting> sightings(const Observed& observed) {
    std::vector<Sighting> out;
    const bool is_told = is_network_told(observed.facts);
    for (std::size_t i = 0; i < kColumns; ++i) {
        const Sign& column = *columns()[i];
        const auto& told = i < kQuestions ? observed.facts.answers : observed.seen.signs;
        std::string_view seen = column.observe == nullptr ? std::string_view() : column.observe(observed);
        if (const auto found = told.find(std::string(column.id)); seen.empty() && found != told.end()) seen = found->second;
        for (std::size_t value = 0; value < column.values.size(); ++value) {
            if (column.values[value].id != seen) continue;
            const FactNumber number = number_of(column.id, seen);
            if (!is_told || !is_told_by_network(number)) out.push_back({i, value, number});
        }
    }
    return out;
}

}  // namespace maildoctor::diagnosis
