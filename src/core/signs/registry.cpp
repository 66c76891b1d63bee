#include "core/signs/sign.hpp"

#include "core/ids.hpp"

namespace maildoctor {

#define SIGN(name) std::string_view(#name),
static_assert(are_ids(std::array{
#include "core/signs/signs.def"
}));
#undef SIGN

namespace signs {
#define SIGN(name)   \
    namespace name { \
    Sign sign();     \
    }
#include "core/signs/signs.def"
#undef SIGN
}  // namespace signs

const std::vector<Sign>& all_signs() {
    static const std::vector<Sign> all{
#define SIGN(name) signs::name::sign(),
#include "core/signs/signs.def"
#undef SIGN
    };
    return all;
}

}  // namespace maildoctor
