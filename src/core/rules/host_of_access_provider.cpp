#include "core/rules/rule.hpp"

namespace maildoctor::rules::host_of_access_provider {
namespace {

struct Parameters {
    std::string host;
};
MAILDOCTOR_DESCRIBE(Parameters, host)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const Side* side : patient.sides())
        if (side->has_host_of(HostOwner::access_provider))
            found.push_back({Severity::warning, side->field("host"), {side->host.name}});
}

}  // namespace
}  // namespace maildoctor::rules::host_of_access_provider

MAILDOCTOR_RULE(host_of_access_provider)
