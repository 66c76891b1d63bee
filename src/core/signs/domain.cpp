#include <algorithm>

#include "core/domain/reading.hpp"
#include "core/signs/read_sign.hpp"

namespace maildoctor::signs::domain {
namespace {

constexpr Value kValues[] = {{"comes-here", 0.92}, {"goes-elsewhere", 0.04}, {"goes-nowhere", 0.015}, {"not-registered", 0.015},
    {"sender-unproven", 0.01}};

bool is_sender_doubted(const Examined& examined) {
    return std::any_of(examined.meanings.begin(), examined.meanings.end(),
        [](const ErrorMeaning& each) { return each.meaning == "domain-unauthenticated"; });
}

bool is_sender_proven(const DomainReading& reading) {
    return std::none_of(reading.records.begin(), reading.records.end(), [](const RecordReading& each) {
        return (each.kind == RecordKind::spf || each.kind == RecordKind::dkim) && each.severity;
    });
}

std::string_view read(const Examined& examined) {
    const DomainResult* result = domain_of(examined.patient.facts);
    if (result == nullptr) return {};
    const DomainReading reading = read_domain(examined.patient.profile, *result);
    switch (route_of(reading)) {
        case MailRoute::unknown: return {};
        case MailRoute::here:
            if (!is_sender_doubted(examined)) return "comes-here";
            // The way of what comes in tells nothing then.
            return is_sender_proven(reading) ? std::string_view() : std::string_view("sender-unproven");
        case MailRoute::elsewhere: return "goes-elsewhere";
        case MailRoute::nowhere: return "goes-nowhere";
        case MailRoute::not_registered: return "not-registered";
    }
    return {};
}

constexpr std::string_view (*observe)(const Observed&) = nullptr;

}  // namespace
}  // namespace maildoctor::signs::domain

MAILDOCTOR_READ_SIGN(domain)
