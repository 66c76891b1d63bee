#include "core/rules/rule.hpp"

namespace maildoctor::rules::address_malformed {
namespace {

using Parameters = NoParameters;

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    if (patient.address.kind == AddressKind::malformed)
        found.push_back({Severity::error, "address", {}, change_to("address", patient.address.usable)});
}

}  // namespace
}  // namespace maildoctor::rules::address_malformed

MAILDOCTOR_RULE(address_malformed)
