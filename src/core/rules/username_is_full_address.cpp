#include "core/rules/rule.hpp"

namespace maildoctor::rules::username_is_full_address {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->username.kind == UsernameKind::full_address)
            found.push_back(
                {Severity::error, side->field("username"), {}, change_to(side->field("username"), side->username.right)});
}

}  // namespace
}  // namespace maildoctor::rules::username_is_full_address

MAILDOCTOR_RULE(username_is_full_address)
