#include "core/signs/sign.hpp"

namespace maildoctor {

namespace signs {
#define SIGN(name) Sign name();
#include "core/signs/signs.def"
#undef SIGN
}  // namespace signs

const std::vector<Sign>& all_signs() {
    static const std::vector<Sign> all{
#define SIGN(name) signs::name(),
#include "core/signs/signs.def"
#undef SIGN
    };
    return all;
}

}  // namespace maildoctor
