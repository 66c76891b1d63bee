// A case: all the facts about one patient. Plain data without order.
#pragma once

#include "core/model/settings.hpp"

namespace maildoctor {

/// What the page knows without asking.
struct Context {
    std::string time_zone;  ///< IANA name, such as `Asia/Shanghai`
    std::vector<std::string> languages;
    std::optional<bool> on_line;
};
MAILDOCTOR_DESCRIBE(Context, time_zone, languages, on_line)

/// Advice that was followed, and whether it helped.
struct Tried {
    std::string cause;
    bool helped = false;
};
MAILDOCTOR_DESCRIBE(Tried, cause, helped)

struct Case {
    std::string now;  ///< RFC 3339, UTC; time is a fact
    Context context;
    Settings settings;
    std::map<std::string, std::string> answers;  ///< question id -> answer id, or `dont-know`
    std::vector<std::string> skipped;            ///< ids of steps that the person has left; not offered again
    std::vector<std::string> changed;            ///< settings fields ticked off as changed in the program
    std::vector<Tried> tried;
    std::string pasted_error;
    std::vector<ProbeResult> probes;
};
MAILDOCTOR_DESCRIBE(Case, now, context, settings, answers, skipped, changed, tried, pasted_error, probes)

inline constexpr std::string_view kDontKnow = "dont-know";

}  // namespace maildoctor
