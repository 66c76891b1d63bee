#include "core/questions/question.hpp"

namespace maildoctor::questions::program {
namespace {

constexpr Value kAnswers[] = {
    {"outlook", 0.24},
    {"outlook-new", 0.10},
    {"apple-mail-ios", 0.20},
    {"apple-mail-macos", 0.08},
    {"gmail-android", 0.12},
    {"samsung-mail", 0.08},
    {"thunderbird", 0.08},
    {"another-program", 0.10},
};
constexpr double kEffort = 1;

bool applies(const Observed& observed) { return !says(observed.facts, "mail-access-webmail"); }
constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::program

MAILDOCTOR_QUESTION(program)
