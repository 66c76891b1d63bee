#include "bridge/tls.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>
#include <utility>

#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace maildoctor::bridge {
namespace {

enum Fault : unsigned {
    kSelfSigned = 1,
    kUntrusted = 2,
    kIncompleteChain = 4,
    kExpired = 8,
    kNotYetValid = 16,
    kNameMismatch = 32,
    kWeakKey = 64,
    kWeakSignature = 128
};

/// OpenSSL's and Debian's own: RSA from 2048 bits, no SHA-1 (SSL_CTX_set_security_level).
constexpr int kSecurityLevel = 2;

/// The certificate tells where its issuer's is to be had (RFC 5280 section 4.2.2.1).
bool tells_issuer(X509* certificate) {
    auto* access = static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr));
    bool told = false;
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access); ++i)
        told = told || OBJ_obj2nid(sk_ACCESS_DESCRIPTION_value(access, i)->method) == NID_ad_ca_issuers;
    AUTHORITY_INFO_ACCESS_free(access);
    return told;
}

unsigned fault_of(const X509_STORE_CTX* store) {
    switch (X509_STORE_CTX_get_error(store)) {
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return kSelfSigned;
        case X509_V_ERR_CERT_HAS_EXPIRED: return kExpired;
        case X509_V_ERR_CERT_NOT_YET_VALID: return kNotYetValid;
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH: return kNameMismatch;
        case X509_V_ERR_EE_KEY_TOO_SMALL:
        case X509_V_ERR_CA_KEY_TOO_SMALL: return kWeakKey;
        case X509_V_ERR_CA_MD_TOO_WEAK: return kWeakSignature;
        // Whoever signed the last certificate of the chain is neither trusted nor sent. A public authority's intermediate
        // tells where that one is to be had: browsers fetch it, mail programs do not. A private authority's mostly does not.
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            return tells_issuer(X509_STORE_CTX_get_current_cert(store)) ? kIncompleteChain : kUntrusted;
        default: return kUntrusted;
    }
}

int verification_index() {
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

Verification& verification_of(X509_STORE_CTX* chain) {
    auto* ssl = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(chain, SSL_get_ex_data_X509_STORE_CTX_idx()));
    return *static_cast<Verification*>(SSL_get_ex_data(ssl, verification_index()));
}

/// Notes every fault of the chain and goes on, so that one fault does not hide another.
int note_fault(int preverified, X509_STORE_CTX* chain) {
    if (preverified == 0) verification_of(chain).faults |= fault_of(chain);
    return 1;
}

/// Of all certificates that were sent, in their order.
std::string sha256_of(X509_STORE_CTX* chain) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr);
    const STACK_OF(X509)* sent = X509_STORE_CTX_get0_untrusted(chain);
    for (int i = 0; i < sk_X509_num(sent); ++i) {
        unsigned char* der = nullptr;
        const int size = i2d_X509(sk_X509_value(sent, i), &der);
        if (size > 0) EVP_DigestUpdate(hash.get(), der, static_cast<std::size_t>(size));
        OPENSSL_free(der);
    }
    std::string out(static_cast<std::size_t>(EVP_MD_get_size(EVP_sha256())), '\0');
    EVP_DigestFinal_ex(hash.get(), reinterpret_cast<unsigned char*>(out.data()), nullptr);
    return out;
}

int verify(X509_STORE_CTX* chain, void* verified) {
    static_cast<VerifiedChains*>(verified)->verify(chain, verification_of(chain));
    return 1;
}

std::string rfc3339(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

/// A certificate may say anything, and is shown in terminals: without control characters (C0, DEL, and C1 in UTF-8).
std::string without_controls(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool c1 = c >= 0x80 && c < 0xa0 && i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xc2;
        if (c < ' ' || c == 0x7f) text[i] = '?';
        if (c1) text.replace(--i, 2, "?");
    }
    return text;
}

/// The first of these parts that the name has.
std::string name_part(const X509_NAME* name, std::initializer_list<int> nids) {
    int position = -1;
    for (const int nid : nids)
        if (position < 0) position = X509_NAME_get_index_by_NID(name, nid, -1);
    if (position < 0) return {};
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, position)));
    if (size < 0) return {};
    std::string out(reinterpret_cast<const char*>(text), std::min<std::size_t>(static_cast<std::size_t>(size), 200));
    OPENSSL_free(text);
    return without_controls(std::move(out));
}

std::string key_of(const X509* certificate) {
    const EVP_PKEY* key = X509_get0_pubkey(certificate);
    const char* type = key == nullptr ? nullptr : EVP_PKEY_get0_type_name(key);
    return type == nullptr ? std::string() : std::string(type) + " " + std::to_string(EVP_PKEY_get_bits(key));
}

std::vector<std::string> dns_names(const X509* certificate) {
    constexpr std::size_t kMost = 20;
    std::vector<std::string> out;
    auto* names = static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(names) && out.size() < kMost; ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
        if (name->type != GEN_DNS) continue;
        const auto size = static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName));
        const auto* text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName));
        out.push_back(without_controls({text, std::min<std::size_t>(size, 253)}));
    }
    GENERAL_NAMES_free(names);
    if (out.empty()) {
        if (std::string name = name_part(X509_get_subject_name(certificate), {NID_commonName}); !name.empty())
            out.push_back(name);
    }
    return out;
}

bool looks_like_tls(std::string_view bytes) {
    // RFC 8446 section 5.1: record types 20 to 24, legacy version 3.x.
    return bytes[0] >= 20 && bytes[0] <= 24 && (bytes.size() < 2 || bytes[1] == 3);
}

Outcome handshake_failure() {
    switch (ERR_GET_REASON(ERR_peek_error())) {
        case SSL_R_UNSUPPORTED_PROTOCOL:
        case SSL_R_WRONG_SSL_VERSION:
        case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
        case SSL_R_VERSION_TOO_LOW: return Outcome::no_common_version;
        case SSL_R_WRONG_VERSION_NUMBER:
        case SSL_R_HTTP_REQUEST: return Outcome::not_tls;
        default: return Outcome::handshake_failed;
    }
}

}  // namespace

void VerifiedChains::verify(X509_STORE_CTX* chain, Verification& verification) {
    using std::chrono::steady_clock;
    constexpr std::size_t kMost = 256;
    constexpr auto kLife = std::chrono::seconds(10);
    if (const auto now = steady_clock::now(); now - began_ > kLife || faults_.size() >= kMost) {
        faults_.clear();
        began_ = now;
    }
    const auto [known, is_new] = faults_.try_emplace(sha256_of(chain) + verification.host);
    if (is_new) {
        X509_verify_cert(chain);
        known->second = verification.faults;
    }
    verification.faults = known->second;
}

TlsContext::TlsContext(const std::string& ca_file) : context_(SSL_CTX_new(TLS_client_method())) {
    if (!context_) throw std::runtime_error("OpenSSL did not start");
    const bool trusted = ca_file.empty() ? SSL_CTX_set_default_verify_paths(get()) == 1
                                         : SSL_CTX_load_verify_locations(get(), ca_file.c_str(), nullptr) == 1;
    if (!trusted)
        throw std::runtime_error("cannot read the authorities in " + (ca_file.empty() ? "the system's store" : ca_file));
    SSL_CTX_set_min_proto_version(get(), TLS1_2_VERSION);
    SSL_CTX_set_security_level(get(), kSecurityLevel);
    SSL_CTX_set_mode(get(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_verify(get(), SSL_VERIFY_NONE, note_fault);
    SSL_CTX_set_cert_verify_callback(get(), verify, verified_.get());
}

TlsClient::TlsClient(const TlsContext& context, const std::string& host, int newest)
    : ssl_(SSL_new(context.get())), verification_(std::make_unique<Verification>(Verification{host})) {
    if (!ssl_) throw std::runtime_error("OpenSSL has no memory");
    SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(ssl_.get());
    SSL_set_max_proto_version(ssl_.get(), newest);
    SSL_set_ex_data(ssl_.get(), verification_index(), verification_.get());
    X509_VERIFY_PARAM* wanted = SSL_get0_param(ssl_.get());
    if (X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1) return;
    SSL_ctrl(ssl_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(host.c_str()));
    // RFC 9525 section 6: only subjectAltName counts.
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    X509_VERIFY_PARAM_set1_host(wanted, host.data(), host.size());
}

void TlsClient::feed(std::string_view bytes) {
    constexpr std::size_t kEnough = 64;
    if (first_bytes_.size() < kEnough) first_bytes_.append(bytes.substr(0, kEnough - first_bytes_.size()));
    BIO_write(SSL_get_rbio(ssl_.get()), bytes.data(), static_cast<int>(bytes.size()));
}

TlsClient::State TlsClient::handshake() {
    if (!first_bytes_.empty() && !looks_like_tls(first_bytes_)) {
        failure_ = Outcome::not_tls;
        return State::failed;
    }
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_.get());
    if (result == 1) return State::done;
    if (SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ) return State::wants_bytes;
    failure_ = handshake_failure();
    return State::failed;
}

TlsClient::State TlsClient::read(std::string& out) {
    std::array<char, 4096> chunk{};
    for (;;) {
        ERR_clear_error();
        const int size = SSL_read(ssl_.get(), chunk.data(), static_cast<int>(chunk.size()));
        if (size > 0) {
            out.append(chunk.data(), static_cast<std::size_t>(size));
            continue;
        }
        switch (SSL_get_error(ssl_.get(), size)) {
            case SSL_ERROR_WANT_READ: return State::wants_bytes;
            case SSL_ERROR_ZERO_RETURN: return State::closed;
            default: return State::failed;
        }
    }
}

void TlsClient::write(std::string_view bytes) {
    ERR_clear_error();
    SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
}

void TlsClient::close() {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
}

std::string TlsClient::take_output() {
    BIO* bio = SSL_get_wbio(ssl_.get());
    std::string out(BIO_ctrl_pending(bio), '\0');
    if (!out.empty()) BIO_read(bio, out.data(), static_cast<int>(out.size()));
    return out;
}

std::string TlsClient::version() const { return SSL_get_version(ssl_.get()); }

std::string TlsClient::cipher() const { return SSL_get_cipher_name(ssl_.get()); }

Outcome TlsClient::verdict() const {
    static constexpr struct {
        unsigned fault;
        Outcome outcome;
    } kOrder[] = {{kSelfSigned, Outcome::self_signed}, {kUntrusted, Outcome::untrusted},
        {kIncompleteChain, Outcome::incomplete_chain}, {kExpired, Outcome::expired}, {kNotYetValid, Outcome::not_yet_valid},
        {kNameMismatch, Outcome::name_mismatch}, {kWeakKey, Outcome::weak_key}, {kWeakSignature, Outcome::weak_signature}};
    if (SSL_get0_peer_certificate(ssl_.get()) == nullptr) return Outcome::untrusted;
    const auto* found = std::ranges::find_if(kOrder, [&](const auto& row) { return (verification_->faults & row.fault) != 0; });
    return found == std::end(kOrder) ? Outcome::ok : found->outcome;
}

Certificate TlsClient::certificate() const {
    const X509* certificate = SSL_get0_peer_certificate(ssl_.get());
    if (certificate == nullptr) return {};
    Certificate out{dns_names(certificate), name_part(X509_get_issuer_name(certificate), {NID_organizationName, NID_commonName}),
        rfc3339(X509_get0_notBefore(certificate)), rfc3339(X509_get0_notAfter(certificate)), key_of(certificate),
        OBJ_nid2sn(X509_get_signature_nid(certificate)), {}, true};
    constexpr int kMostShown = 10;
    const STACK_OF(X509)* sent = SSL_get_peer_cert_chain(ssl_.get());
    for (int i = 0; i < sk_X509_num(sent); ++i) {
        const X509* each = sk_X509_value(sent, i);
        const X509* next = sk_X509_value(sent, i + 1);  // null after the last
        if (next != nullptr && X509_NAME_cmp(X509_get_issuer_name(each), X509_get_subject_name(next)) != 0) out.in_order = false;
        if (i < kMostShown) out.chain.push_back(name_part(X509_get_subject_name(each), {NID_commonName, NID_organizationName}));
    }
    return out;
}

}  // namespace maildoctor::bridge
