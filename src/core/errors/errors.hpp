// Pasted errors -> meanings: what a mail program or a server said, whatever the program and in English or Swedish.
#pragma once

#include "core/model/assessment.hpp"

namespace maildoctor {

MAILDOCTOR_ENUM(Meaning, connection_failed, timed_out, connection_dropped, name_not_found, authentication_failed,
    certificate_wrong, secure_connection_failed, authentication_required, authentication_unsupported, plaintext_refused,
    sending_limit_reached, too_many_recipients, server_busy, account_unavailable, relay_denied, mailbox_full, recipient_rejected,
    sender_rejected, message_too_large, message_rejected, another_protocol, data_file_problem, greylisted, ip_blocked,
    login_from_country_refused, protocol_not_allowed, tls_too_old, clock_or_date, domain_not_found, spam_compromised,
    antivirus_in_between, working_offline, domain_unauthenticated, domain_without_mail)

/// No more than this of a pasted text is read: 1 MiB.
inline constexpr std::size_t kLongestPaste = 1048576;

/// What `text` means, most certain first, each meaning once; empty when nothing in it is known. Total for any bytes, and
/// linear in their number. Secrets are taken out first (redact.hpp), then host names, addresses, identifiers and times.
std::vector<ErrorMeaning> understand(std::string_view text);

}  // namespace maildoctor
