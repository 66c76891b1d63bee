#include "core/rules/rule.hpp"

namespace maildoctor::rules::username_not_full_address {
namespace {

struct Parameters {
    std::string typed;
};
MAILDOCTOR_DESCRIBE(Parameters, typed)

std::string what_was(const std::string& typed, const AddressReading& address) {
    if (!address.local.empty() && same_text(typed, address.local)) return "beginning";
    return typed.find(' ') != std::string::npos && typed.find('@') == std::string::npos ? "name" : "other";
}

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->username.kind == UsernameKind::not_full_address)
            found.push_back(
                {Severity::error, side->field("username"), {what_was(read_text(side->found->username).cleaned, patient.address)},
                    change_to(side->field("username"), side->username.right)});
}

}  // namespace
}  // namespace maildoctor::rules::username_not_full_address

MAILDOCTOR_RULE(username_not_full_address)
