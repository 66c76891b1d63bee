#include "core/diagnosis/likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace maildoctor::diagnosis {

namespace {

/// What is expected of each value of each column, in their order; null: nothing. The last row takes what nobody observes, of
/// which tests/causes sees that there is none.
struct Rows {
    std::vector<std::size_t> first;  ///< the row of the first value of each column
    std::vector<FactNumber> facts;
    std::vector<const Expectation*> expected;

    explicit Rows(const std::vector<Column>& columns) {
        for (const Column& column : columns) {
            first.push_back(facts.size());
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
void add_ratios(std::span<const Value> values, const Expectation* const* expected, Weight* out, std::size_t apart) {
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
        out[i * apart] = {ratio, std::log(ratio)};
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
    Rows common{columns()};
    std::vector<Weight> all;

    AllWeights() : all(common.facts.size() * all_causes().size(), Weight{1, 0}) {
        common.expect(kNothingElseWrong);
        const std::size_t causes = all_causes().size();
        for (std::size_t cause = 0; cause < causes; ++cause) {
            Rows rows = common;
            rows.expect(all_causes()[cause].expectations);
            for (std::size_t column = 0; column < columns().size(); ++column) {
                const std::size_t row = rows.first[column];
                add_ratios(columns()[column].values, &rows.expected[row], &all[row * causes + cause], causes);
            }
        }
    }
};

}  // namespace

const std::vector<Column>& columns() {
    static const std::vector<Column> all = [] {
        std::vector<Column> out;
        const auto add = [&](std::string_view id, std::span<const Value> values, auto observe) {
            const bool shares_origin = std::any_of(
                std::begin(kSameOrigins), std::end(kSameOrigins), [&](const SameOrigin& each) { return each.sign == id; });
            out.push_back({id, values, observe, shares_origin});
        };
        for (const Question& question : all_questions()) add(question.id, question.answers, nullptr);
        for (const Sign& sign : all_signs()) add(sign.id, sign.values, sign.observe);
        return out;
    }();
    return all;
}

std::size_t column_of(std::string_view id) {
    std::size_t at = 0;
    while (at < columns().size() && columns()[at].id != id) ++at;
    return at;
}

Weights weights(std::size_t column, std::size_t value) {
    static const AllWeights table;
    const std::size_t causes = all_causes().size();
    return {&table.all[(table.common.first[column] + value) * causes], causes};
}

bool is_told_already(const Case& facts, std::size_t column, std::size_t value) {
    const Column& asked = columns()[column];
    return asked.shares_origin && std::any_of(std::begin(kSameOrigins), std::end(kSameOrigins), [&](const SameOrigin& each) {
        return each.sign == asked.id && (each.value.empty() || each.value == asked.values[value].id) &&
            !answer_of(facts, each.by).empty();
    });
}

std::string Sighting::fact() const {
    return std::string(columns()[column].id) + "-" + std::string(columns()[column].values[value].id);
}

std::vector<Sighting> sightings(const Observed& observed) {
    std::vector<Sighting> out;
    for (std::size_t i = 0; i < columns().size(); ++i) {
        const Column& column = columns()[i];
        const Case& facts = observed.facts;
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
