#include "core/causes/cause.hpp"

#include "core/ids.hpp"

namespace maildoctor {

#define CAUSE(name) std::string_view(#name),
static_assert(are_ids(std::array{
#include "core/causes/causes.def"
}));
#undef CAUSE

namespace causes {
#define CAUSE(name)  \
    namespace name { \
    Cause cause();   \
    }
#include "core/causes/causes.def"
#undef CAUSE
}  // namespace causes

const std::vector<Cause>& all_causes() {
    static const std::vector<Cause> all{
#define CAUSE(name) causes::name::cause(),
#include "core/causes/causes.def"
#undef CAUSE
    };
    return all;
}

}  // namespace maildoctor
