#include "core/signs/sign.hpp"

namespace maildoctor::signs::connection {
namespace {

constexpr Value kValues[] = {{"on-line", 0.97}, {"off-line", 0.03}};

std::string_view observe(const Observed& observed) {
    const auto& on_line = observed.facts.context.on_line;
    if (!on_line) return {};
    return *on_line ? "on-line" : "off-line";
}

}  // namespace
}  // namespace maildoctor::signs::connection

MAILDOCTOR_SIGN(connection)
