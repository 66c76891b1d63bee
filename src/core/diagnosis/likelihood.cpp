#include "core/diagnosis/likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace maildoctor::diagnosis {

namespace {

bool mentions(std::span<const Expectation> expectations, std::string_view sign) {
    return std::any_of(expectations.begin(), expectations.end(), [&](const Expectation& each) { return each.sign == sign; });
}

const Expectation* find(std::span<const Expectation> expectations, std::string_view sign, std::string_view value) {
    const auto found = std::find_if(expectations.begin(), expectations.end(),
        [&](const Expectation& each) { return each.sign == sign && each.value == value; });
    return found == expectations.end() ? nullptr : &*found;
}

/// P(value | cause) for each value of a column; the background itself where nothing is expected of the sign.
std::vector<double> likelihoods(const Cause& cause, const Column& column) {
    std::vector<double> out;
    for (const Value& value : column.values) out.push_back(value.background);
    if (!mentions(cause.expectations, column.id) && !mentions(kNothingElseWrong, column.id)) return out;
    double told = 0;
    double untold_background = 0;
    std::vector<const Expectation*> expected;
    for (const Value& value : column.values) {
        const Expectation* own = find(cause.expectations, column.id, value.id);
        expected.push_back(own != nullptr ? own : find(kNothingElseWrong, column.id, value.id));
        if (expected.back() != nullptr) told += expected.back()->likelihood();
        else untold_background += value.background;
    }
    const double all = std::max(told, 1.0);  // its own beside those of nearly every cause may be a little more than all
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double likelihood = expected[i] != nullptr ? expected[i]->likelihood() : (all - told) * out[i] / untold_background;
        out[i] = (1 - kStray) * likelihood / all + kStray * out[i];
    }
    return out;
}

/// Facts of one origin count once: what `by` answers, the value of `sign` (empty: all of them) does not tell anew.
struct SameOrigin {
    std::string_view sign, value, by;
};
constexpr SameOrigin kSameOrigins[] = {
    {"time-zone", "", "network"},
    {"worked-before", "network-changed", "network"},
};

/// By column and value.
std::vector<std::vector<Weights>> table() {
    std::vector<std::vector<Weights>> out;
    for (const Column& column : columns()) {
        auto& rows = out.emplace_back(column.values.size());
        for (const Cause& cause : all_causes()) {
            const std::vector<double> expected = likelihoods(cause, column);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const double ratio = expected[i] / column.values[i].background;
                rows[i].push_back({ratio, std::log(ratio)});
            }
        }
    }
    return out;
}

}  // namespace

const std::vector<Column>& columns() {
    static const std::vector<Column> all = [] {
        std::vector<Column> out;
        for (const Question& question : all_questions()) out.push_back({question.id, question.answers, nullptr});
        for (const Sign& sign : all_signs()) out.push_back({sign.id, sign.values, sign.observe});
        return out;
    }();
    return all;
}

std::size_t column_of(std::string_view id) {
    std::size_t at = 0;
    while (at < columns().size() && columns()[at].id != id) ++at;
    return at;
}

const Weights& weights(std::size_t column, std::size_t value) {
    static const auto the_table = table();
    return the_table[column][value];
}

bool is_told_already(const Case& facts, std::size_t column, std::size_t value) {
    const std::string_view sign = columns()[column].id, id = columns()[column].values[value].id;
    return std::any_of(std::begin(kSameOrigins), std::end(kSameOrigins), [&](const SameOrigin& each) {
        return each.sign == sign && (each.value.empty() || each.value == id) && !answer_of(facts, each.by).empty();
    });
}

std::string Sighting::fact() const {
    return std::string(columns()[column].id) + "-" + std::string(columns()[column].values[value].id);
}

std::vector<Sighting> sightings(const Observed& observed) {
    std::vector<Sighting> out;
    for (std::size_t i = 0; i < columns().size(); ++i) {
        const Column& column = columns()[i];
        const std::string_view seen =
            column.observe == nullptr ? answer_of(observed.patient.facts, column.id) : column.observe(observed);
        for (std::size_t value = 0; value < column.values.size(); ++value)
            if (column.values[value].id == seen && !is_told_already(observed.patient.facts, i, value)) out.push_back({i, value});
    }
    return out;
}

}  // namespace maildoctor::diagnosis
