// The operator's own door: /metrics, /healthz and /readyz on a port of their own, so that no proxy before the bridge can
// open it to everybody by mistake.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/beast/http/status.hpp>

namespace maildoctor::bridge {

class OperatorPort {
public:
    struct Answer {
        boost::beast::http::status status{};
        std::string text;
    };
    /// Of the path of a GET.
    using Respond = std::function<Answer(std::string_view path)>;

    /// `listen` is "address:port". Throws std::runtime_error where it cannot be listened on. Answers until it is destroyed.
    OperatorPort(const boost::asio::any_io_executor& executor, const std::string& listen, Respond respond);
    ~OperatorPort();
    OperatorPort(const OperatorPort&) = delete;
    OperatorPort& operator=(const OperatorPort&) = delete;

    [[nodiscard]] std::uint16_t port() const;

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};
}  // namespace maildoctor::bridge
