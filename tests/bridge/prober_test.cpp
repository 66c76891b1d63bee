// The prober without the wire: cancelling at awkward moments, addresses given from outside, and what it refuses.
#include "bridge/prober.hpp"

#include <gmock/gmock.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace maildoctor::bridge {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

probe::Deadlines a_minute_each() {
    constexpr double kMinute = 60'000;
    return {kMinute, kMinute, kMinute, kMinute, kMinute, kMinute, kMinute};
}

/// A server that listens and says nothing.
class ProbeOfSilentServer : public testing::Test {
protected:
    ProbeTarget target(std::vector<asio::ip::address> addresses = {asio::ip::address_v4::loopback()}) const {
        return {"127.0.0.1", server.local_endpoint().port(), ServiceProtocol::imap, Security::tls, std::move(addresses)};
    }

    std::shared_ptr<Prober::Run> start(
        const ProbeTarget& target, const Prober::OnStep& on_step = [](const ProbeStep&) {}) {
        return prober.start(target, on_step, [this](ProbeResult found) {
            results = std::move(found.addresses);
            ++finished;
        });
    }

    /// Until it has finished, and then until nothing is left to do.
    void run() {
        context.run();
        EXPECT_EQ(finished, 1);
    }

    std::string outcome(std::size_t i = 0) const {
        return std::string(name_of(results.at(i).stage)) + " " + std::string(name_of(results.at(i).outcome));
    }

    asio::io_context context{1};
    tcp::acceptor server{context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
    Resolver resolver{context.get_executor(), "127.0.0.1:9"};
    TlsContext tls;
    Prober prober{context.get_executor(), resolver, tls, {.deadlines = a_minute_each(), .allow_special_addresses = true}};
    std::vector<AddressResult> results;
    int finished = 0;
};

TEST_F(ProbeOfSilentServer, that_is_cancelled_at_once_is_cancelled) {
    start(target())->cancel();
    EXPECT_EQ(finished, 0) << "never from within the call";
    run();
    EXPECT_EQ(outcome(), "resolve cancelled");
}

TEST_F(ProbeOfSilentServer, that_is_cancelled_between_resolving_and_connecting_is_cancelled) {
    std::shared_ptr<Prober::Run> running;
    running = start(target({}), [&](const ProbeStep& step) {
        if (step.stage == Stage::resolve && !step.outcome)
            running->cancel();  // "127.0.0.1" is its own answer, on its way already
    });
    run();
    EXPECT_EQ(outcome(), "resolve cancelled");
}

TEST_F(ProbeOfSilentServer, can_be_cancelled_at_each_of_its_steps) {
    for (int last = 1; last <= 5; ++last) {
        context.restart();
        finished = 0;
        std::shared_ptr<Prober::Run> running;
        int step = 0;
        running = start(target(), [&](const ProbeStep&) {
            if (++step == last) running->cancel();
        });
        run();
        EXPECT_EQ(name_of(results.at(0).outcome), "cancelled") << last;
        running->cancel();
        context.restart();
        run();
    }
}

TEST_F(ProbeOfSilentServer, that_is_cancelled_twice_ends_once) {
    const auto running = start(target(), [&](const ProbeStep&) {});
    running->cancel();
    running->cancel();
    run();
    EXPECT_EQ(outcome(), "resolve cancelled");
}

TEST_F(ProbeOfSilentServer, is_made_at_each_address_at_most_sixteen) {
    std::vector<asio::ip::address> many;
    for (unsigned i = 1; i <= 20; ++i) many.emplace_back(asio::ip::address_v4(0x7F000000 + 256 * i));
    start(target(many));
    run();  // nobody listens there
    EXPECT_EQ(results.size(), 16U);
    for (std::size_t i = 0; i < results.size(); ++i) {
        EXPECT_EQ(outcome(i), "connect refused");
        EXPECT_EQ(results[i].address, many[i].to_string());
    }
}

TEST_F(ProbeOfSilentServer, is_not_made_without_the_test_switch) {
    Prober strict(context.get_executor(), resolver, tls, {.deadlines = a_minute_each()});
    const std::vector<asio::ip::address> special{asio::ip::address_v4::loopback(), asio::ip::make_address("::ffff:127.0.0.1"),
        asio::ip::make_address("::1"), asio::ip::make_address("10.0.0.1")};
    const auto running = strict.start(
        target(special), [](const ProbeStep&) {},
        [this](ProbeResult found) {
            results = std::move(found.addresses);
            ++finished;
        });
    run();
    ASSERT_EQ(results.size(), special.size());
    for (std::size_t i = 0; i < results.size(); ++i) EXPECT_EQ(outcome(i), "connect address-not-allowed") << special[i];
    server.non_blocking(true);
    boost::system::error_code nobody;
    server.accept(nobody);
    EXPECT_EQ(nobody, asio::error::would_block);
}

TEST_F(ProbeOfSilentServer, ends_with_the_whole_although_no_stage_has_ended) {
    probe::Deadlines deadlines = a_minute_each();
    deadlines.total = 50;
    Prober hurried(context.get_executor(), resolver, tls, {.deadlines = deadlines, .allow_special_addresses = true});
    const auto running = hurried.start(
        target(), [](const ProbeStep&) {},
        [this](ProbeResult found) {
            results = std::move(found.addresses);
            ++finished;
        });
    run();
    EXPECT_EQ(outcome(), "tls-handshake timed-out");
}

}  // namespace
}  // namespace maildoctor::bridge
