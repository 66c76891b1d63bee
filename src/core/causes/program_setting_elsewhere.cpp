#include "core/causes/cause.hpp"

namespace maildoctor::causes::program_setting_elsewhere {
namespace {

// The mail is there, but the program hides it.
constexpr double kPrior = 0.0207;

// The mail is in webmail but not in the program, and the program shows no error; another program has it. A rule, a blocked sender
// or a second inbox hides some of it; a program that does not fetch hides all.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-receive", 0.74},
    {"symptom", "cannot-send", 0.13},
    {"symptom", "cannot-send-or-receive", 0.11},
    {"symptom", "webmail-fails", 0.02},
    {"mail-access", "webmail", 0.08},
    {"missing-mail", "all", 0.45},
    {"mail-in-webmail", "seen", 0.98},
    {"worked-before", "nothing-changed", 0.76},
    {"worked-before", "new-program-or-device", 0.16},
    {"webmail-opens", "opens", 0.96},
    {"webmail-opens", "opens-but-refuses-login", 0.02},
    {"webmail-opens", "does-not-open", 0.02},
    {"error-message", "none", 0.56},
    {"error-message", "data-file-problem", 0.23},
    {"error-message", "working-offline", 0.10},
    {"error-message", "connection-failed", 0.07},
    {"error-message", "authentication-failed", 0.02},
    {"another-device", "works", 0.50},
};

constexpr Advice kAdvice[] = {
    {"look-offline", {}, ""},
    {"look-in-folders", {}, ""},
    {"turn-filters-off", {}, ""},
    {"look-at-blocked", {}, ""},
};

}  // namespace
}  // namespace maildoctor::causes::program_setting_elsewhere

MAILDOCTOR_CAUSE(program_setting_elsewhere)
