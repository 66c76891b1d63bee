// Load for script/bench, fast enough not to be what is measured. Loopback only; ends by itself.
//
//   load upgrades PORT ORIGIN COUNT      opens and leaves COUNT WebSockets, 64 at once; prints seconds
//   load idle PORT ORIGIN COUNT          opens COUNT, prints "ready", and leaves at the end of standard input
//   load ask PORT ORIGIN PAGES SERVICES COUNT
//                                        pages ask COUNT times, for the services in turn; prints seconds, messages, bytes, and
//                                        the median and the 99th of a hundred of a question's milliseconds
//   load patience PORT ORIGIN COUNT      one page asks, each millisecond, for h0, h1, ..., which must time out; prints how long
//                                        the slowest connection was tried, in milliseconds
//   load dns MILLISECONDS ADDRESS PORT   says 127.0.0.1 to every name after that time; prints its port, which 0 leaves open
//   load hole                            prints a port that swallows whoever connects, until the end of standard input
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using asio::use_awaitable;
using asio::ip::tcp;
using Socket = websocket::stream<tcp::socket>;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kAtOnce = 64;

void rethrow(const std::exception_ptr& fault) {
    if (fault) std::rethrow_exception(fault);
}

struct Load {
    asio::io_context context{1};
    std::uint16_t port = 0;
    std::string origin;
    std::size_t left = 0;      ///< that have not begun
    std::size_t asked = 0;     ///< so far
    std::size_t messages = 0;  ///< that came
    std::size_t bytes = 0;     ///< of them
    std::vector<std::string> services;
    std::vector<double> took;  ///< milliseconds of each question

    /// From another address of loopback for each thousand: a pair of addresses has 28 000 ports.
    asio::awaitable<Socket> open(std::size_t number) {
        Socket socket(context);
        tcp::socket& tcp_socket = socket.next_layer();
        tcp_socket.open(tcp::v4());
        tcp_socket.set_option(asio::socket_base::reuse_address(true));
        tcp_socket.bind({asio::ip::address_v4(0x7f000002 + static_cast<unsigned>(number / 1000)), 0});
        co_await tcp_socket.async_connect({asio::ip::address_v4::loopback(), port}, use_awaitable);
        tcp_socket.set_option(tcp::no_delay(true));
        socket.set_option(websocket::stream_base::decorator([this](websocket::request_type& request) {
            request.set(boost::beast::http::field::origin, origin);
            request.set(boost::beast::http::field::sec_websocket_protocol, "mail-doctor.v1");
        }));
        co_await socket.async_handshake("127.0.0.1:" + std::to_string(port), "/bridge", use_awaitable);
        co_return socket;
    }

    asio::awaitable<void> upgrade() {
        while (left > 0) {
            --left;
            Socket socket = co_await open(left);
            socket.next_layer().set_option(asio::socket_base::linger(true, 0));  // no port is kept waiting
        }
    }

    /// A socket that has said hello.
    asio::awaitable<Socket> greeted(std::size_t number) {
        Socket socket = co_await open(number);
        boost::beast::flat_buffer hello;
        co_await socket.async_read(hello, use_awaitable);
        co_return socket;
    }

    asio::awaitable<void> start(Socket& socket, const std::string& service) {
        const std::string question = R"({"type":"probe.start","id":")" + service + R"(","service":")" + service + "\"}";
        co_await socket.async_write(asio::buffer(question), use_awaitable);
    }

    /// The next message that ends a probe.
    asio::awaitable<std::string> result(Socket& socket) {
        std::string text;
        while (text.find("probe.finished") == std::string::npos) {
            text.clear();
            auto buffer = asio::dynamic_buffer(text);
            co_await socket.async_read(buffer, use_awaitable);
            ++messages;
            bytes += text.size();
            if (text.find("\"error\"") != std::string::npos) throw std::runtime_error(text);
        }
        co_return text;
    }

    asio::awaitable<void> ask() {
        Socket socket = co_await greeted(0);
        while (left > 0) {
            --left;
            const auto began = Clock::now();
            co_await start(socket, services[asked++ % services.size()]);
            co_await result(socket);
            took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
        }
    }

    asio::awaitable<void> start_one_each_millisecond(std::shared_ptr<Socket> socket) {
        asio::steady_timer turn(context);
        for (std::size_t i = 0; i < left; ++i) {
            turn.expires_after(std::chrono::milliseconds(1));
            co_await turn.async_wait(use_awaitable);
            co_await start(*socket, "h" + std::to_string(i));
        }
    }

    asio::awaitable<void> be_patient() {
        const auto socket = std::make_shared<Socket>(co_await greeted(0));
        asio::co_spawn(context, start_one_each_millisecond(socket), &rethrow);
        while (took.size() < left) {
            const std::string text = co_await result(*socket);
            const std::string_view stage = R"("stage":"connect","outcome":"timed-out","elapsedMs":)";
            const std::size_t found = text.find(stage);
            if (found == std::string::npos) throw std::runtime_error(text);
            took.push_back(std::stod(text.substr(found + stage.size())));
        }
    }

    double run(asio::awaitable<void> (Load::*one)(), std::size_t at_once = kAtOnce) {
        const auto began = Clock::now();
        for (std::size_t i = 0; i < at_once; ++i) asio::co_spawn(context, (this->*one)(), &rethrow);
        context.run();
        return std::chrono::duration<double>(Clock::now() - began).count();
    }
};

void wait_for_the_end() {
    for (std::string line; std::getline(std::cin, line);) {
    }
}

void idle(Load& load) {
    std::deque<Socket> sockets;
    asio::co_spawn(
        load.context,
        [&]() -> asio::awaitable<void> {
            for (std::size_t i = 0; i < load.left; ++i) sockets.push_back(co_await load.open(i));
        },
        &rethrow);
    load.context.run();
    std::cout << "ready" << std::endl;
    wait_for_the_end();
}

/// One question, one answer: A 127.0.0.1, and no AAAA.
asio::awaitable<void> answer_names(Load& load, std::chrono::milliseconds delay, asio::ip::udp::endpoint at) {
    using asio::ip::udp;
    auto socket = std::make_shared<udp::socket>(load.context, at);
    std::cout << socket->local_endpoint().port() << std::endl;
    for (;;) {
        std::string query(512, '\0');
        udp::endpoint from;
        query.resize(co_await socket->async_receive_from(asio::buffer(query), from, use_awaitable));
        const std::size_t end = query.find('\0', 12) + 5;
        const bool is_a = query.at(end - 3) == 1;
        const std::string counts(1, is_a ? '\1' : '\0');
        using namespace std::string_literals;
        std::string reply = query.substr(0, 2) + "\x85\x80\0\1\0"s + counts + "\0\0\0\0"s + query.substr(12, end - 12);
        if (is_a) reply += "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x7f\0\0\1"s;
        auto timer = std::make_shared<asio::steady_timer>(load.context, delay);
        timer->async_wait([socket, from, timer, reply = std::move(reply)](
                              const boost::system::error_code&) { socket->send_to(asio::buffer(reply), from); });
    }
}

/// A listener whose queue is full: the kernel drops whatever else comes.
void hole(Load& load) {
    tcp::acceptor acceptor(load.context, {asio::ip::address_v4::loopback(), 0}, false);
    acceptor.listen(0);
    tcp::socket first(load.context);
    first.connect(acceptor.local_endpoint());
    std::cout << acceptor.local_endpoint().port() << std::endl;
    wait_for_the_end();
}

}  // namespace

int main(int count, char** words) try {
    const std::vector<std::string> word(words, words + count);
    if (count < 2) throw std::runtime_error("what?");
    Load load;
    if (word[1] == "hole") return hole(load), 0;
    if (word[1] == "dns") {
        const asio::ip::udp::endpoint at(asio::ip::make_address(word.at(3)), static_cast<std::uint16_t>(std::stoi(word.at(4))));
        asio::co_spawn(load.context, answer_names(load, std::chrono::milliseconds(std::stoi(word.at(2))), at), asio::detached);
        load.context.run();
        return 0;
    }
    load.port = static_cast<std::uint16_t>(std::stoi(word.at(2)));
    load.origin = word.at(3);
    load.left = std::stoul(word.back());
    if (word[1] == "idle") return idle(load), 0;
    if (word[1] == "upgrades") std::printf("%f\n", load.run(&Load::upgrade));
    if (word[1] == "patience") {
        load.run(&Load::be_patient, 1);
        std::printf("%f\n", std::ranges::max(load.took));
    }
    if (word[1] == "ask") {
        std::istringstream list(word.at(5));
        for (std::string each; std::getline(list, each, ',');) load.services.push_back(each);
        const double seconds = load.run(&Load::ask, std::stoul(word.at(4)));
        std::ranges::sort(load.took);
        const std::size_t last = load.took.size() * 99 / 100;
        std::printf("%f %zu %zu %f %f\n", seconds, load.messages, load.bytes, load.took[load.took.size() / 2], load.took[last]);
    }
    return 0;
} catch (const std::exception& error) {
    std::cerr << "load: " << error.what() << '\n';
    return 1;
}
