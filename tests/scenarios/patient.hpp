// A simulated patient: knows what one of tests/scenarios/*.json says, answers what is asked, and nothing else.
#pragma once

#include <functional>
#include <random>

#include "core/assess.hpp"
#include "support/files.hpp"

namespace maildoctor::tests {

struct Scenario {
    std::string name;
    std::vector<std::string> causes;            ///< the truth
    Case knows;                                 ///< answers, settings, pasted error and context
    std::map<std::string, std::string> probes;  ///< service -> `ok` or `<stage> <outcome>`, as the bridge would find
    std::string domain;                         ///< value of the sign `domain`; empty: nobody could look
};

/// Those of all files in `folder` of tests/scenarios whose true causes the contract has.
std::vector<Scenario> read_scenarios(const std::string& folder = ".");

/// How reliable a patient is: the share of answers that become "don't know", and that are wrong.
struct Noise {
    double unknown = 0;
    double wrong = 0;
    unsigned seed = 1;
};

/// How an examination went.
struct Course {
    std::vector<std::string> steps;  ///< ids of the questions, and `settings`, `paste`, `probe`, `domain`
    Case facts;                      ///< at the end
    Assessment verdict;

    [[nodiscard]] std::size_t questions() const;  ///< how many of the steps were questions
    [[nodiscard]] bool names(const Scenario& scenario, std::size_t among) const;
};

/// Who decides what is asked next: the assessment's own step, or another order.
using Asker = std::function<Step(const Assessment&, const Case&)>;

/// From the complaint to the verdict. Throws where it does not end.
Course examine(const Profile& profile, const Scenario& scenario, const Noise& noise = {}, const Asker& asker = {});

}  // namespace maildoctor::tests
