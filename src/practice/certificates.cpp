#include "practice/certificates.hpp"

#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace maildoctor::practice {

namespace {

constexpr int kDaysOfLife = 30;
constexpr const char* kIssuerAt = "caIssuers;URI:http://authority.practice.test/issuer.der";

void must(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("certificates: ") + what);
}

struct Plan {
    std::string_view name = {};  ///< commonName, and a leaf's subjectAltName
    bool is_authority = false;
    bool is_named = true;  ///< by a subjectAltName
    int days_from = -1;
    int days_to = kDaysOfLife;
    bool tells_issuer = false;  ///< where the issuer's certificate is to be had (RFC 5280 section 4.2.2.1)
    unsigned rsa_bits = 0;      ///< 0: ECDSA
    const char* curve = "P-256";
    const EVP_MD* (*digest)() = EVP_sha256;
    const char* usage = "serverAuth";  ///< extendedKeyUsage of a leaf
};

constexpr std::string_view kElsewhere = "elsewhere.practice.test";
constexpr std::string_view kOwn = "Mail Doctor own intermediate";

/// What nobody signs, signs itself.
enum class Signer : unsigned char { nobody, trusted, intermediate, lower, stranger };

/// How a leaf is made.
struct Recipe {
    Leaf leaf{};
    Plan plan = {};                             ///< its name is the host's where it has none
    std::optional<Plan> own_intermediate = {};  ///< signs it, and is sent
    Signer signer = Signer::trusted;            ///< of that, or of the leaf
    std::array<Signer, 2> sent = {};
};

// clang-format off
/// In the order of Leaf.
constexpr Recipe kRecipes[] = {
    {Leaf::good},
    {Leaf::expired, {.days_from = -kDaysOfLife, .days_to = -1}},
    {Leaf::expired_intermediate, {}, Plan{.name = kOwn, .is_authority = true, .days_from = -kDaysOfLife, .days_to = -1}},
    {Leaf::not_yet_valid, {.days_from = 2}},
    {Leaf::wrong_name, {.name = kElsewhere}},
    {Leaf::wildcard_too_high, {.name = "*.test"}},
    {Leaf::common_name_only, {.is_named = false}},
    {Leaf::self_signed, {}, {}, Signer::nobody},
    {Leaf::untrusted, {}, {}, Signer::stranger},
    {Leaf::untrusted_root_sent, {}, {}, Signer::stranger, {Signer::stranger}},
    {Leaf::untrusted_intermediate, {}, Plan{.name = kOwn, .is_authority = true}, Signer::stranger},
    {Leaf::incomplete_chain, {.tells_issuer = true}, {}, Signer::intermediate},
    {Leaf::wrong_intermediate, {.tells_issuer = true}, {}, Signer::intermediate, {Signer::lower}},
    {Leaf::second_missing, {.tells_issuer = true}, {}, Signer::lower, {Signer::lower}},
    {Leaf::wrong_order, {}, {}, Signer::intermediate, {Signer::trusted, Signer::intermediate}},
    {Leaf::for_clients, {.usage = "clientAuth"}},
    {Leaf::signed_by_leaf, {}, Plan{.name = kElsewhere}},
    {Leaf::weak_key, {.rsa_bits = 1024}},
    {Leaf::very_weak_key, {.rsa_bits = 512}},
    {Leaf::small_curve, {.curve = "P-192"}},
    {Leaf::weak_signature, {.digest = EVP_sha1}},
    // ECDSA has no name for MD5.
    {Leaf::very_weak_signature, {.digest = EVP_md5}, Plan{.name = kOwn, .is_authority = true, .rsa_bits = 2048}},
    {Leaf::weak_intermediate, {}, Plan{.name = kOwn, .is_authority = true, .rsa_bits = 1024}},
};
// clang-format on

constexpr bool recipes_are_in_order() {
    for (std::size_t i = 0; i < std::size(kRecipes); ++i)
        if (static_cast<std::size_t>(kRecipes[i].leaf) != i) return false;
    return true;
}
static_assert(recipes_are_in_order());

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
    must(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(plan.name.data()),
             static_cast<int>(plan.name.size()), -1, 0) == 1,
        "name");
    must(X509_set_issuer_name(certificate, X509_get_subject_name(parent)) == 1, "issuer");
    if (plan.is_authority) {
        add_extension(certificate, parent, NID_basic_constraints, "critical,CA:TRUE");
        add_extension(certificate, parent, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        add_extension(certificate, parent, NID_basic_constraints, "critical,CA:FALSE");
        add_extension(certificate, parent, NID_ext_key_usage, plan.usage);
        if (plan.is_named) add_extension(certificate, parent, NID_subject_alt_name, "DNS:" + std::string(plan.name));
    }
    if (plan.tells_issuer) add_extension(certificate, parent, NID_info_access, kIssuerAt);
    add_extension(certificate, parent, NID_subject_key_identifier, "hash");
    if (issuer) add_extension(certificate, parent, NID_authority_key_identifier, "keyid");
    must(X509_sign(certificate, issuer ? issuer->key.get() : out.key.get(), plan.digest()) > 0, "signature");
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
    : trusted_(make({.name = "Mail Doctor practice ward", .is_authority = true}, nullptr)),
      intermediate_(make({.name = "Mail Doctor intermediate", .is_authority = true}, &trusted_)),
      lower_(make({.name = "Mail Doctor lower intermediate", .is_authority = true, .tells_issuer = true}, &intermediate_)),
      stranger_(make({.name = "Mail Doctor stranger", .is_authority = true}, nullptr)) {}

Credential Authority::issue(Leaf leaf, const std::string& host) const {
    const Recipe& recipe = kRecipes[static_cast<std::size_t>(leaf)];
    const Credential* const signers[] = {nullptr, &trusted_, &intermediate_, &lower_, &stranger_};  // in the order of Signer
    const auto signer = [&](Signer who) { return signers[static_cast<std::size_t>(who)]; };
    Plan plan = recipe.plan;
    if (plan.name.empty()) plan.name = host;
    Credential own;
    if (recipe.own_intermediate) own = make(*recipe.own_intermediate, signer(recipe.signer));
    Credential out = make(plan, recipe.own_intermediate ? &own : signer(recipe.signer));
    if (recipe.own_intermediate) out.chain.push_back(std::move(own.certificate));
    for (const Signer each : recipe.sent)
        if (const Credential* credential = signer(each)) out.chain.push_back(another(*credential));
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
