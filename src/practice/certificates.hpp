// Certificates for the ward, made when they are asked for: an authority of its own, and leaves that are good or wrong in one way
// each.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "practice/fault.hpp"

namespace maildoctor::practice {

struct FreeOpenssl {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using X509Ptr = std::unique_ptr<X509, FreeOpenssl>;
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeOpenssl>;

/// A certificate and its private key, which is never written anywhere.
struct Credential {
    X509Ptr certificate;
    KeyPtr key;
    std::vector<X509Ptr> chain = {};  ///< what is sent after it
};

/// Lets a server present it, however weak it is. Throws std::runtime_error where OpenSSL fails.
void present(SSL_CTX* server, const Credential& credential);

/// Throws std::runtime_error where OpenSSL fails.
class Authority {
public:
    Authority();

    /// A leaf for `host` with the one thing wrong that `leaf` says; dates are whole days away from now.
    [[nodiscard]] Credential issue(Leaf leaf, const std::string& host) const;

    /// The certificate that a client has to trust, as PEM.
    [[nodiscard]] std::string pem() const;

private:
    Credential trusted_;
    Credential intermediate_;  ///< signed by the trusted one
    Credential lower_;         ///< signed by the intermediate one
    Credential stranger_;      ///< nobody is told of it
};

}  // namespace maildoctor::practice
