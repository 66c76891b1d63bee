#include "core/questions/question.hpp"

namespace maildoctor::questions::other_network {
namespace {

constexpr Value kAnswers[] = {
    {"works-there", 0.35},
    {"fails-there", 0.65},
};
constexpr double kEffort = 2.5;

/// What has not come to webmail either, no network keeps away.
bool applies(const Observed& observed) { return !says(observed.facts, "mail-in-webmail-not-seen"); }

constexpr bool (*offers)(const Observed&, std::string_view) = nullptr;

}  // namespace
}  // namespace maildoctor::questions::other_network

MAILDOCTOR_QUESTION(other_network)
