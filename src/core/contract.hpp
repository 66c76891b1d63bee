// Every id there is: what page, bridge, support and translators may rely on.
#pragma once

#include "core/describe.hpp"

namespace maildoctor {

struct ContractRule {
    std::string id;
    std::vector<std::string> parameters;
};
MAILDOCTOR_DESCRIBE(ContractRule, id, parameters)

/// Advice of a cause; `link` is a LinkId of the profile, or empty.
struct ContractAdvice {
    std::string id;
    std::string link;
};
MAILDOCTOR_DESCRIBE(ContractAdvice, id, link)

struct ContractCause {
    std::string id;
    std::vector<ContractAdvice> advice;
};
MAILDOCTOR_DESCRIBE(ContractCause, id, advice)

struct ContractQuestion {
    std::string id;
    std::vector<std::string> answers;  ///< in the order of display; `dont-know` is always the last
};
MAILDOCTOR_DESCRIBE(ContractQuestion, id, answers)

struct ContractStage {
    std::string id;
    std::vector<std::string> outcomes;
};
MAILDOCTOR_DESCRIBE(ContractStage, id, outcomes)

struct Contract {
    std::string hash;  ///< of all types, ids and messages: page and WASM must agree
    std::vector<ContractRule> rules;
    std::vector<ContractCause> causes;
    std::vector<ContractQuestion> questions;
    std::vector<std::string> facts;     ///< ids that an Evidence can carry
    std::vector<std::string> meanings;  ///< of pasted errors
    std::vector<ContractStage> stages;
    std::vector<std::string> fields;  ///< settings fields
};
MAILDOCTOR_DESCRIBE(Contract, hash, rules, causes, questions, facts, meanings, stages, fields)

/// The contract of this build.
const Contract& contract();

}  // namespace maildoctor
