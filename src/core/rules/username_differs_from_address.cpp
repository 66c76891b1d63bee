#include "core/rules/rule.hpp"

namespace maildoctor::rules::username_differs_from_address {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->username.kind == UsernameKind::differs_from_address)
            found.push_back(
                {Severity::warning, side->field("username"), {}, change_to(side->field("username"), side->username.right)});
}

}  // namespace
}  // namespace maildoctor::rules::username_differs_from_address

MAILDOCTOR_RULE(username_differs_from_address)
