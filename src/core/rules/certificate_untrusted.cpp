#include <algorithm>

#include "core/rules/rule.hpp"

namespace maildoctor::rules::certificate_untrusted {
namespace {

struct Parameters {
    std::string host;
};
MAILDOCTOR_DESCRIBE(Parameters, host)

/// What no mail program trusts.
constexpr Outcome kOutcomes[] = {
    Outcome::self_signed, Outcome::untrusted, Outcome::incomplete_chain, Outcome::weak_key, Outcome::weak_signature};

void check(const Patient& patient, FindingsOf<Parameters>& found) {
    for (const ProbeReading& probe : patient.probes)
        if (std::any_of(
                std::begin(kOutcomes), std::end(kOutcomes), [&](Outcome each) { return probe.saw(Stage::certificate, each); }))
            found.push_back({Severity::error, "probe." + probe.service->id, {probe.host}});
}

}  // namespace
}  // namespace maildoctor::rules::certificate_untrusted

MAILDOCTOR_RULE(certificate_untrusted)
