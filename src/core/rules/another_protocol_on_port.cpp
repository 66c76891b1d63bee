#include "core/rules/rule.hpp"

namespace maildoctor::rules::another_protocol_on_port {
namespace {

struct Parameters {
    std::string host;
    double port = 0;
    std::string protocol;
    std::string spoken;
};
MAILDOCTOR_DESCRIBE(Parameters, host, port, protocol, spoken)

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const ProbeReading& probe : patient.probes) {
        if (!probe.saw(Stage::greeting, Outcome::another_protocol)) continue;
        const auto& addresses = probe.result->addresses;
        std::string spoken;
        for (const AddressResult& address : addresses)
            if (spoken.empty() && address.spoken) spoken = name_of(*address.spoken);
        found.push_back({Severity::error, "probe." + probe.service->id,
            {probe.host, probe.service->port, std::string(name_of(probe.service->protocol)), spoken.empty() ? "other" : spoken}});
    }
}

}  // namespace
}  // namespace maildoctor::rules::another_protocol_on_port

MAILDOCTOR_RULE(another_protocol_on_port)
