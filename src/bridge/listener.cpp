#include "bridge/listener.hpp"

#include <stdexcept>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>

#include "bridge/address.hpp"
#include "bridge/awaiting.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
using asio::ip::tcp;
namespace {

constexpr auto kPause = std::chrono::milliseconds(100);

asio::awaitable<void> accept(tcp::acceptor& acceptor, std::function<void(tcp::socket)> take) {
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(kTuple);
        if (error == asio::error::operation_aborted) co_return;
        if (!error) {
            take(std::move(socket));
            continue;
        }
        // Out of descriptors, most likely: the next connection has to wait until others have ended.
        asio::steady_timer pause(acceptor.get_executor(), kPause);
        co_await pause.async_wait(kTuple);
    }
}

}  // namespace

void listen_on(tcp::acceptor& acceptor, const std::string& listen) {
    const tcp::endpoint endpoint = read_endpoint(listen).value();
    try {
        acceptor.open(endpoint.protocol());
        acceptor.set_option(tcp::acceptor::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen();
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error("cannot listen on " + listen + ": " + error.code().message());
    }
}

void accept_all(tcp::acceptor& acceptor, std::shared_ptr<void> owner, std::function<void(tcp::socket)> take) {
    asio::co_spawn(
        acceptor.get_executor(), accept(acceptor, std::move(take)), [owner = std::move(owner)](const std::exception_ptr&) {});
}

}  // namespace maildoctor::bridge
