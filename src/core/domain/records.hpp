// The records that tell about a domain's mail: where each kind is found. One table for who asks, who reads and who writes.
#pragma once

#include "core/model/domain.hpp"

namespace maildoctor {

/// What is asked for. `address`: A or AAAA, of a name that need only exist.
enum class RecordType : unsigned char { mx, txt, srv, address };

struct RecordQuestion {
    RecordKind kind{};
    RecordType type{};
    std::string name;
    std::string_view begins;  ///< of `txt`: how a value of this kind begins, without regard to case; others are somebody else's
};

/// All that is asked about `domain`, which is in lower case and ASCII; the record `mx` of the domain itself comes first.
std::vector<RecordQuestion> questions_about(const std::string& domain, const std::vector<std::string>& dkim_selectors);

/// RFC 6186 section 3, RFC 8314 section 5.1 for `_submissions`.
struct MailService {
    RecordKind kind;
    std::string_view label;
    ServiceProtocol protocol;
    Security security;
};
inline constexpr MailService kMailServices[] = {
    {RecordKind::imaps, "_imaps._tcp", ServiceProtocol::imap, Security::tls},
    {RecordKind::imap, "_imap._tcp", ServiceProtocol::imap, Security::starttls},
    {RecordKind::pop3s, "_pop3s._tcp", ServiceProtocol::pop3, Security::tls},
    {RecordKind::pop3, "_pop3._tcp", ServiceProtocol::pop3, Security::starttls},
    {RecordKind::submissions, "_submissions._tcp", ServiceProtocol::smtp, Security::tls},
    {RecordKind::submission, "_submission._tcp", ServiceProtocol::smtp, Security::starttls},
};

/// A name of DomainRecords::mail_servers, with the customer's domain in its place.
std::string mail_server_of(std::string pattern, std::string_view domain);

}  // namespace maildoctor
