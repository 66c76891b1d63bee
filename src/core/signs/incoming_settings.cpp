#include "core/signs/compared.hpp"

namespace maildoctor::signs::incoming_settings {
namespace {

/// How often settings that somebody compares are found so, among people whose trouble has another reason.
constexpr Value kValues[] = {{"wrong", 0.02}, {"doubtful", 0.05}, {"own-device", 0.02}, {"right", 0.91}};

std::string_view read(const Examined& examined) {
    return compared(examined, examined.patient.incoming, examined.patient.outgoing);
}

constexpr std::string_view (*observe)(const Observed&) = nullptr;

}  // namespace
}  // namespace maildoctor::signs::incoming_settings

MAILDOCTOR_READ_SIGN(incoming_settings)
