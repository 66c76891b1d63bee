#include "core/causes/cause.hpp"

namespace maildoctor::causes::program_too_old {
namespace {

// A program or device from before modern encryption.
constexpr double kPrior = 0.0122;

// Old programs and devices that worked until the server changed, or that somebody got from somebody else; tablets and telephones
// that get no more updates are as common as old Outlooks. The message is about the secure connection,
// and newer ones work beside it.
constexpr Expectation kExpectations[] = {
    {"symptom", "cannot-send-or-receive", 0.66},
    {"symptom", "cannot-receive", 0.16},
    {"symptom", "cannot-send", 0.16},
    {"symptom", "webmail-fails", 0.02},
    {"mail-access", "webmail", 0.02},
    {"program", "outlook", 0.38},
    {"program", "another-program", 0.22},
    {"program", "apple-mail-macos", 0.10},
    {"program", "apple-mail-ios", 0.14},
    {"program", "samsung-mail", 0.10},
    {"worked-before", "nothing-changed", 0.70},
    {"worked-before", "new-program-or-device", 0.20},
    {"webmail-opens", "opens", 0.93},
    {"error-message", "none", 0.14},
    {"error-message", "tls-too-old", 0.46},
    {"error-message", "secure-connection-failed", 0.24},
    {"error-message", "connection-failed", 0.07},
    {"error-message", "connection-dropped", 0.06},
    {"error-message", "authentication-unsupported", 0.03},
    {"another-device", "works", 0.60},
};

constexpr Advice kAdvice[] = {
    {"update-the-program", {}, ""},
    {"use-another-program", {}, ""},
    {"use-webmail", LinkId::webmail, ""},
};

}  // namespace
}  // namespace maildoctor::causes::program_too_old

MAILDOCTOR_CAUSE(program_too_old)
