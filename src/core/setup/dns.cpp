// Where the mail of a domain is fetched and sent: RFC 6186 section 3, RFC 8314 section 5.1 for `_submissions`. The names by
// which programs look for their settings are added where the profile has a host for them.
#include "core/setup/account.hpp"

namespace maildoctor::setup {
namespace {

constexpr struct {
    std::string_view label;
    ServiceProtocol protocol;
    Security security;
} kLabels[] = {
    {"_imaps._tcp", ServiceProtocol::imap, Security::tls},
    {"_imap._tcp", ServiceProtocol::imap, Security::starttls},
    {"_pop3s._tcp", ServiceProtocol::pop3, Security::tls},
    {"_pop3._tcp", ServiceProtocol::pop3, Security::starttls},
    {"_submissions._tcp", ServiceProtocol::smtp, Security::tls},
    {"_submission._tcp", ServiceProtocol::smtp, Security::starttls},
};

class Zone {
public:
    explicit Zone(const std::string& domain) : domain_(domain) {}

    void add(std::string_view label, std::string_view type_and_data) {
        out_.append(label).append(".").append(domain_).append(". 3600 IN ").append(type_and_data).append("\n");
    }
    std::string take() { return std::move(out_); }

private:
    const std::string& domain_;
    std::string out_;
};

}  // namespace

std::string write_dns(const Account& account) {
    Zone zone(account.address.domain);
    for (const auto& [label, protocol, security] : kLabels) {
        bool is_offered = false;
        for (const auto* services : {&account.incoming, &account.outgoing})
            for (const Service* service : *services) {
                if (service->protocol != protocol || service->security != security) continue;
                // Among several ways the one with the lowest priority is preferred (RFC 6186 section 3.4).
                const std::string priority = service == services->front() ? "0" : "10";
                zone.add(label,
                    "SRV " + priority + " 1 " + std::to_string(static_cast<int>(service->port)) + " " + service->host + ".");
                is_offered = true;
            }
        if (!is_offered) zone.add(label, "SRV 0 0 0 .");  // not offered (RFC 6186 section 3.4)
    }
    if (const std::string& host = account.profile.setup_host; !host.empty()) {
        zone.add("autoconfig", "CNAME " + host + ".");
        zone.add("_autodiscover._tcp", "SRV 0 1 443 " + host + ".");
    }
    return zone.take();
}

}  // namespace maildoctor::setup
