#include "core/reading/name.hpp"
#include "core/rules/rule.hpp"

namespace maildoctor::rules::certificate_name_mismatch {
namespace {

struct Parameters {
    std::string host;
    std::string names;
};
MAILDOCTOR_DESCRIBE(Parameters, host, names)

/// The first names on the certificate that was seen, enough to tell whose it is.
std::string names_seen(const ProbeReading& probe) {
    constexpr std::size_t kEnough = 3;
    std::string out;
    std::size_t count = 0;
    for (const AddressResult& address : probe.result->addresses)
        if (out.empty() && address.outcome == Outcome::name_mismatch && address.certificate)
            for (const std::string& name : address.certificate->names)
                if (is_host_name(name.substr(name.substr(0, 2) == "*." ? 2 : 0)) && count++ < kEnough)
                    out += (out.empty() ? "" : ", ") + name;
    return out.empty() ? "none" : out;
}

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const ProbeReading& probe : patient.probes) {
        if (!probe.saw(Stage::certificate, Outcome::name_mismatch)) continue;
        const Side& side = patient.side_of(*probe.service);
        const bool own = probe.service->protocol != ServiceProtocol::https &&
            (probe.of_own_host() || side.host.owner == HostOwner::own_domain);
        const Parameters parameters{probe.host, names_seen(probe)};
        if (own && side.right != nullptr)
            found.push_back({Severity::error, side.field("host"), parameters, {{side.field("host"), side.right->host}}});
        else found.push_back({Severity::error, "probe." + probe.service->id, parameters});
    }
}

}  // namespace
}  // namespace maildoctor::rules::certificate_name_mismatch

MAILDOCTOR_RULE(certificate_name_mismatch)
