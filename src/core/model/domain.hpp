// A customer's own domain: what the DNS says about its mail, and what it should say where the mail is with the provider.
#pragma once

#include "core/model/probe.hpp"

namespace maildoctor {

/// RFC 5321 (mx), 7208 (spf), 6376 (dkim), 7489 (dmarc), 8461 (mta-sts), 6186 and 8314 (the services), and the names by which
/// mail programs look for their settings (autoconfig, autodiscover).
MAILDOCTOR_ENUM(
    RecordKind, mx, spf, dkim, dmarc, mta_sts, imaps, imap, pop3s, pop3, submissions, submission, autoconfig, autodiscover)

/// `no-data`: the name exists, or one below it, but has no record of this kind. `name-not-found`: nothing has this name.
MAILDOCTOR_ENUM(DnsAnswer, found, no_data, name_not_found, timed_out, server_failure)

struct DomainRecord {
    RecordKind kind{};
    std::string name;  ///< that was asked for, such as `_dmarc.example.se`
    DnsAnswer answer{};
    std::vector<std::string> values;  ///< as in a zone file, such as `10 mx.example.net`; printable, at most 16 of 512 bytes
};
MAILDOCTOR_DESCRIBE(DomainRecord, kind, name, answer, values)

/// DNS records only; nothing that they name was connected to.
struct DomainResult {
    std::string domain;
    std::vector<DomainRecord> records;
    std::optional<Unavailable> unavailable;
    std::string vantage;  ///< the name of the place where the bridge stands
    std::string at;       ///< when, by the bridge's clock; RFC 3339, UTC
};
MAILDOCTOR_DESCRIBE(DomainResult, domain, records, unavailable, vantage, at)

}  // namespace maildoctor
