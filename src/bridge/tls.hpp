// TLS as a machine over memory: bytes from the server in, bytes for the server out. One TlsContext per process, because
// reading the authorities into a new one takes 20 ms; one TlsClient per connection.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <openssl/ssl.h>

#include "core/model/probe.hpp"

namespace maildoctor::bridge {

/// The verification of the chain that a server shows.
struct Verification {
    std::string host;     ///< that must stand in the certificate
    unsigned faults = 0;  ///< bits, as TlsClient::verdict() reads them
};

/// Verifications of the last seconds. A server shows the same chain at each of its ports and addresses, and to verify it is
/// an eighth of a probe.
class VerifiedChains {
public:
    /// Verifies the chain, or remembers what came of it.
    void verify(X509_STORE_CTX* chain, Verification& verification);

private:
    std::unordered_map<std::string, unsigned> faults_;  ///< by host and chain
    std::chrono::steady_clock::time_point began_;       ///< of what is remembered; it is forgotten as a whole
};

class TlsContext {
public:
    /// Trusts the system's authorities, or only those of the PEM file `ca_file` when it is not empty.
    /// Throws std::runtime_error where the file cannot be read.
    explicit TlsContext(const std::string& ca_file = {});

    [[nodiscard]] SSL_CTX* get() const { return context_.get(); }

private:
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> context_;
    std::unique_ptr<VerifiedChains> verified_ = std::make_unique<VerifiedChains>();  ///< whose address OpenSSL has
};

/// A bad certificate does not end the handshake, so that the certificate can be shown; its verdict is asked afterwards,
/// and nothing but greeting, capabilities and farewell is ever said.
class TlsClient {
public:
    /// `host` is sent as SNI and must stand in the certificate; for an IP literal the address must.
    /// `newest`: TLS1_2_VERSION or TLS1_3_VERSION.
    TlsClient(const TlsContext& context, const std::string& host, int newest = TLS1_3_VERSION);

    enum class State : unsigned char { wants_bytes, done, failed, closed };

    /// Bytes that came from the server.
    void feed(std::string_view bytes);
    /// Goes on with the handshake as far as it can; afterwards take_output() must be sent, also when it failed.
    State handshake();
    /// With State::failed: not-tls, no-common-version or handshake-failed.
    [[nodiscard]] Outcome failure() const { return failure_; }
    /// What came instead of TLS, with not-tls: the first bytes.
    [[nodiscard]] std::string_view first_bytes() const { return first_bytes_; }

    /// Appends what can be read to `out`. `closed`: the server ended TLS in order; `failed`: it did not.
    State read(std::string& out);
    void write(std::string_view bytes);
    /// Says close_notify.
    void close();
    /// Bytes for the server, since the last call.
    [[nodiscard]] std::string take_output();

    [[nodiscard]] std::string version() const;
    [[nodiscard]] std::string cipher() const;
    /// An outcome of the stage certificate. Of several faults the one told is the one that a person must mend first:
    /// self-signed, untrusted, incomplete-chain, expired, not-yet-valid, name-mismatch, weak-key, weak-signature.
    [[nodiscard]] Outcome verdict() const;
    [[nodiscard]] Certificate certificate() const;

private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    std::unique_ptr<SSL, Free> ssl_;
    std::unique_ptr<Verification> verification_;
    std::string first_bytes_;
    Outcome failure_ = Outcome::handshake_failed;
};

}  // namespace maildoctor::bridge
