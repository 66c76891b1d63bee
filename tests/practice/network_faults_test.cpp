// Faults of the network, made by the kernel in a network namespace of the test's own, and by a small proxy in mid-dialogue.
#include <filesystem>

#include <unistd.h>

#include <gmock/gmock.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "examine.hpp"
#include "practice/ward.hpp"
#include "support/own_network.hpp"

namespace maildoctor {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// `{ip}` is `ip` or `ip -6`; `{syn}` matches what opens a connection to the row's own `{address}`.
struct NetworkFault {
    const char* id;
    const char* command;
    Outcome outcome;
};

constexpr NetworkFault kNetworkFaults[] = {
    {"blackhole-route", "{ip} route add blackhole {address}", Outcome::unreachable},
    {"unreachable-route", "{ip} route add unreachable {address}", Outcome::unreachable},
    {"prohibit-route", "{ip} route add prohibit {address}", Outcome::unreachable},
    {"no-route", "true", Outcome::unreachable},
    {"dropped-there", "{here}; nft add rule inet faults in {syn} drop", Outcome::timed_out},
    {"dropped-here", "{here}; nft add rule inet faults out {syn} drop", Outcome::timed_out},
    {"reset-by-firewall", "{here}; nft add rule inet faults in {syn} reject with tcp reset", Outcome::refused},
    {"port-unreachable", "{here}; nft add rule inet faults in {syn} reject with icmpx port-unreachable", Outcome::refused},
    {"host-unreachable", "{here}; nft add rule inet faults in {syn} reject with icmpx host-unreachable", Outcome::unreachable},
    {"admin-prohibited", "{here}; nft add rule inet faults in {syn} reject with icmpx admin-prohibited", Outcome::unreachable},
};

std::string filled(std::string text, std::initializer_list<std::pair<std::string, std::string>> values) {
    for (const auto& [name, value] : values)
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name)) text.replace(at, name.size(), value);
    return text;
}

class Network : public testing::Test {
protected:
    static void SetUpTestSuite() { entered = tests::enter_own_network(); }
    void SetUp() override {
        if (!entered) GTEST_SKIP() << "needs root or user namespaces, iproute2 and nftables";
    }

    static bool entered;
    asio::io_context context{1};
};
bool Network::entered = false;

TEST_F(Network, fault_is_named_for_what_it_is_over_ipv4_and_ipv6) {
    tcp::acceptor listener(context, tcp::v6());  // else nobody would tell a rejected packet from a closed port
    listener.set_option(asio::ip::v6_only(false));
    listener.bind({tcp::v6(), 0});
    listener.listen();
    probe::Deadlines deadlines = tests::generous();
    deadlines.connect = deadlines.tls = 2500;  // an ICMP error that comes too early is heard at the second packet, after 1 s
    bridge::Resolver resolver(context.get_executor(), "127.0.0.1:9");
    bridge::TlsContext tls;
    bridge::Prober prober(context.get_executor(), resolver, tls, {.deadlines = deadlines, .allow_special_addresses = true});

    std::vector<std::vector<AddressResult>> found(std::size(kNetworkFaults));
    std::size_t open = found.size();
    for (std::size_t row = 0; row < found.size(); ++row) {
        const std::string number = std::to_string(row + 1), v4 = "192.0.2." + number, v6 = "2001:db8::" + number;
        for (const auto& [ip, daddr, address] : {std::tuple("ip", "ip daddr ", v4), {"ip -6", "ip6 daddr ", v6}})
            ASSERT_TRUE(tests::run(filled(kNetworkFaults[row].command,
                {{"{here}", "{ip} address add {address} dev lo"}, {"{ip}", ip}, {"{syn}", daddr + address + " tcp flags syn"},
                    {"{address}", address}})))
                << kNetworkFaults[row].id;
        prober.start(
            {"fault.test", listener.local_endpoint().port(), ServiceProtocol::imap, Security::tls,
                {asio::ip::make_address(v4), asio::ip::make_address(v6)}},
            [](const bridge::ProbeStep&) {},
            [&, row](ProbeResult result) {
                found[row] = std::move(result.addresses);
                --open;
            });
    }
    while (open > 0) context.run_one();
    for (std::size_t row = 0; row < found.size(); ++row) {
        ASSERT_EQ(found[row].size(), 2U);
        for (const AddressResult& result : found[row]) {
            EXPECT_EQ(name_of(result.stage), "connect") << kNetworkFaults[row].id << " " << result.address;
            EXPECT_EQ(name_of(result.outcome), name_of(kNetworkFaults[row].outcome))
                << kNetworkFaults[row].id << " " << result.address;
        }
    }
}

/// What a proxy does to what the server says.
struct Meddling {
    const char* id;
    const char* service;                 ///< of the ward
    int server_turns;                    ///< how often the server may speak; then the client's connection is reset
    std::chrono::milliseconds delay{0};  ///< of each turn
    double deadline = 60'000;            ///< of each stage
    Stage stage;
    Outcome outcome;
};

constexpr std::chrono::milliseconds kSlow{50};
constexpr int kAlways = 1000;

constexpr Meddling kMeddlings[] = {
    {"untouched", "imap", kAlways, {}, 60'000, Stage::capabilities, Outcome::ok},
    {"reset-before-greeting", "imap", 0, {}, 60'000, Stage::greeting, Outcome::reset},
    {"reset-after-greeting", "imap", 1, {}, 60'000, Stage::starttls, Outcome::reset},
    {"reset-after-starttls", "submission", 3, {}, 60'000, Stage::tls_handshake, Outcome::reset},
    {"reset-in-handshake", "imaps", 0, {}, 60'000, Stage::tls_handshake, Outcome::reset},
    {"slow", "imaps", kAlways, kSlow, 60'000, Stage::capabilities, Outcome::ok},
    {"too-slow-for-tls", "imaps", kAlways, std::chrono::minutes(1), 100, Stage::tls_handshake, Outcome::timed_out},
    {"too-slow-for-greeting", "imap", kAlways, std::chrono::minutes(1), 100, Stage::greeting, Outcome::timed_out},
};

void PrintTo(const Meddling& meddling, std::ostream* out) { *out << meddling.id; }

asio::awaitable<void> pass_on(std::shared_ptr<tcp::socket> from, std::shared_ptr<tcp::socket> to) {
    std::array<char, 16384> bytes{};
    for (;;) {
        const auto size = co_await from->async_read_some(asio::buffer(bytes), asio::use_awaitable);
        co_await asio::async_write(*to, asio::buffer(bytes, size), asio::use_awaitable);
    }
}

/// One client.
asio::awaitable<void> meddle(tcp::acceptor& acceptor, tcp::endpoint server, Meddling meddling) {
    const auto executor = acceptor.get_executor();
    const auto client = std::make_shared<tcp::socket>(co_await acceptor.async_accept(asio::use_awaitable));
    const auto upstream = std::make_shared<tcp::socket>(executor);
    co_await upstream->async_connect(server, asio::use_awaitable);
    asio::co_spawn(executor, pass_on(client, upstream), asio::detached);
    std::array<char, 16384> bytes{};
    for (int turn = 0;; ++turn) {
        if (turn == meddling.server_turns) {
            client->set_option(tcp::socket::linger(true, 0));  // closing resets
            client->close();
            co_return;
        }
        const auto size = co_await upstream->async_read_some(asio::buffer(bytes), asio::use_awaitable);
        asio::steady_timer timer(executor, meddling.delay);
        co_await timer.async_wait(asio::use_awaitable);
        co_await asio::async_write(*client, asio::buffer(bytes, size), asio::use_awaitable);
    }
}

class Meddled : public testing::TestWithParam<Meddling> {};

std::string test_name(const testing::TestParamInfo<Meddling>& info) {
    std::string out(info.param.id);
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}

INSTANTIATE_TEST_SUITE_P(ByAProxy, Meddled, testing::ValuesIn(kMeddlings), test_name);

TEST_P(Meddled, dialogue_ends_where_it_was_meddled_with) {
    const Meddling& meddling = GetParam();
    const std::string ca = testing::TempDir() + "/maildoctor-meddled-" + std::to_string(getpid()) + ".pem";
    asio::io_context context(1);
    practice::Ward ward(context, {.ca_file = ca});
    ward.start();
    const Service& service = ward.service(meddling.service);
    const auto loopback = asio::ip::address_v4::loopback();
    tcp::acceptor proxy(context, {loopback, 0});
    asio::co_spawn(context, meddle(proxy, {loopback, static_cast<std::uint16_t>(service.port)}, meddling), asio::detached);
    probe::Deadlines deadlines = tests::generous();
    deadlines.tls = deadlines.greeting = meddling.deadline;
    const auto results =
        tests::examine(context, {service.host, proxy.local_endpoint().port(), service.protocol, service.security, {loopback}},
            ward.dns_port(), ca, deadlines);
    std::filesystem::remove(ca);
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(name_of(results[0].stage), name_of(meddling.stage));
    EXPECT_EQ(name_of(results[0].outcome), name_of(meddling.outcome));
    if (meddling.outcome != Outcome::ok) return;
    for (const StageResult& stage : results[0].stages)
        if (stage.stage == Stage::tls_handshake) EXPECT_GE(stage.elapsed_ms, static_cast<double>(meddling.delay.count()));
}

}  // namespace
}  // namespace maildoctor
