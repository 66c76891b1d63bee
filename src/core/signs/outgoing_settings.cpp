#include "core/signs/compared.hpp"

namespace maildoctor::signs::outgoing_settings {
namespace {

/// How often settings that somebody compares are found so, among people whose trouble has another reason.
constexpr Value kValues[] = {
    {"wrong", 0.02}, {"doubtful", 0.04}, {"own-device", 0.02}, {"access-provider", 0.02}, {"right", 0.90}};

std::string_view read(const Examined& examined) {
    return compared(examined, examined.patient.outgoing, examined.patient.incoming);
}

constexpr std::string_view (*observe)(const Observed&) = nullptr;

}  // namespace
}  // namespace maildoctor::signs::outgoing_settings

MAILDOCTOR_READ_SIGN(outgoing_settings)
