// The causes' expectations as one table: how much each value of each sign speaks for each cause.
#pragma once

#include <array>

#include "core/causes/cause.hpp"
#include "core/questions/question.hpp"

namespace maildoctor::diagnosis {

/// The share of observations whose origin is not the cause: an answer given by mistake, a second trouble beside the first. They
/// fall as in the background; so nothing is impossible, and nothing speaks against a cause more than the logarithm of this.
inline constexpr double kStray = 0.02;

inline constexpr std::size_t kColumns = kQuestions + kSigns;

/// The questions in their order, then the derived signs.
std::span<const Sign* const, kColumns> columns();
/// The place of the column with this id, or the number of columns.
std::size_t column_of(std::string_view id);

/// How much one value speaks for one cause; nothing where nothing is expected of the sign.
struct Weight {
    double ratio = 1;  ///< P(value | cause) / P(value | background)
    double log = 0;    ///< its natural logarithm
};
/// For each cause, in the order of all_causes().
using Weights = std::span<const Weight, kCauses>;

Weights weights(std::size_t column, std::size_t value);

/// Facts of one origin count once: whether an answer to `network` tells what this one would.
bool is_told_by_network(FactNumber fact);
/// Whether there is such an answer.
bool is_network_told(const AskedCase& facts);

/// Something observed: a value of a column.
struct Sighting {
    std::size_t column;
    std::size_t value;
    FactNumber number;

    [[nodiscard]] std::string fact() const;  ///< `<sign>-<value>`
};

/// Everything that is known about a patient, in the order of the columns. "Don't know", skipped and not asked are not in it.
std::vector<Sighting> sightings(const Observed& observed);

}  // namespace maildoctor::diagnosis
