#include "core/diagnosis/likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace maildoctor::diagnosis {

namespace {

bool mentions(std::span<const Expectation> expectations, std::string_view sign) {
    return std::any_of(expectations.begin(), expectations.end(), [&](const Expectation& each) { return each.sign == sign; });
}

/// What a cause expects of a sign: its own, else what nearly every cause expects.
std::span<const Expectation> expected_by(const Cause& cause, std::string_view sign) {
    if (cause.expectations.empty() || mentions(cause.expectations, sign)) return cause.expectations;
    return kNothingElseWrong;
}

/// The weights of one cause for one column.
std::vector<double> weights_of(const Cause& cause, const Column& column) {
    const std::span<const Expectation> expected = expected_by(cause, column.id);
    std::vector<double> out(column.values.size(), 0.0);
    if (!mentions(expected, column.id)) return out;
    const auto likelihood = [&](std::string_view value) -> const Expectation* {
        for (const Expectation& each : expected)
            if (each.sign == column.id && each.value == value) return &each;
        return nullptr;
    };
    double told = 0;
    double untold_background = 0;
    for (const Value& value : column.values) {
        const Expectation* expectation = likelihood(value.id);
        if (expectation != nullptr) told += expectation->likelihood;
        else untold_background += value.background;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const Value& value = column.values[i];
        const Expectation* expectation = likelihood(value.id);
        const double share = untold_background > 0 ? (1 - told) * value.background / untold_background : 0;
        const double probability = std::clamp(expectation != nullptr ? expectation->likelihood : share, kLeast, kMost);
        out[i] = std::log(probability / value.background);
    }
    return out;
}

using Table = std::vector<std::vector<std::vector<double>>>;  ///< cause, column, value

const Table& table() {
    static const Table the_table = [] {
        Table out;
        for (const Cause& cause : all_causes()) {
            auto& row = out.emplace_back();
            for (const Column& column : columns()) row.push_back(weights_of(cause, column));
        }
        return out;
    }();
    return the_table;
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

double weight(std::size_t cause, std::size_t column, std::size_t value) { return table()[cause][column][value]; }

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
            if (column.values[value].id == seen) out.push_back({i, value});
    }
    return out;
}

}  // namespace maildoctor::diagnosis
