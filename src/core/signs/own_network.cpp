#include "core/signs/sign.hpp"

namespace maildoctor::signs::own_network {
namespace {

constexpr Value kValues[] = {{"loads", 0.85}, {"unknown", 0.15}};

/// A page that did not load proves nothing: only what loaded is a fact. `unknown` is the rest of the background.
std::string_view observe(const Observed& observed) {
    return observed.facts.context.pages_loaded.empty() ? std::string_view() : std::string_view("loads");
}

}  // namespace
}  // namespace maildoctor::signs::own_network

MAILDOCTOR_SIGN(own_network)
