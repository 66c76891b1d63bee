// The bridge's own certificate, for installations without a proxy that ends TLS.
#pragma once

#include <filesystem>
#include <memory>

#include <boost/asio/ssl/context.hpp>

#include "bridge/config.hpp"

namespace maildoctor::bridge {

class OwnCertificate {
public:
    /// Throws std::runtime_error where a file cannot be read, or the key is not the certificate's.
    explicit OwnCertificate(TlsFiles files);

    /// Reads the files again if one has changed since they were read. False: what they hold now cannot be used, and what
    /// was read before stays; said once for each change.
    bool refresh();

    /// For the next connection; TLS 1.2 at least.
    [[nodiscard]] boost::asio::ssl::context& context() { return *context_; }

private:
    using Times = std::pair<std::filesystem::file_time_type, std::filesystem::file_time_type>;
    [[nodiscard]] Times changed_at() const;
    void read();

    TlsFiles files_;
    Times read_at_;
    std::unique_ptr<boost::asio::ssl::context> context_;
};

}  // namespace maildoctor::bridge
