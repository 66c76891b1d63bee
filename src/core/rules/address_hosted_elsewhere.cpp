#include "core/rules/rule.hpp"

namespace maildoctor::rules::address_hosted_elsewhere {
namespace {

struct Parameters {
    std::string domain;
};
MAILDOCTOR_DESCRIBE(Parameters, domain)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    if (patient.address.kind == AddressKind::hosted_elsewhere)
        found.push_back({Severity::warning, "address", {patient.address.domain}});
}

}  // namespace
}  // namespace maildoctor::rules::address_hosted_elsewhere

MAILDOCTOR_RULE(address_hosted_elsewhere)
