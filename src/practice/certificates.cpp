#include "practice/certificates.hpp"

#include <map>
#include <stdexcept>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace maildoctor::practice {

namespace {

constexpr int kDaysOfLife = 30;
const std::string kIssuerAt = "http://authority.practice.test/issuer.der";

void must(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("certificates: ") + what);
}

struct Plan {
    std::string common_name;
    std::string host = {};  ///< subjectAltName; empty for an authority
    int days_from = -1;
    int days_to = kDaysOfLife;
    bool tells_issuer = false;  ///< where the issuer's certificate is to be had (RFC 5280 section 4.2.2.1)
    unsigned rsa_bits = 0;      ///< 0: ECDSA
    const char* curve = "P-256";
    const EVP_MD* digest = EVP_sha256();
    const char* usage = "serverAuth";  ///< extendedKeyUsage of a leaf
    bool named = true;                 ///< by a subjectAltName
};

void add_extension(X509* certificate, X509* issuer, int id, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
    must(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "extension");
    X509_EXTENSION_free(extension);
}

/// RSA keys take long to make: there is one of each size.
KeyPtr make_key(const Plan& plan) {
    if (plan.rsa_bits == 0) return KeyPtr(EVP_EC_gen(plan.curve));
    static std::map<unsigned, KeyPtr> made;
    KeyPtr& key = made[plan.rsa_bits];
    if (!key) key.reset(EVP_RSA_gen(plan.rsa_bits));
    if (key) EVP_PKEY_up_ref(key.get());
    return KeyPtr(key.get());
}

/// Signed by `issuer`, or by itself where there is none.
Credential make(const Plan& plan, const Credential* issuer) {
    Credential out{X509Ptr(X509_new()), make_key(plan)};
    must(out.certificate && out.key, "key");
    X509* certificate = out.certificate.get();
    X509* parent = issuer ? issuer->certificate.get() : certificate;
    must(X509_set_version(certificate, X509_VERSION_3) == 1, "version");
    std::int64_t serial = 0;
    must(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1, "serial");
    must(ASN1_INTEGER_set_int64(X509_get_serialNumber(certificate), serial & INT64_MAX) == 1, "serial");
    must(X509_time_adj_ex(X509_getm_notBefore(certificate), plan.days_from, 0, nullptr) != nullptr, "date");
    must(X509_time_adj_ex(X509_getm_notAfter(certificate), plan.days_to, 0, nullptr) != nullptr, "date");
    must(X509_set_pubkey(certificate, out.key.get()) == 1, "key");
    X509_NAME* subject = X509_get_subject_name(certificate);
    must(X509_NAME_add_entry_by_txt(
             subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(plan.common_name.c_str()), -1, -1, 0) == 1,
        "name");
    must(X509_set_issuer_name(certificate, X509_get_subject_name(parent)) == 1, "issuer");
    if (plan.host.empty()) {
        add_extension(certificate, parent, NID_basic_constraints, "critical,CA:TRUE");
        add_extension(certificate, parent, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        add_extension(certificate, parent, NID_basic_constraints, "critical,CA:FALSE");
        add_extension(certificate, parent, NID_ext_key_usage, plan.usage);
        if (plan.named) add_extension(certificate, parent, NID_subject_alt_name, "DNS:" + plan.host);
    }
    if (plan.tells_issuer) add_extension(certificate, parent, NID_info_access, "caIssuers;URI:" + kIssuerAt);
    add_extension(certificate, parent, NID_subject_key_identifier, "hash");
    if (issuer) add_extension(certificate, parent, NID_authority_key_identifier, "keyid");
    must(X509_sign(certificate, issuer ? issuer->key.get() : out.key.get(), plan.digest) > 0, "signature");
    return out;
}

X509Ptr another(const Credential& credential) {
    X509_up_ref(credential.certificate.get());
    return X509Ptr(credential.certificate.get());
}

}  // namespace

void present(SSL_CTX* server, const Credential& credential) {
    SSL_CTX_set_security_level(server, 0);
    must(SSL_CTX_use_certificate(server, credential.certificate.get()) == 1, "certificate");
    must(SSL_CTX_use_PrivateKey(server, credential.key.get()) == 1, "key");
    for (const X509Ptr& each : credential.chain) must(SSL_CTX_add1_chain_cert(server, each.get()) == 1, "chain");
}

Authority::Authority()
    : trusted_(make({.common_name = "Mail Doctor practice ward"}, nullptr)),
      intermediate_(make({.common_name = "Mail Doctor intermediate"}, &trusted_)),
      lower_(make({.common_name = "Mail Doctor lower intermediate", .tells_issuer = true}, &intermediate_)),
      stranger_(make({.common_name = "Mail Doctor stranger"}, nullptr)) {}

Credential Authority::issue(Leaf leaf, const std::string& host) const {
    Plan plan{.common_name = host, .host = host};
    Plan own{.common_name = "Mail Doctor own intermediate"};
    const Credential* above = &trusted_;  // of the own intermediate one
    const Credential* issuer = &trusted_;
    std::vector<const Credential*> sent;
    Credential between;
    const auto put_between = [&] {
        between = make(own, above);
        issuer = &between;
        sent = {&between};
    };
    switch (leaf) {
        case Leaf::good: break;
        case Leaf::untrusted: issuer = &stranger_; break;
        case Leaf::untrusted_root_sent:
            issuer = &stranger_;
            sent = {issuer};
            break;
        case Leaf::untrusted_intermediate:
            above = &stranger_;
            put_between();
            break;
        case Leaf::self_signed: issuer = nullptr; break;
        case Leaf::wrong_name: plan.common_name = plan.host = "elsewhere.practice.test"; break;
        case Leaf::wildcard_too_high: plan.common_name = plan.host = "*.test"; break;
        case Leaf::common_name_only: plan.named = false; break;
        case Leaf::expired:
            plan.days_from = -kDaysOfLife;
            plan.days_to = -1;
            break;
        case Leaf::not_yet_valid: plan.days_from = 2; break;
        case Leaf::expired_intermediate:
            own.days_from = -kDaysOfLife;
            own.days_to = -1;
            put_between();
            break;
        case Leaf::incomplete_chain:
            issuer = &intermediate_;
            plan.tells_issuer = true;
            break;
        case Leaf::wrong_intermediate:
            issuer = &intermediate_;
            plan.tells_issuer = true;
            sent = {&lower_};
            break;
        case Leaf::second_missing:
            issuer = &lower_;
            plan.tells_issuer = true;
            sent = {issuer};
            break;
        case Leaf::wrong_order:
            issuer = &intermediate_;
            sent = {&trusted_, issuer};
            break;
        case Leaf::for_clients: plan.usage = "clientAuth"; break;
        case Leaf::signed_by_leaf:
            own.host = "elsewhere.practice.test";
            put_between();
            break;
        case Leaf::weak_key: plan.rsa_bits = 1024; break;
        case Leaf::very_weak_key: plan.rsa_bits = 512; break;
        case Leaf::small_curve: plan.curve = "P-192"; break;
        case Leaf::weak_signature: plan.digest = EVP_sha1(); break;
        case Leaf::very_weak_signature:
            plan.digest = EVP_md5();
            own.rsa_bits = 2048;  // ECDSA has no name for it
            put_between();
            break;
        case Leaf::weak_intermediate:
            own.rsa_bits = 1024;
            put_between();
            break;
    }
    Credential out = make(plan, issuer);
    for (const Credential* each : sent) out.chain.push_back(another(*each));
    return out;
}

std::string Authority::pem() const {
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), &BIO_free);
    must(memory && PEM_write_bio_X509(memory.get(), trusted_.certificate.get()) == 1, "PEM");
    char* text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

}  // namespace maildoctor::practice
