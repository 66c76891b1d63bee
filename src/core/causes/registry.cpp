#include "core/causes/cause.hpp"

#include "core/ids.hpp"

namespace maildoctor {

#define CAUSE(name) std::string_view(#name),
static_assert(are_ids(std::array{
#include "core/causes/causes.def"
}));
#undef CAUSE

namespace causes {
#define CAUSE(name)            \
    namespace name {           \
    extern const Cause kCause; \
    }
#include "core/causes/causes.def"
#undef CAUSE
}  // namespace causes

std::span<const Cause* const, kCauses> all_causes() {
    static constexpr std::array kAll{
#define CAUSE(name) &causes::name::kCause,
#include "core/causes/causes.def"
#undef CAUSE
    };
    return kAll;
}

}  // namespace maildoctor
