// What the doctor makes of a case.
#pragma once

#include <variant>

#include "core/model/case.hpp"

namespace maildoctor {

MAILDOCTOR_ENUM(Severity, error, warning, note)

/// A typed, named argument of a text; the core never speaks prose.
using Argument = std::variant<std::string, double>;

struct Change {
    std::string field;
    std::string value;
};
MAILDOCTOR_DESCRIBE(Change, field, value)

/// A set of changes, applied and undone as one.
struct Fix {
    std::vector<Change> changes;
};
MAILDOCTOR_DESCRIBE(Fix, changes)

/// Something wrong with one setting or one probe.
struct Finding {
    std::string rule;
    Severity severity{};
    std::string field;  ///< a settings field, or `probe.<service>`
    std::map<std::string, Argument> args;
    std::optional<Fix> fix;
    std::optional<Fix> otherwise;  ///< the second way, where there are two: instead of `fix`, not after it
    bool changed = false;          ///< the person ticked the change off; the finding stays evidence
};
MAILDOCTOR_DESCRIBE(Finding, rule, severity, field, args, fix, otherwise, changed)

/// A fact that moved a cause; `weight` in natural log odds against the background.
struct Evidence {
    std::string fact;  ///< `<sign>-<value>`, such as `incoming-settings-wrong`, or `tried-<cause>`
    double weight = 0;
};
MAILDOCTOR_DESCRIBE(Evidence, fact, weight)

MAILDOCTOR_ENUM(Certainty, certain, likely, possible)

struct RankedCause {
    std::string cause;
    double probability = 0;          ///< 0..1, for ranking; never shown to a person
    Certainty certainty{};           ///< the words that a person reads
    std::vector<Evidence> evidence;  ///< this and the advice: of the first few causes only
    std::vector<std::string> advice;
};
MAILDOCTOR_DESCRIBE(RankedCause, cause, probability, certainty, evidence, advice)

struct ErrorMeaning {
    std::string meaning;
    Certainty certainty{};
};
MAILDOCTOR_DESCRIBE(ErrorMeaning, meaning, certainty)

/// `question` with the question's id; `settings`, `paste`, `probe`, `domain`; `verdict` with the first cause's id; `solved`.
MAILDOCTOR_ENUM(StepKind, question, settings, paste, probe, domain, verdict, solved)

struct Step {
    StepKind kind{};
    std::string id;
    std::vector<std::string> answers;  ///< of a question: those that make sense for this profile, in the order of display
};
MAILDOCTOR_DESCRIBE(Step, kind, id, answers)

/// When sending may go on, by the profile's limit for one address; each recipient counts.
struct SendingPlan {
    std::string wait_until;  ///< RFC 3339, UTC: one window after the latest refusal; empty: not told when that was
    double at_once = 0;      ///< recipients within one window
    double parts = 0;        ///< of the planned mailing; 0: none is planned
    double minutes = 0;      ///< from the first part to the last
};
MAILDOCTOR_DESCRIBE(SendingPlan, wait_until, at_once, parts, minutes)

/// `good`: as the profile says. `differs`: not as it says. `seen`: there, with nothing to compare it with. `unknown`: not found
/// out.
MAILDOCTOR_ENUM(RecordState, good, differs, missing, seen, unknown)

struct RecordReading {
    RecordKind kind{};
    RecordState state{};
    std::optional<Severity> severity;  ///< absent: nothing is wrong with it
};
MAILDOCTOR_DESCRIBE(RecordReading, kind, state, severity)

/// What the case's DomainResult means. `registered`: false only where the DNS says that the domain does not exist.
struct DomainReading {
    std::string domain;
    bool registered = true;
    std::vector<RecordReading> records;  ///< each kind that was asked for once
};
MAILDOCTOR_DESCRIBE(DomainReading, domain, registered, records)

/// What texts, probes and answers of the DNS in a case come to, as far as the diagnosis needs it.
struct Seen {
    std::map<std::string, std::string> signs;     ///< sign id -> value
    std::map<std::string, std::string> services;  ///< as in Assessment
    std::vector<std::string> taken;               ///< steps that were: `paste`, `probe`, `domain`
    bool lost_on_the_way = false;                 ///< the domain is worth a look
};
MAILDOCTOR_DESCRIBE(Seen, signs, services, taken, lost_on_the_way)

/// What they come to for a person's eyes, and `seen`.
struct Observations {
    std::vector<Finding> findings;
    std::vector<ErrorMeaning> error_meanings;
    std::optional<DomainReading> domain;
    Seen seen;
};
MAILDOCTOR_DESCRIBE(Observations, findings, error_meanings, domain, seen)

/// What answers and circumstances come to, with what is `seen`.
struct Diagnosis {
    std::vector<RankedCause> causes;  ///< most likely first
    Step step;
    std::vector<std::string> probes_wanted;  ///< service ids
    std::vector<Direction> directions;       ///< which settings to compare, in this order
    bool notice = false;                     ///< the profile's notice is in force
    std::optional<SendingPlan> sending;
};
MAILDOCTOR_DESCRIBE(Diagnosis, causes, step, probes_wanted, directions, notice, sending)

/// Observations and diagnosis, side by side.
struct Assessment {
    std::vector<Finding> findings;
    std::vector<RankedCause> causes;  ///< most likely first
    std::vector<ErrorMeaning> error_meanings;
    Step step;
    std::vector<std::string> probes_wanted;  ///< service ids
    std::vector<Direction> directions;       ///< which settings to compare, in this order
    bool notice = false;                     ///< the profile's notice is in force
    std::optional<SendingPlan> sending;
    std::optional<DomainReading> domain;
    std::map<std::string, std::string> services;  ///< direction -> id of the service meant, where it is not the recommended one
};
MAILDOCTOR_DESCRIBE(
    Assessment, findings, causes, error_meanings, step, probes_wanted, directions, notice, sending, domain, services)

}  // namespace maildoctor
