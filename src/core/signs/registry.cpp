#include "core/signs/sign.hpp"

#include "core/ids.hpp"

namespace maildoctor {

#define SIGN(name) std::string_view(#name),
static_assert(are_ids(std::array{
#include "core/signs/signs.def"
}));
#undef SIGN

namespace signs {
#define SIGN(name)           \
    namespace name {         \
    extern const Sign kSign; \
    }
#include "core/signs/signs.def"
#undef SIGN
}  // namespace signs

std::span<const Sign* const, kSigns> all_signs() {
    static constexpr std::array kAll{
#define SIGN(name) &signs::name::kSign,
#include "core/signs/signs.def"
#undef SIGN
    };
    return kAll;
}

}  // namespace maildoctor
