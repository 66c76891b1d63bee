#include "core/signs/read_sign.hpp"

namespace maildoctor {

namespace signs {
#define SIGN(name)
#define READ_SIGN(name)                          \
    namespace name {                             \
    extern const Sign kSign;                     \
    std::string_view read_sign(const Examined&); \
    }
#include "core/signs/signs.def"
#undef SIGN
}  // namespace signs

std::map<std::string, std::string> read_signs(const Examined& examined) {
    std::map<std::string, std::string> out;
    const auto add = [&](const Sign& sign, std::string_view value) {
        if (!value.empty()) out.emplace(sign.id, value);
    };
#define SIGN(name)
#define READ_SIGN(name) add(signs::name::kSign, signs::name::read_sign(examined));
#include "core/signs/signs.def"
#undef SIGN
    return out;
}

}  // namespace maildoctor
