#include "bridge/operator_port.hpp"

#include <set>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "bridge/awaiting.hpp"
#include "bridge/listener.hpp"
#include "bridge/peer_stream.hpp"
#include "bridge/static_files.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
namespace {
constexpr auto kTime = std::chrono::seconds(10);
constexpr std::size_t kMostAtOnce = 32;
}  // namespace

struct OperatorPort::Impl : std::enable_shared_from_this<Impl> {
    Impl(const asio::any_io_executor& executor, Respond answers) : acceptor(executor), respond(std::move(answers)) {}

    tcp::acceptor acceptor;
    Respond respond;  ///< empty once the port is closed
    std::set<PeerStream*> open;

    void accept(tcp::socket socket);
    asio::awaitable<void> answer(PeerStream stream);
};

void OperatorPort::Impl::accept(tcp::socket socket) {
    if (open.size() >= kMostAtOnce) return;
    asio::co_spawn(
        acceptor.get_executor(),
        [self = shared_from_this(), stream = PeerStream(std::move(socket))]() mutable { return self->answer(std::move(stream)); },
        [](const std::exception_ptr&) {});
}

/// One request, one answer.
asio::awaitable<void> OperatorPort::Impl::answer(PeerStream stream) {
    open.insert(&stream);
    stream.expires_after(kTime);
    beast::flat_buffer buffer(8192);
    http::request_parser<http::empty_body> parser;
    const auto [error, size] = co_await http::async_read_header(stream, buffer, parser, kTuple);
    if (!error && respond) {
        const auto target = parser.get().target();
        const bool is_get = parser.get().method() == http::verb::get;
        Answer found = is_get ? respond({target.data(), target.size()}) : Answer{http::status::method_not_allowed, "GET only"};
        auto response = text_answer(parser.get(), found.status, std::move(found.text));
        response.keep_alive(false);
        co_await http::async_write(stream, response, kTuple);
    }
    open.erase(&stream);
}

OperatorPort::OperatorPort(const asio::any_io_executor& executor, const std::string& listen, Respond respond)
    : impl_(std::make_shared<Impl>(executor, std::move(respond))) {
    listen_on(impl_->acceptor, listen);
    accept_all(impl_->acceptor, impl_, [impl = impl_.get()](tcp::socket socket) { impl->accept(std::move(socket)); });
}

OperatorPort::~OperatorPort() {
    boost::system::error_code ignored;
    impl_->acceptor.close(ignored);
    impl_->respond = nullptr;
    for (PeerStream* stream : impl_->open) stream->cancel();
}

std::uint16_t OperatorPort::port() const { return impl_->acceptor.local_endpoint().port(); }

}  // namespace maildoctor::bridge
