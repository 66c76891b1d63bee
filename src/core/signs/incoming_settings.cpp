#include "core/signs/compared.hpp"

namespace maildoctor::signs {
namespace {

constexpr const auto& kValues = kCompared;

std::string_view observe(const Observed& observed) { return compared(observed, observed.patient.incoming); }

}  // namespace
}  // namespace maildoctor::signs

MAILDOCTOR_SIGN(incoming_settings)
