#include "core/domain/reading.hpp"
#include "core/signs/sign.hpp"

namespace maildoctor::signs::domain {
namespace {

constexpr Value kValues[] = {{"comes-here", 0.93}, {"goes-elsewhere", 0.04}, {"goes-nowhere", 0.015}, {"not-registered", 0.015}};

std::string_view observe(const Observed& observed) {
    const DomainResult* result = domain_of(observed.patient.facts);
    if (result == nullptr) return {};
    switch (route_of(read_domain(observed.patient.profile, *result))) {
        case MailRoute::unknown: return {};
        case MailRoute::here: return "comes-here";
        case MailRoute::elsewhere: return "goes-elsewhere";
        case MailRoute::nowhere: return "goes-nowhere";
        case MailRoute::not_registered: return "not-registered";
    }
    return {};
}

}  // namespace
}  // namespace maildoctor::signs::domain

MAILDOCTOR_SIGN(domain)
