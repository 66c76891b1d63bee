#include "core/rules/rule.hpp"

namespace maildoctor::rules::server_unreachable {
namespace {

struct Parameters {
    std::string host;
    double port = 0;
};
MAILDOCTOR_DESCRIBE(Parameters, host, port)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const ProbeReading& probe : patient.probes) {
        if (!probe.unreachable()) continue;
        const Parameters parameters{probe.host, probe.service->port};
        const Side& side = patient.side_of(*probe.service);
        if (probe.of_own_host() && side.right != nullptr)
            found.push_back({Severity::error, side.field("host"), parameters, {{side.field("host"), side.right->host}}});
        else found.push_back({Severity::error, "probe." + probe.service->id, parameters});
    }
}

}  // namespace
}  // namespace maildoctor::rules::server_unreachable

MAILDOCTOR_RULE(server_unreachable)
