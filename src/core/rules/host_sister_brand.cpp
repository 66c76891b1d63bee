#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_sister_brand {
namespace {

struct Parameters {
    std::string brand;
};
MAILDOCTOR_DESCRIBE(Parameters, brand)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->has_host_of(HostOwner::sister_brand))
            found.push_back({Severity::error, side->field("host"), {side->host.brand}, side->host_changes});
}

}  // namespace
}  // namespace maildoctor::rules::host_sister_brand

MAILDOCTOR_RULE(host_sister_brand)
