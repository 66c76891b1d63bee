#include <algorithm>

#include "core/signs/read_sign.hpp"

namespace maildoctor::signs::servers {
namespace {

constexpr Value kValues[] = {{"reachable", 0.90}, {"unreachable", 0.02}, {"once-unreachable", 0.02}, {"certificate-wrong", 0.02},
    {"partly-reachable", 0.02}, {"refusing", 0.02}};

bool ended_well(const ProbeReading& probe) {
    for (const AddressResult& address : probe.result->addresses)
        if (address.outcome == Outcome::ok) return true;
    return false;
}

/// It answered, but not as a mail server should: a refusal, a broken handshake, another protocol.
bool answered_wrongly(const ProbeReading& probe) {
    return std::any_of(probe.result->addresses.begin(), probe.result->addresses.end(), [](const AddressResult& address) {
        return address.stage != Stage::resolve && address.stage != Stage::connect && address.stage != Stage::certificate &&
            address.outcome != Outcome::ok && address.outcome != Outcome::cancelled;
    });
}

bool certificate_wrong(const ProbeReading& probe) {
    for (const AddressResult& address : probe.result->addresses)
        if (address.stage == Stage::certificate && address.outcome != Outcome::ok) return true;
    return false;
}

/// All that one vantage saw is one fact: the worst of it. A customer's own host name tells about their settings, and a probe
/// that was ended early tells nothing. A good one of another service says nothing of the one that the settings name.
std::string_view read(const Examined& examined) {
    bool unreachable = false, once = false, bad_certificate = false, refusing = false, partly = false, good = false;
    for (const ProbeReading& probe : examined.patient.probes) {
        if (probe.of_own_host() || probe.service->protocol == ServiceProtocol::https) continue;
        unreachable = unreachable || probe.confirmed_unreachable();
        once = once || probe.unreachable();
        bad_certificate = bad_certificate || certificate_wrong(probe);
        refusing = refusing || answered_wrongly(probe);
        const bool all_good = std::all_of(probe.result->addresses.begin(), probe.result->addresses.end(),
            [](const AddressResult& address) { return address.outcome == Outcome::ok; });
        partly = partly || (ended_well(probe) && !all_good);
        const Service* named = examined.patient.side_of(*probe.service).named;
        good = good || (!probe.result->addresses.empty() && all_good && (named == nullptr || named == probe.service));
    }
    if (bad_certificate) return "certificate-wrong";
    if (unreachable) return "unreachable";
    if (once) return "once-unreachable";
    if (refusing) return "refusing";
    if (partly) return "partly-reachable";
    return good ? std::string_view("reachable") : std::string_view();
}

constexpr std::string_view (*observe)(const Observed&) = nullptr;

}  // namespace
}  // namespace maildoctor::signs::servers

MAILDOCTOR_READ_SIGN(servers)
