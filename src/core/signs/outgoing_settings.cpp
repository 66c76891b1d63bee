#include "core/signs/compared.hpp"

namespace maildoctor::signs::outgoing_settings {
namespace {

/// How often settings that somebody compares are found so, among people whose trouble has another reason.
constexpr Value kValues[] = {
    {"wrong", 0.02}, {"doubtful", 0.04}, {"own-device", 0.02}, {"access-provider", 0.02}, {"right", 0.90}};

std::string_view observe(const Observed& observed) {
    return compared(observed, observed.patient.outgoing, observed.patient.incoming);
}

}  // namespace
}  // namespace maildoctor::signs::outgoing_settings

MAILDOCTOR_SIGN(outgoing_settings)
