#include "core/reading/probe_reading.hpp"

#include <algorithm>

#include "core/reading/moment.hpp"
#include "core/reading/text.hpp"

namespace maildoctor {

namespace {

bool is_out_of_reach(const AddressResult& address) {
    using enum Outcome;
    const auto is = [&](std::initializer_list<Outcome> outcomes) {
        return std::find(outcomes.begin(), outcomes.end(), address.outcome) != outcomes.end();
    };
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

bool is_out_of_reach(const ProbeResult& result) {
    return !result.addresses.empty() &&
        std::all_of(result.addresses.begin(), result.addresses.end(),
            [](const AddressResult& address) { return is_out_of_reach(address); });
}

/// A second look sooner than this sees the same moment.
constexpr double kSomeSeconds = 3;

bool is_typed_still(const Case& facts, const Service& service, const std::string& own_host) {
    const std::string typed = read_text(of(facts.settings, direction_of(service.protocol)).host).cleaned;
    return own_host.empty() || typed.empty() || same_text(typed, own_host);
}

}  // namespace

bool tells_of_vantage_only(const AddressResult& address) {
    using enum Outcome;
    if (address.stage == Stage::connect) return address.outcome == unreachable;
    return address.stage == Stage::resolve && (address.outcome == timed_out || address.outcome == resolver_failed);
}

bool ProbeReading::saw(Stage stage, Outcome outcome) const {
    return std::any_of(result->addresses.begin(), result->addresses.end(),
        [&](const AddressResult& address) { return address.stage == stage && address.outcome == outcome; });
}

bool ProbeReading::unreachable() const { return is_out_of_reach(*result); }

bool ProbeReading::confirmed_unreachable() const {
    if (before == nullptr || !is_out_of_reach(*before) || !unreachable() || before->age_ms > 0 || result->age_ms > 0)
        return false;
    const auto first = seconds_of(before->at), second = seconds_of(result->at);
    return first && second && *second - *first >= kSomeSeconds;
}

std::vector<ProbeReading> read_probes(const Profile& profile, const Case& facts) {
    struct Pair {
        const ProbeResult* last = nullptr;
        const ProbeResult* before = nullptr;
    };
    std::map<std::pair<std::string_view, std::string_view>, Pair> seen;
    for (const ProbeResult& result : facts.probes) {
        if (result.unavailable) continue;
        Pair& pair = seen[{result.service, result.own_host}];
        pair = {&result, pair.last};
    }
    std::vector<ProbeReading> out;
    for (const auto& [key, pair] : seen) {
        const Service* service = find_service(profile, pair.last->service);
        if (service == nullptr || !is_typed_still(facts, *service, pair.last->own_host)) continue;
        out.push_back({service, pair.last, pair.before, pair.last->own_host.empty() ? service->host : pair.last->own_host});
    }
    return out;
}

}  // namespace maildoctor
