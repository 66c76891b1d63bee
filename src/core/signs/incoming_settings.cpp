#include "core/signs/compared.hpp"

namespace maildoctor::signs::incoming_settings {
namespace {

/// How often settings that somebody compares are found so, among people whose trouble has another reason.
constexpr Value kValues[] = {{"wrong", 0.02}, {"doubtful", 0.05}, {"own-device", 0.02}, {"right", 0.91}};

std::string_view observe(const Observed& observed) {
    return compared(observed, observed.patient.incoming, observed.patient.outgoing);
}

}  // namespace
}  // namespace maildoctor::signs::incoming_settings

MAILDOCTOR_SIGN(incoming_settings)
