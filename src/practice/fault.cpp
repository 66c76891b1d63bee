#include "practice/fault.hpp"

namespace maildoctor::practice {

namespace {

using enum Outcome;
using enum Stage;
using P = ServiceProtocol;
using S = Security;

// One row is one server: what it does, then (stage, outcome) where a probe of it must end. A healthy one ends with its
// capabilities read.
// clang-format off
constexpr Fault kFaults[] = {
    {.id = "imaps", .protocol = P::imap, .security = S::tls, .stage = capabilities, .outcome = ok},
    {.id = "imap", .protocol = P::imap, .security = S::starttls, .stage = capabilities, .outcome = ok},
    {.id = "pop3s", .protocol = P::pop3, .security = S::tls, .stage = capabilities, .outcome = ok},
    {.id = "pop3", .protocol = P::pop3, .security = S::starttls, .stage = capabilities, .outcome = ok},
    {.id = "submissions", .protocol = P::smtp, .security = S::tls, .stage = capabilities, .outcome = ok},
    {.id = "submission", .protocol = P::smtp, .security = S::starttls, .stage = capabilities, .outcome = ok},

    // The certificate.
    {.id = "imaps-expired", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::expired, .stage = certificate, .outcome = expired},
    {.id = "imaps-expired-intermediate", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::expired_intermediate, .stage = certificate, .outcome = expired},
    {.id = "imaps-not-yet-valid", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::not_yet_valid, .stage = certificate, .outcome = not_yet_valid},
    {.id = "imaps-wrong-name", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::wrong_name, .stage = certificate, .outcome = name_mismatch},
    {.id = "imaps-wildcard-too-high", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::wildcard_too_high, .stage = certificate, .outcome = name_mismatch},
    {.id = "imaps-common-name-only", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::common_name_only, .stage = certificate, .outcome = name_mismatch},
    {.id = "imaps-self-signed", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::self_signed, .stage = certificate, .outcome = self_signed},
    {.id = "imaps-untrusted", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::untrusted, .stage = certificate, .outcome = untrusted},
    {.id = "imaps-untrusted-root-sent", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::untrusted_root_sent, .stage = certificate, .outcome = untrusted},
    {.id = "imaps-untrusted-intermediate", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::untrusted_intermediate, .stage = certificate, .outcome = untrusted},
    {.id = "imaps-incomplete-chain", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::incomplete_chain, .stage = certificate, .outcome = incomplete_chain},
    {.id = "imaps-wrong-intermediate", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::wrong_intermediate, .stage = certificate, .outcome = incomplete_chain},
    {.id = "imaps-second-intermediate-missing", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::second_missing, .stage = certificate, .outcome = incomplete_chain},
    {.id = "imaps-wrong-order", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::wrong_order, .stage = capabilities, .outcome = ok},
    {.id = "imaps-certificate-for-clients", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::for_clients, .stage = certificate, .outcome = untrusted},
    {.id = "imaps-signed-by-no-authority", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::signed_by_leaf, .stage = certificate, .outcome = untrusted},
    {.id = "imaps-weak-key", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::weak_key, .stage = certificate, .outcome = weak_key},
    {.id = "imaps-very-weak-key", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::tls12_only, .leaf = Leaf::very_weak_key, .stage = certificate, .outcome = weak_key},
    {.id = "imaps-weak-signature", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::weak_signature, .stage = certificate, .outcome = weak_signature},
    {.id = "imaps-very-weak-signature", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::very_weak_signature, .stage = certificate, .outcome = weak_signature},
    {.id = "imaps-weak-intermediate", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::weak_intermediate, .stage = certificate, .outcome = weak_key},
    {.id = "submissions-expired", .protocol = P::smtp, .security = S::tls,
     .leaf = Leaf::expired, .stage = certificate, .outcome = expired},
    {.id = "imap-wrong-name", .protocol = P::imap, .security = S::starttls,
     .leaf = Leaf::wrong_name, .stage = certificate, .outcome = name_mismatch},
    {.id = "pop3-wrong-name", .protocol = P::pop3, .security = S::starttls,
     .leaf = Leaf::wrong_name, .stage = certificate, .outcome = name_mismatch},
    {.id = "submission-wrong-name", .protocol = P::smtp, .security = S::starttls,
     .leaf = Leaf::wrong_name, .stage = certificate, .outcome = name_mismatch},

    // STARTTLS.
    {.id = "imap-starttls-not-offered", .protocol = P::imap, .security = S::starttls,
     .starttls_offered = false, .stage = starttls, .outcome = not_offered},
    {.id = "pop3-starttls-not-offered", .protocol = P::pop3, .security = S::starttls,
     .starttls_offered = false, .stage = starttls, .outcome = not_offered},
    {.id = "submission-starttls-not-offered", .protocol = P::smtp, .security = S::starttls,
     .starttls_offered = false, .stage = starttls, .outcome = not_offered},
    {.id = "imap-starttls-refused", .protocol = P::imap, .security = S::starttls,
     .starttls_reply = "{tag} NO TLS is switched off\r\n", .stage = starttls, .outcome = permanent_refusal},
    {.id = "pop3-starttls-refused", .protocol = P::pop3, .security = S::starttls,
     .starttls_reply = "-ERR TLS is switched off\r\n", .stage = starttls, .outcome = permanent_refusal},
    {.id = "submission-starttls-refused", .protocol = P::smtp, .security = S::starttls,
     .starttls_reply = "454 4.7.0 TLS not available just now\r\n", .stage = starttls, .outcome = temporary_refusal},
    {.id = "imap-plaintext-injected", .protocol = P::imap, .security = S::starttls,
     .starttls_reply = "{tag} OK Begin TLS\r\n* CAPABILITY IMAP4rev1 INJECTED\r\n",
     .stage = starttls, .outcome = plaintext_after_starttls},
    {.id = "pop3-plaintext-injected", .protocol = P::pop3, .security = S::starttls,
     .starttls_reply = "+OK Begin TLS\r\n+OK injected\r\n", .stage = starttls, .outcome = plaintext_after_starttls},
    {.id = "submission-plaintext-injected", .protocol = P::smtp, .security = S::starttls,
     .starttls_reply = "220 2.0.0 Ready\r\n250 injected\r\n", .stage = starttls, .outcome = plaintext_after_starttls},
    {.id = "imap-starttls-refused-just-now", .protocol = P::imap, .security = S::starttls,
     .starttls_reply = "{tag} NO [UNAVAILABLE] TLS is not ready\r\n", .stage = starttls, .outcome = temporary_refusal},
    {.id = "pop3-starttls-refused-just-now", .protocol = P::pop3, .security = S::starttls,
     .starttls_reply = "-ERR [SYS/TEMP] TLS is not ready\r\n", .stage = starttls, .outcome = temporary_refusal},
    {.id = "submission-starttls-refused-for-good", .protocol = P::smtp, .security = S::starttls,
     .starttls_reply = "554 5.7.0 TLS is switched off\r\n", .stage = starttls, .outcome = permanent_refusal},
    {.id = "imap-starttls-ends-all", .protocol = P::imap, .security = S::starttls,
     .starttls_reply = "* BYE Too many connections\r\n", .stage = starttls, .outcome = temporary_refusal},
    {.id = "imap-starttls-garbage", .protocol = P::imap, .security = S::starttls,
     .starttls_reply = "OK Begin TLS\r\n", .stage = starttls, .outcome = malformed},
    {.id = "pop3-starttls-garbage", .protocol = P::pop3, .security = S::starttls,
     .starttls_reply = "OK Begin TLS\r\n", .stage = starttls, .outcome = malformed},
    {.id = "submission-starttls-garbage", .protocol = P::smtp, .security = S::starttls,
     .starttls_reply = "250 Begin TLS\r\n", .stage = starttls, .outcome = malformed},
    {.id = "pop3-starttls-closes", .protocol = P::pop3, .security = S::starttls,
     .conduct = Conduct::closes, .stage = starttls, .outcome = closed},
    {.id = "submission-starttls-resets", .protocol = P::smtp, .security = S::starttls,
     .conduct = Conduct::resets, .stage = starttls, .outcome = reset},
    {.id = "imap-starttls-silent", .protocol = P::imap, .security = S::starttls,
     .conduct = Conduct::silent, .stage = starttls, .outcome = timed_out},
    {.id = "submission-plain-after-starttls", .protocol = P::smtp, .security = S::starttls,
     .handshake = "500 5.5.2 Bad syntax\r\n", .stage = tls_handshake, .outcome = not_tls, .spoken = Protocol::smtp},
    {.id = "pop3-closes-after-starttls", .protocol = P::pop3, .security = S::starttls,
     .conduct = Conduct::closes, .stage = tls_handshake, .outcome = closed},
    {.id = "submission-resets-after-starttls", .protocol = P::smtp, .security = S::starttls,
     .conduct = Conduct::resets, .stage = tls_handshake, .outcome = reset},
    {.id = "imap-silent-after-starttls", .protocol = P::imap, .security = S::starttls,
     .conduct = Conduct::silent, .stage = tls_handshake, .outcome = timed_out},
    {.id = "submission-without-ehlo", .protocol = P::smtp, .security = S::starttls,
     .capabilities_reply = "502 5.5.1 Unknown command\r\n", .stage = starttls, .outcome = permanent_refusal},
    {.id = "submission-busy-after-ehlo", .protocol = P::smtp, .security = S::starttls,
     .capabilities_reply = "421 4.3.2 Try again later.\r\n", .stage = starttls, .outcome = temporary_refusal},
    {.id = "pop3-without-capa", .protocol = P::pop3, .security = S::starttls,
     .capabilities_reply = "-ERR Unknown command\r\n", .stage = capabilities, .outcome = ok},
    {.id = "pop3-without-capa-and-stls", .protocol = P::pop3, .security = S::starttls,
     .capabilities_reply = "-ERR Unknown command\r\n", .starttls_offered = false,
     .stage = starttls, .outcome = permanent_refusal},
    {.id = "imap-preauth", .protocol = P::imap, .security = S::starttls,
     .greeting = "* PREAUTH Welcome back.\r\n", .stage = greeting, .outcome = already_authenticated},

    // Somebody else answers.
    {.id = "imaps-speaks-pop3", .protocol = P::imap, .security = S::tls,
     .greeting = "+OK Ready.\r\n", .stage = greeting, .outcome = another_protocol, .spoken = Protocol::pop3},
    {.id = "imap-speaks-smtp", .protocol = P::imap, .security = S::starttls,
     .greeting = "220 ward ESMTP\r\n", .stage = greeting, .outcome = another_protocol, .spoken = Protocol::smtp},
    {.id = "submissions-speaks-imap", .protocol = P::smtp, .security = S::tls,
     .greeting = "* OK Ready.\r\n", .stage = greeting, .outcome = another_protocol, .spoken = Protocol::imap},
    {.id = "imap-speaks-pop3", .protocol = P::imap, .security = S::starttls,
     .greeting = "+OK Ready.\r\n", .stage = greeting, .outcome = another_protocol, .spoken = Protocol::pop3},
    {.id = "pop3-speaks-smtp", .protocol = P::pop3, .security = S::starttls,
     .greeting = "220 ward ESMTP\r\n", .stage = greeting, .outcome = another_protocol, .spoken = Protocol::smtp},
    {.id = "submission-speaks-imap", .protocol = P::smtp, .security = S::starttls,
     .greeting = "* OK Ready.\r\n", .stage = greeting, .outcome = another_protocol, .spoken = Protocol::imap},
    {.id = "imap-speaks-ssh", .protocol = P::imap, .security = S::starttls,
     .greeting = "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", .stage = greeting, .outcome = another_protocol},
    {.id = "submission-speaks-ftp", .protocol = P::smtp, .security = S::starttls,
     .greeting = "220 ward FTP server ready.\r\n", .stage = greeting, .outcome = another_protocol},
    {.id = "imap-speaks-managesieve", .protocol = P::imap, .security = S::starttls,
     .greeting = "\"IMPLEMENTATION\" \"Dovecot Pigeonhole\"\r\n", .stage = greeting, .outcome = another_protocol},
    {.id = "imaps-not-tls", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::plain_on_tls_port, .stage = tls_handshake, .outcome = not_tls, .spoken = Protocol::imap},
    {.id = "submissions-not-tls", .protocol = P::smtp, .security = S::tls,
     .conduct = Conduct::plain_on_tls_port, .stage = tls_handshake, .outcome = not_tls, .spoken = Protocol::smtp},
    {.id = "imaps-speaks-http", .protocol = P::imap, .security = S::tls,
     .handshake = "HTTP/1.1 400 Bad Request\r\n\r\n", .stage = tls_handshake, .outcome = not_tls},
    {.id = "imap-tls-only", .protocol = P::imap, .security = S::starttls,
     .conduct = Conduct::tls_on_plain_port, .stage = greeting, .outcome = timed_out},
    {.id = "pop3-tls-only", .protocol = P::pop3, .security = S::starttls,
     .conduct = Conduct::tls_on_plain_port, .stage = greeting, .outcome = timed_out},
    {.id = "submission-tls-only", .protocol = P::smtp, .security = S::starttls,
     .conduct = Conduct::tls_on_plain_port, .stage = greeting, .outcome = timed_out},

    // TLS.
    {.id = "imaps-old-tls", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::old_tls_only, .stage = tls_handshake, .outcome = no_common_version},
    {.id = "imaps-small-curve", .protocol = P::imap, .security = S::tls,
     .leaf = Leaf::small_curve, .stage = tls_handshake, .outcome = handshake_failed},
    {.id = "imaps-foreign-ciphers", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::foreign_ciphers, .stage = tls_handshake, .outcome = handshake_failed},
    {.id = "imaps-small-dh", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::small_dh, .leaf = Leaf::weak_key, .stage = tls_handshake, .outcome = handshake_failed},
    {.id = "imaps-unknown-name", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::unknown_name, .stage = tls_handshake, .outcome = handshake_failed},
    {.id = "imaps-wants-client-certificate", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::wants_client_certificate, .stage = tls_handshake, .outcome = handshake_failed},
    {.id = "imaps-binary-handshake", .protocol = P::imap, .security = S::tls,
     .handshake = {"\x16\x03\x03\x00\x04\xFF\xFE\xFD\xFC", 9}, .stage = tls_handshake, .outcome = handshake_failed},
    {.id = "imaps-tls12-only", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::tls12_only, .stage = capabilities, .outcome = ok},
    {.id = "imaps-tls13-only", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::tls13_only, .stage = capabilities, .outcome = ok},

    // The connection.
    {.id = "imaps-refused", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::closed_port, .stage = connect, .outcome = refused},
    {.id = "submissions-refused", .protocol = P::smtp, .security = S::tls,
     .conduct = Conduct::closed_port, .stage = connect, .outcome = refused},
    {.id = "imaps-silent", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::silent, .stage = tls_handshake, .outcome = timed_out},
    {.id = "imap-silent", .protocol = P::imap, .security = S::starttls,
     .conduct = Conduct::silent, .stage = greeting, .outcome = timed_out},
    {.id = "imaps-closes", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::closes, .stage = tls_handshake, .outcome = closed},
    {.id = "imap-closes", .protocol = P::imap, .security = S::starttls,
     .conduct = Conduct::closes, .stage = greeting, .outcome = closed},
    {.id = "imaps-closes-after-greeting", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::closes, .stage = capabilities, .outcome = closed},
    {.id = "imaps-resets", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::resets, .stage = tls_handshake, .outcome = reset},
    {.id = "imaps-closes-in-handshake", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::closes_halfway, .stage = tls_handshake, .outcome = closed},
    {.id = "imaps-closes-after-handshake", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::closes, .stage = greeting, .outcome = closed},
    {.id = "imaps-resets-after-handshake", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::resets, .stage = greeting, .outcome = reset},
    {.id = "imaps-silent-after-handshake", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::silent, .stage = greeting, .outcome = timed_out},
    {.id = "imaps-closes-in-greeting", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::closes_halfway, .stage = greeting, .outcome = closed},
    {.id = "submissions-resets-after-greeting", .protocol = P::smtp, .security = S::tls,
     .conduct = Conduct::resets, .stage = capabilities, .outcome = reset},
    {.id = "pop3s-silent-after-greeting", .protocol = P::pop3, .security = S::tls,
     .conduct = Conduct::silent, .stage = capabilities, .outcome = timed_out},
    {.id = "pop3s-closes-in-capabilities", .protocol = P::pop3, .security = S::tls,
     .conduct = Conduct::closes_halfway, .stage = capabilities, .outcome = closed},

    // The greeting.
    {.id = "imaps-busy", .protocol = P::imap, .security = S::tls,
     .greeting = "* BYE [UNAVAILABLE] Try again later.\r\n", .stage = greeting, .outcome = temporary_refusal},
    {.id = "pop3s-busy", .protocol = P::pop3, .security = S::tls,
     .greeting = "-ERR [SYS/TEMP] Try again later.\r\n", .stage = greeting, .outcome = temporary_refusal},
    {.id = "submissions-busy", .protocol = P::smtp, .security = S::tls,
     .greeting = "421 4.3.2 Try again later.\r\n", .stage = greeting, .outcome = temporary_refusal},
    {.id = "submissions-rejects", .protocol = P::smtp, .security = S::tls,
     .greeting = "554 5.7.1 No service for you.\r\n", .stage = greeting, .outcome = permanent_refusal},
    {.id = "pop3s-rejects", .protocol = P::pop3, .security = S::tls,
     .greeting = "-ERR No service for you.\r\n", .stage = greeting, .outcome = permanent_refusal},
    {.id = "imaps-preauth", .protocol = P::imap, .security = S::tls,
     .greeting = "* PREAUTH Welcome back.\r\n", .stage = greeting, .outcome = already_authenticated},
    {.id = "imaps-garbage", .protocol = P::imap, .security = S::tls,
     .greeting = "Welcome, stranger!\r\n", .stage = greeting, .outcome = malformed},
    {.id = "imaps-binary", .protocol = P::imap, .security = S::tls,
     .greeting = "\x01\x02\xFF\xFE\x7F\r\n", .stage = greeting, .outcome = another_protocol},
    {.id = "imaps-endless-line", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::endless, .greeting = "* OK Practice ward ready. ", .stage = greeting, .outcome = malformed},
    {.id = "submissions-endless-greeting", .protocol = P::smtp, .security = S::tls,
     .conduct = Conduct::endless, .greeting = "220-Welcome!\r\n", .stage = greeting, .outcome = malformed},
    {.id = "imaps-drips", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::drips, .greeting = "* OK Ready. ", .stage = greeting, .outcome = timed_out},

    // The capabilities.
    {.id = "submissions-busy-after-ehlo", .protocol = P::smtp, .security = S::tls,
     .capabilities_reply = "421 4.3.2 Try again later.\r\n", .stage = capabilities, .outcome = temporary_refusal},
    {.id = "submissions-rejects-ehlo", .protocol = P::smtp, .security = S::tls,
     .capabilities_reply = "550 5.7.1 Not with that name.\r\n", .stage = capabilities, .outcome = permanent_refusal},
    {.id = "submissions-mixed-codes", .protocol = P::smtp, .security = S::tls,
     .capabilities_reply = "250-ward\r\n220 8BITMIME\r\n", .stage = capabilities, .outcome = malformed},
    {.id = "imaps-without-capabilities", .protocol = P::imap, .security = S::tls,
     .capabilities_reply = "{tag} OK Done.\r\n", .stage = capabilities, .outcome = malformed},
    {.id = "imaps-endless-capabilities", .protocol = P::imap, .security = S::tls,
     .conduct = Conduct::endless, .capabilities_reply = "* CAPABILITY IMAP4rev1\r\n",
     .stage = capabilities, .outcome = malformed},
    {.id = "pop3s-endless-capabilities", .protocol = P::pop3, .security = S::tls,
     .conduct = Conduct::endless, .capabilities_reply = "+OK\r\n", .stage = capabilities, .outcome = malformed},
    {.id = "submissions-endless-capabilities", .protocol = P::smtp, .security = S::tls,
     .conduct = Conduct::endless, .capabilities_reply = "250-8BITMIME\r\n",
     .stage = capabilities, .outcome = malformed},

    // Web servers.
    {.id = "webmail", .protocol = P::https, .security = S::tls, .stage = http_response, .outcome = ok},
    {.id = "webmail-wants-log-in", .protocol = P::https, .security = S::tls,
     .greeting = "HTTP/1.1 401 Unauthorized\r\n\r\n", .stage = http_response, .outcome = ok},
    {.id = "webmail-moved", .protocol = P::https, .security = S::tls,
     .greeting = "HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n", .stage = http_response, .outcome = ok},
    {.id = "webmail-broken", .protocol = P::https, .security = S::tls,
     .greeting = "HTTP/1.1 503 Service Unavailable\r\n\r\n", .stage = http_response, .outcome = unexpected_status},
    {.id = "webmail-not-http", .protocol = P::https, .security = S::tls,
     .greeting = "* OK Ready.\r\n", .stage = http_response, .outcome = malformed},
    {.id = "webmail-closes-in-answer", .protocol = P::https, .security = S::tls,
     .conduct = Conduct::closes_halfway, .greeting = "HTTP/1.1 200 OK\r\n", .stage = http_response, .outcome = closed},
    {.id = "webmail-resets", .protocol = P::https, .security = S::tls,
     .conduct = Conduct::resets, .stage = http_response, .outcome = reset},
    {.id = "webmail-silent", .protocol = P::https, .security = S::tls,
     .conduct = Conduct::silent, .stage = http_response, .outcome = timed_out},
    {.id = "webmail-endless-line", .protocol = P::https, .security = S::tls,
     .conduct = Conduct::endless, .greeting = "HTTP/1.1 200 OK ", .stage = http_response, .outcome = malformed},
    {.id = "webmail-not-tls", .protocol = P::https, .security = S::tls,
     .handshake = "HTTP/1.1 400 Bad Request\r\n\r\n", .stage = tls_handshake, .outcome = not_tls},
    {.id = "webmail-expired", .protocol = P::https, .security = S::tls,
     .leaf = Leaf::expired, .stage = certificate, .outcome = expired},
    {.id = "webmail-refused", .protocol = P::https, .security = S::tls,
     .conduct = Conduct::closed_port, .stage = connect, .outcome = refused},

    // The name.
    {.id = "imaps-name-not-found", .protocol = P::imap, .security = S::tls,
     .naming = Naming::not_found, .stage = resolve, .outcome = name_not_found},
    {.id = "imaps-no-address", .protocol = P::imap, .security = S::tls,
     .naming = Naming::no_address, .stage = resolve, .outcome = no_address},
    {.id = "imaps-dns-failure", .protocol = P::imap, .security = S::tls,
     .naming = Naming::server_failure, .stage = resolve, .outcome = resolver_failed},
    {.id = "imaps-dns-refuses", .protocol = P::imap, .security = S::tls,
     .naming = Naming::refused, .stage = resolve, .outcome = resolver_failed},
    {.id = "imaps-dns-silent", .protocol = P::imap, .security = S::tls,
     .naming = Naming::never_answered, .stage = resolve, .outcome = timed_out},
    {.id = "imaps-dns-slow", .protocol = P::imap, .security = S::tls,
     .naming = Naming::answered_slowly, .stage = capabilities, .outcome = ok},
    {.id = "imaps-one-of-two", .protocol = P::imap, .security = S::tls,
     .naming = Naming::one_of_two, .stage = capabilities, .outcome = ok},
};
// clang-format on

constexpr bool ids_are_unique() {
    for (const Fault& one : kFaults)
        for (const Fault& other : kFaults)
            if (&one != &other && one.id == other.id) return false;
    return true;
}
static_assert(ids_are_unique());

}  // namespace

std::span<const Fault> faults() { return kFaults; }

const Fault* find_fault(std::string_view id) {
    for (const Fault& fault : kFaults)
        if (fault.id == id) return &fault;
    return nullptr;
}

std::string host_of(const Fault& fault) {
    const std::string_view label = fault.healthy() ? name_of(fault.protocol) : fault.id;
    return std::string(label) + ".practice.test";
}

std::vector<Expectation> expectations(const Fault& fault) {
    if (fault.stage == resolve) return {{"", fault.stage, fault.outcome}};
    std::vector<Expectation> out{{"127.0.0.1", fault.stage, fault.outcome}};
    if (fault.naming == Naming::one_of_two) out.push_back({"127.0.0.2", connect, refused});
    return out;
}

}  // namespace maildoctor::practice
