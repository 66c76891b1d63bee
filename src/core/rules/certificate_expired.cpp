#include "core/rules/rule.hpp"

namespace maildoctor::rules::certificate_expired {
namespace {

struct Parameters {
    std::string host;
};
MAILDOCTOR_DESCRIBE(Parameters, host)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const ProbeReading& probe : patient.probes)
        if (probe.saw(Stage::certificate, Outcome::expired))
            found.push_back({Severity::error, "probe." + probe.service->id, {probe.host}});
}

}  // namespace
}  // namespace maildoctor::rules::certificate_expired

MAILDOCTOR_RULE(certificate_expired)
