#include "bridge/own_certificate.hpp"

#include <stdexcept>
#include <utility>

#include <openssl/err.h>

namespace maildoctor::bridge {
namespace ssl = boost::asio::ssl;

OwnCertificate::OwnCertificate(TlsFiles files) : files_(std::move(files)), read_at_(changed_at()) { read(); }

OwnCertificate::Times OwnCertificate::changed_at() const {
    std::error_code missing;
    return {std::filesystem::last_write_time(files_.certificate_file, missing),
        std::filesystem::last_write_time(files_.key_file, missing)};
}

void OwnCertificate::read() {
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    SSL_CTX* const native = context->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION);
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(native, files_.certificate_file.c_str()) != 1)
        throw std::runtime_error("no certificate can be read from " + files_.certificate_file);
    if (SSL_CTX_use_PrivateKey_file(native, files_.key_file.c_str(), SSL_FILETYPE_PEM) != 1)
        throw std::runtime_error("no key of the certificate can be read from " + files_.key_file);
    context_ = std::move(context);
}

bool OwnCertificate::refresh() {
    const Times now = changed_at();
    if (std::exchange(read_at_, now) == now) return true;
    try {
        read();
    } catch (const std::runtime_error&) {
        return false;
    }
    return true;
}

}  // namespace maildoctor::bridge
