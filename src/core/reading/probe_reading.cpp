#include "core/reading/probe_reading.hpp"

#include <algorithm>

#include "core/reading/text.hpp"

namespace maildoctor {

namespace {

bool is_out_of_reach(const AddressResult& address) {
    using enum Outcome;
    const auto is = [&](std::initializer_list<Outcome> outcomes) { return std::find(outcomes.begin(), outcomes.end(), address.outcome) != outcomes.end(); };
    switch (address.stage) {
        case Stage::resolve: return is({name_not_found, no_address});
        case Stage::connect: return is({refused, timed_out, unreachable, reset});
        case Stage::greeting:
        case Stage::starttls:
        case Stage::tls_handshake: return is({timed_out, closed, reset});
        case Stage::certificate:
        case Stage::capabilities:
        case Stage::http_response: return false;
    }
    return false;
}

bool is_typed_still(const Case& facts, const Service& service, const std::string& own_host) {
    const std::string typed = read_text(of(facts.settings, direction_of(service.protocol)).host).cleaned;
    return own_host.empty() || typed.empty() || same_text(typed, own_host);
}

}  // namespace

bool ProbeReading::saw(Stage stage, Outcome outcome) const {
    return std::any_of(result->addresses.begin(), result->addresses.end(),
                       [&](const AddressResult& address) { return address.stage == stage && address.outcome == outcome; });
}

bool ProbeReading::unreachable() const {
    return !result->addresses.empty() && std::all_of(result->addresses.begin(), result->addresses.end(), is_out_of_reach);
}

std::vector<ProbeReading> read_probes(const Profile& profile, const Case& facts) {
    std::map<std::pair<std::string_view, std::string_view>, const ProbeResult*> last;
    for (const ProbeResult& result : facts.probes)
        if (!result.unavailable) last[{result.service, result.own_host}] = &result;
    std::vector<ProbeReading> out;
    for (const auto& [key, result] : last) {
        const Service* service = find_service(profile, result->service);
        if (service == nullptr || !is_typed_still(facts, *service, result->own_host)) continue;
        out.push_back({service, result, result->own_host.empty() ? service->host : result->own_host});
    }
    return out;
}

}  // namespace maildoctor
