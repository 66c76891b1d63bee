// Token buckets and the table of clients, at times of our own.
#include <gmock/gmock.h>

#include "bridge/budget.hpp"
#include "bridge/client_address.hpp"

namespace maildoctor::bridge {
namespace {

using namespace std::chrono_literals;
using boost::asio::ip::make_address;

constexpr Time kStart{};

TEST(TokenBucket, is_full_at_first_and_gives_one_token_at_a_time) {
    TokenBucket bucket({2, 60}, kStart);
    EXPECT_TRUE(bucket.take(kStart));
    EXPECT_FALSE(bucket.is_full(kStart));
    EXPECT_TRUE(bucket.take(kStart));
    EXPECT_FALSE(bucket.take(kStart));
}

TEST(TokenBucket, gets_its_tokens_back_at_its_rate_and_no_more_than_it_holds) {
    TokenBucket bucket({2, 60}, kStart);
    bucket.take(kStart);
    bucket.take(kStart);
    EXPECT_FALSE(bucket.has_token(kStart + 999ms));
    EXPECT_TRUE(bucket.take(kStart + 1s));
    EXPECT_FALSE(bucket.take(kStart + 1999ms));  // what is asked in vain costs nothing
    EXPECT_TRUE(bucket.take(kStart + 2s));
    EXPECT_TRUE(bucket.is_full(kStart + 24h));
    EXPECT_TRUE(bucket.take(kStart + 24h));
    EXPECT_TRUE(bucket.take(kStart + 24h));
    EXPECT_FALSE(bucket.take(kStart + 24h));
}

std::shared_ptr<Budget> budget_of(const Limits& limits, std::size_t most_absent = 10) {
    return std::make_shared<Budget>(limits, kStart, most_absent);
}

Limits small_limits() {
    Limits out;
    out.connections_per_client = 2;
    out.probe_rate_per_client = {2, 1};
    out.probe_rate_in_total = {3, 1};
    out.own_host_rate_in_total = {1, 1};
    return out;
}

TEST(Budget, gives_each_client_its_own_connections) {
    const auto budget = budget_of(small_limits());
    const auto one = make_address("192.0.2.1"), other = make_address("192.0.2.2");
    auto first = budget->enter(one, kStart), second = budget->enter(one, kStart);
    EXPECT_TRUE(first);
    EXPECT_TRUE(second);
    EXPECT_FALSE(budget->enter(one, kStart));
    EXPECT_TRUE(budget->enter(other, kStart));
    first.reset();
    EXPECT_TRUE(budget->enter(one, kStart));
}

TEST(Budget, takes_an_ipv6_network_of_64_bits_for_one_client) {
    const auto budget = budget_of(small_limits());
    const auto first = budget->enter(make_address("2001:db8:0:1::1"), kStart);
    const auto second = budget->enter(make_address("2001:db8:0:1:ffff::2"), kStart);
    EXPECT_EQ(first, second);
    EXPECT_FALSE(budget->enter(make_address("2001:db8:0:1::3"), kStart));
    EXPECT_TRUE(budget->enter(make_address("2001:db8:0:2::1"), kStart));
}

TEST(Budget, takes_ipv4_within_ipv6_for_the_ipv4_address_and_not_for_a_network) {
    const auto budget = budget_of(small_limits());
    const auto mapped = budget->enter(make_address("::ffff:192.0.2.1"), kStart);
    const auto plain = budget->enter(make_address("192.0.2.1"), kStart);
    const auto other = budget->enter(make_address("::ffff:192.0.2.2"), kStart);
    EXPECT_EQ(mapped, plain);
    EXPECT_NE(mapped, other);
}

TEST(Budget, takes_a_probe_from_all_buckets_or_from_none) {
    const auto budget = budget_of(small_limits());
    const auto one = budget->enter(make_address("192.0.2.1"), kStart);
    const auto other = budget->enter(make_address("192.0.2.2"), kStart);
    EXPECT_TRUE(budget->take_probe(*one, true, kStart));
    EXPECT_FALSE(budget->take_probe(*one, true, kStart)) << "own hosts are used up";
    EXPECT_TRUE(budget->take_probe(*one, false, kStart)) << "which has cost the client nothing";
    EXPECT_FALSE(budget->take_probe(*one, false, kStart)) << "the client's are used up";
    EXPECT_TRUE(budget->take_probe(*other, false, kStart)) << "which has cost the others nothing";
    EXPECT_FALSE(budget->take_probe(*other, false, kStart)) << "all are used up";
    EXPECT_TRUE(budget->take_probe(*other, true, kStart + 1min));
}

TEST(Budget, remembers_a_client_that_comes_back_until_its_bucket_is_full) {
    const auto budget = budget_of(small_limits());
    const auto address = make_address("192.0.2.1");
    const auto probe = [&](Time now) { return budget->take_probe(*budget->enter(address, now), false, now); };
    EXPECT_TRUE(probe(kStart));
    EXPECT_TRUE(probe(kStart));
    EXPECT_FALSE(probe(kStart));
    EXPECT_FALSE(probe(kStart + 59s));
    EXPECT_EQ(budget->clients(), 1U);
    const auto other = budget->enter(make_address("192.0.2.2"), kStart + 2min);
    EXPECT_EQ(budget->clients(), 1U) << "the first is forgotten";
}

TEST(Budget, is_bounded_by_forgetting_who_left_first_and_never_who_is_connected) {
    const auto budget = budget_of(small_limits(), 2);
    const auto stays = budget->enter(make_address("192.0.2.100"), kStart);
    for (int i = 0; i < 50; ++i) {
        const auto place = budget->enter(make_address("192.0.2." + std::to_string(i)), kStart);
        budget->take_probe(*place, false, kStart);
    }
    EXPECT_LE(budget->clients(), 4U);
    EXPECT_EQ(budget->enter(make_address("192.0.2.100"), kStart), stays);
}

TEST(Budget, may_end_before_the_places_it_gave) {
    auto budget = budget_of(small_limits());
    const auto place = budget->enter(make_address("192.0.2.1"), kStart);
    budget.reset();
    EXPECT_EQ(place->connections, 1U);
}

struct Forwarded {
    const char* peer;
    const char* header;
    const char* client;
};

TEST(ClientAddress, is_what_the_last_proxy_of_ours_saw) {
    Networks trusted;
    for (const char* each : {"127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48"}) trusted.push_back(read_network(each).value());
    const Forwarded cases[] = {
        {"192.0.2.1", "198.51.100.1", "192.0.2.1"},  // no proxy of ours: its header is its own claim
        {"127.0.0.1", "", "127.0.0.1"}, {"127.0.0.1", "192.0.2.1", "192.0.2.1"}, {"::ffff:127.0.0.1", "192.0.2.1", "192.0.2.1"},
        {"127.0.0.1", "198.51.100.1, 192.0.2.1", "192.0.2.1"}, {"127.0.0.1", "198.51.100.1,192.0.2.1 , 10.1.2.3", "192.0.2.1"},
        {"127.0.0.1", "10.1.2.3, 10.1.2.4", "10.1.2.3"}, {"127.0.0.1", "198.51.100.1, unknown, 10.1.2.3", "10.1.2.3"},
        {"127.0.0.1", "198.51.100.1, , 10.1.2.3", "10.1.2.3"}, {"127.0.0.1", "192.0.2.1:4711", "192.0.2.1"},
        {"127.0.0.1", "2001:db8::1", "2001:db8::1"}, {"127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"},
        {"2001:db8:1::5", "2001:db8::1", "2001:db8::1"}, {"2001:db8:2::5", "2001:db8::1", "2001:db8:2::5"},
        // RFC 7239
        {"127.0.0.1", "for=192.0.2.1", "192.0.2.1"},
        {"127.0.0.1", "for=198.51.100.1, For=192.0.2.1;proto=https;by=10.0.0.1", "192.0.2.1"},
        {"127.0.0.1", "proto=https ; for=\"[2001:db8::1]:4711\"", "2001:db8::1"},
        {"127.0.0.1", "for=198.51.100.1, for=_hidden", "127.0.0.1"}, {"127.0.0.1", "for=198.51.100.1, proto=https", "127.0.0.1"},
        {"127.0.0.1", "for=\"a, for=192.0.2.1", "192.0.2.1"},  // an open quote of the client's swallows nothing
    };
    for (const Forwarded& each : cases)
        EXPECT_EQ(client_address(make_address(each.peer), trusted, each.header), make_address(each.client))
            << each.peer << " says " << each.header;
}

TEST(Network, is_an_address_or_a_block_and_nothing_else) {
    for (const char* good : {"0.0.0.0/0", "192.0.2.1/32", "::/0", "::1", "fe80::/10"}) EXPECT_TRUE(read_network(good)) << good;
    for (const char* bad :
        {"", "/8", "192.0.2.1/", "192.0.2.1/33", "192.0.2.1/-1", "::1/129", "192.0.2/24", "localhost", "1.2.3.4/8x"})
        EXPECT_FALSE(read_network(bad)) << bad;
    EXPECT_TRUE(contains({*read_network("0.0.0.0/0")}, make_address("192.0.2.1")));
    EXPECT_FALSE(contains({*read_network("0.0.0.0/0")}, make_address("2001:db8::1")));
}

TEST(Endpoint, is_an_address_and_a_port) {
    for (const char* good : {"127.0.0.1:0", "[::1]:65535"}) EXPECT_TRUE(read_endpoint(good)) << good;
    for (const char* bad :
        {"", ":", "127.0.0.1", "::1", "[::1]", "[127.0.0.1]:1", "127.0.0.1:65536", "127.0.0.1:+1", "[::1]1", "a:1"})
        EXPECT_FALSE(read_endpoint(bad)) << bad;
    for (const char* good : {"127.0.0.1", "127.0.0.1:53", "::1", "[::1]", "[::1]:53"})
        EXPECT_EQ(read_endpoint(good, 53).value().port(), 53) << good;
}

}  // namespace
}  // namespace maildoctor::bridge
