#include "core/rules/rule.hpp"

namespace maildoctor::rules::address_domain_misspelt {
namespace {

struct Parameters {
    std::string domain;
    std::string meant;
};
MAILDOCTOR_DESCRIBE(Parameters, domain, meant)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    const AddressReading& address = patient.address;
    if (address.kind != AddressKind::domain_misspelt) return;
    found.push_back({Severity::warning, "address", {address.domain, address.domain_meant},
        {{"address", address.local + "@" + address.domain_meant}}});
}

}  // namespace
}  // namespace maildoctor::rules::address_domain_misspelt

MAILDOCTOR_RULE(address_domain_misspelt)
