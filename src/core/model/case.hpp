// A case: all the facts about one patient. Plain data without order.
#pragma once

#include "core/model/domain.hpp"
#include "core/model/settings.hpp"

namespace maildoctor {

/// What the page knows without asking.
struct Context {
    std::string time_zone;  ///< IANA name, such as `Asia/Shanghai`
    std::vector<std::string> languages;
    std::optional<bool> on_line;
    std::optional<double> clock_offset_ms;  ///< the device's clock minus the bridge's
    std::vector<std::string>
        pages_loaded;  ///< links of the profile that loaded from the person's own network; failing proves nothing
};
MAILDOCTOR_DESCRIBE(Context, time_zone, languages, on_line, clock_offset_ms, pages_loaded)

/// Advice that was followed, and whether it helped.
struct Tried {
    std::string cause;
    bool helped = false;
};
MAILDOCTOR_DESCRIBE(Tried, cause, helped)

/// What the diagnosis looks at. The rest is the reader's, who sums it up as `Seen`.
struct AskedCase {
    std::string now;  ///< RFC 3339, UTC; time is a fact
    Context context;
    std::map<std::string, std::string> answers;  ///< question id -> answer id, or `dont-know`
    std::vector<std::string> skipped;            ///< ids of steps that the person has left; not offered again
    std::vector<Tried> tried;
    bool no_error_shown = false;  ///< the person says that the program shows no error message
    std::string last_refused;     ///< RFC 3339, UTC: when the latest message was refused
    double mailing = 0;           ///< recipients of a mailing that the person plans; 0: none
};
MAILDOCTOR_DESCRIBE(AskedCase, now, context, answers, skipped, tried, no_error_shown, last_refused, mailing)

struct Case : AskedCase {
    Settings settings;
    std::vector<std::string> changed;  ///< settings fields ticked off as changed in the program
    std::string pasted_error;
    std::vector<ProbeResult> probes;
    std::optional<DomainResult> domain;  ///< of the address
};
MAILDOCTOR_DESCRIBE(Case, now, context, settings, answers, skipped, changed, tried, pasted_error, no_error_shown, last_refused,
    mailing, probes, domain)

inline constexpr std::string_view kDontKnow = "dont-know";

}  // namespace maildoctor
