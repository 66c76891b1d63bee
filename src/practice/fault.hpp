// The fault table: every scripted server of the practice ward, what it does, and what a probe of it must say.
// One row is one server. The same table feeds the tests and the practice page's profiles.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/profile.hpp"

namespace maildoctor::practice {

/// What happens on the port, apart from the words of the dialogue.
enum class Conduct : unsigned char {
    ordinary,     ///< speaks as the service's security says
    closed_port,  ///< nothing listens
    // In the stage where the fault is, in place of what is due there:
    silent,          ///< says nothing any more
    closes,          ///< closes in order
    closes_halfway,  ///< after half of what is due
    resets,
    endless,  ///< says it again and again
    drips,    ///< the same, byte by byte
    // Of TLS:
    plain_on_tls_port,  ///< speaks without TLS where a handshake is expected
    tls_on_plain_port,  ///< waits for a TLS handshake where a plain greeting is expected
    old_tls_only,       ///< offers nothing newer than TLS 1.1
    tls12_only,
    tls13_only,
    foreign_ciphers,           ///< encrypts nothing (eNULL), with TLS 1.2
    small_dh,                  ///< Diffie-Hellman of 1024 bits, with TLS 1.2
    unknown_name,              ///< knows no host of the name that it is asked for (RFC 6066 section 3)
    wants_client_certificate,  ///< with TLS 1.2, where it is part of the handshake
};

/// The certificate that the server presents.
enum class Leaf : unsigned char {
    good,
    expired,
    expired_intermediate,  ///< itself good
    not_yet_valid,
    wrong_name,
    wildcard_too_high,  ///< `*.test`
    common_name_only,   ///< the name, but not as subjectAltName
    self_signed,
    untrusted,               ///< alone
    untrusted_root_sent,     ///< with the root that nobody trusts
    untrusted_intermediate,  ///< with an intermediate of that root
    incomplete_chain,        ///< without the intermediate that signed it
    wrong_intermediate,      ///< with another one instead
    second_missing,          ///< with it, but without the one that signed that
    wrong_order,             ///< with it, after the root
    for_clients,             ///< extendedKeyUsage is clientAuth
    signed_by_leaf,          ///< of a server that is no authority
    weak_key,                ///< RSA of 1024 bits
    very_weak_key,           ///< RSA of 512 bits
    small_curve,             ///< P-192
    weak_signature,          ///< SHA-1
    very_weak_signature,     ///< MD5
    weak_intermediate,       ///< RSA of 1024 bits
};

/// What the ward's DNS server says about the server's host name.
enum class Naming : unsigned char {
    found,
    not_found,
    no_address,
    server_failure,
    refused,
    never_answered,
    answered_slowly,
    one_of_two
};

struct Fault {
    std::string_view id;  ///< also the service's id
    ServiceProtocol protocol{};
    Security security{};
    Conduct conduct = Conduct::ordinary;
    Leaf leaf = Leaf::good;
    Naming naming = Naming::found;
    std::string_view greeting = {};   ///< instead of the ordinary greeting, or a web server's answer
    std::string_view handshake = {};  ///< instead of TLS, once the client has begun it
    // Instead of the ordinary replies; `{tag}` stands for the client's tag.
    std::string_view capabilities_reply = {};
    std::string_view starttls_reply = {};
    bool starttls_offered = true;
    Stage stage{};                        ///< where a probe of 127.0.0.1 ends
    Outcome outcome{};                    ///< and how
    std::optional<Protocol> spoken = {};  ///< with `another-protocol` and `not-tls`: who answered

    /// Nothing is wrong with it: a probe ends well on every address.
    [[nodiscard]] constexpr bool healthy() const {
        return outcome == Outcome::ok && naming == Naming::found && leaf == Leaf::good && conduct == Conduct::ordinary;
    }
};

/// All rows, the healthy ones first; ids are unique.
std::span<const Fault> faults();

/// The row with this id, or nothing.
const Fault* find_fault(std::string_view id);

/// `imap.practice.test`, `pop3.` or `smtp.` where nothing is wrong; else `<id>.practice.test`.
std::string host_of(const Fault& fault);

/// How the probe of one address must end; `address` is empty where the name has none.
struct Expectation {
    std::string address;
    Stage stage{};
    Outcome outcome{};
};

/// One for each address of the server's name.
std::vector<Expectation> expectations(const Fault& fault);

}  // namespace maildoctor::practice
