// The causes' expectations as one table: how much each value of each sign speaks for each cause.
#pragma once

#include "core/causes/cause.hpp"
#include "core/questions/question.hpp"

namespace maildoctor::diagnosis {

/// Nothing is impossible, and nothing is certain (DESIGN.md section 3).
inline constexpr double kLeast = 0.02;
inline constexpr double kMost = 0.98;

/// A question or a derived sign, as a column of the table.
struct Column {
    std::string_view id;
    std::span<const Value> values;
    std::string_view (*observe)(const Observed&);  ///< null: a question, answered by the case
};

/// The questions in their order, then the derived signs.
const std::vector<Column>& columns();
/// The place of the column with this id, or the number of columns.
std::size_t column_of(std::string_view id);

/// Natural logarithm of P(value | cause) / P(value | background); 0 where nothing is expected of the sign.
double weight(std::size_t cause, std::size_t column, std::size_t value);

/// Something observed: a value of a column.
struct Sighting {
    std::size_t column;
    std::size_t value;

    [[nodiscard]] std::string fact() const;  ///< `<sign>-<value>`
};

/// Everything that is known about a patient, in the order of the columns. "Don't know", skipped and not asked are not in it.
std::vector<Sighting> sightings(const Observed& observed);

}  // namespace maildoctor::diagnosis
