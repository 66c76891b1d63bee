// Names to addresses, against the ward's DNS server.
#include "bridge/resolver.hpp"

#include <gmock/gmock.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "practice/dns_server.hpp"

namespace maildoctor::bridge {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

class Names : public testing::Test {
protected:
    explicit Names(practice::dns::Zones more = {}) {
        practice::dns::Zones zones{{"one.test", {.addresses = {"127.0.0.1"}}},
            {"both.test", {.addresses = {"::1", "127.0.0.2", "127.0.0.1"}}}, {"none.test", {}},
            {"broken.test", {.rcode = practice::dns::Rcode::server_failure}}, {"silent.test", {.silent = true}},
            {"alias.test", {.alias = "second.test"}}, {"second.test", {.alias = "both.test"}},
            {"dangling.test", {.alias = "gone.test"}}, {"vain.test", {.alias = "none.test"}},
            {"loop.test", {.alias = "loop.test"}}};
        zones.merge(more);
        asio::co_spawn(context, practice::dns::serve(socket, zones), asio::detached);
    }

    void ask(const std::string& name, std::chrono::milliseconds deadline = 1h) {
        resolver->resolve(name, deadline, [this, name](const Resolution& found) { answers.emplace(name, found); });
    }

    std::vector<std::string> addresses(const std::string& name) {
        std::vector<std::string> out;
        for (const auto& address : answers.find(name)->second.addresses) out.push_back(address.to_string());
        return out;
    }

    std::string_view outcome(const std::string& name) { return name_of(answers.find(name)->second.outcome); }

    /// Runs until there are so many answers.
    void run(std::size_t wanted) {
        while (answers.size() < wanted) context.run_one();
    }

    /// Runs until nothing is left to do.
    void run_out() {
        socket->close();
        context.run();
    }

    asio::io_context context{1};
    std::shared_ptr<udp::socket> socket =
        std::make_shared<udp::socket>(context, udp::endpoint(asio::ip::address_v4::loopback(), 0));
    std::optional<Resolver> resolver{
        std::in_place, context.get_executor(), "127.0.0.1:" + std::to_string(socket->local_endpoint().port())};
    std::multimap<std::string, Resolution> answers;
};

class ClosedNetwork : public Names {
protected:
    ClosedNetwork() : Names({{"", {.rcode = practice::dns::Rcode::name_error}}}) {}
};

TEST_F(ClosedNetwork, denies_even_the_root_so_what_else_it_denies_is_not_known) {
    ask("imap.example.net");
    ask("one.test");
    run(2);
    EXPECT_EQ(outcome("imap.example.net"), "resolver-failed");
    EXPECT_EQ(outcome("one.test"), "ok");
    run_out();
}

TEST_F(Names, are_answered_with_every_address_ipv4_first) {
    ask("both.test");
    EXPECT_THAT(answers, IsEmpty()) << "never from within the call";
    run(1);
    EXPECT_EQ(outcome("both.test"), "ok");
    EXPECT_THAT(addresses("both.test"), ElementsAre("127.0.0.2", "127.0.0.1", "::1"));
}

TEST_F(Names, that_fail_say_how) {
    ask("unheard-of.test");
    ask("none.test");
    ask("broken.test");
    ask("silent.test", 50ms);
    ask("bad..name", 1h);
    ask(std::string(64, 'x') + ".test", 1h);
    run(6);
    EXPECT_EQ(outcome("unheard-of.test"), "name-not-found");
    EXPECT_EQ(outcome("none.test"), "no-address");
    EXPECT_EQ(outcome("broken.test"), "resolver-failed");
    EXPECT_EQ(outcome("silent.test"), "timed-out");
    EXPECT_EQ(outcome("bad..name"), "name-not-found");
    EXPECT_EQ(outcome(std::string(64, 'x') + ".test"), "name-not-found");
}

TEST_F(Names, are_told_of_for_each_family_by_itself) {
    ask("one.test");
    ask("unheard-of.test");
    ask("silent.test", 50ms);
    run(3);
    const auto told = [this](const std::string& name) {
        const HostLookup& dns = *answers.find(name)->second.dns;
        return std::string(name_of(dns.a.outcome)) + " " + std::string(name_of(dns.aaaa.outcome));
    };
    EXPECT_EQ(told("one.test"), "ok no-address");
    EXPECT_EQ(told("unheard-of.test"), "name-not-found name-not-found");
    EXPECT_EQ(told("silent.test"), "timed-out timed-out");
    EXPECT_GE(answers.find("silent.test")->second.dns->a.elapsed_ms, 50);
}

TEST_F(Names, are_followed_and_told_where_they_are_aliases) {
    for (const char* name : {"one.test", "alias.test", "dangling.test", "vain.test", "loop.test"}) ask(name);
    run(5);
    const auto aliases = [this](const std::string& name) { return answers.find(name)->second.dns->aliases; };
    EXPECT_THAT(aliases("one.test"), IsEmpty());
    EXPECT_THAT(aliases("alias.test"), ElementsAre("second.test", "both.test"));
    EXPECT_THAT(addresses("alias.test"), ElementsAre("127.0.0.2", "127.0.0.1", "::1"));
    EXPECT_EQ(outcome("dangling.test"), "name-not-found");
    EXPECT_THAT(aliases("dangling.test"), ElementsAre("gone.test"));
    EXPECT_EQ(outcome("vain.test"), "no-address");
    EXPECT_THAT(aliases("vain.test"), ElementsAre("none.test"));
    EXPECT_NE(outcome("loop.test"), "ok");
    EXPECT_LE(aliases("loop.test").size(), 8U);
}

TEST_F(Names, that_are_addresses_are_their_own_answer) {
    ask("192.0.2.1");
    ask("2001:db8::1");
    EXPECT_THAT(answers, IsEmpty());
    run(2);
    EXPECT_THAT(addresses("192.0.2.1"), ElementsAre("192.0.2.1"));
    EXPECT_THAT(addresses("2001:db8::1"), ElementsAre("2001:db8::1"));
    EXPECT_FALSE(answers.find("192.0.2.1")->second.dns);
}

TEST_F(Names, in_odd_notations_of_an_address_are_asked_for_as_names) {
    for (const char* name : {"127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1"}) ask(name);
    run(4);
    for (const auto& [name, found] : answers) EXPECT_EQ(name_of(found.outcome), "name-not-found") << name;
}

TEST_F(Names, of_the_hosts_file_do_not_count) {
    ask("localhost");
    run(1);
    EXPECT_EQ(outcome("localhost"), "name-not-found");
}

TEST_F(Names, are_not_answered_once_the_resolver_has_gone) {
    ask("silent.test");
    ask("one.test");
    ask("192.0.2.1");
    resolver.reset();
    run_out();
    EXPECT_THAT(answers, IsEmpty());
}

TEST_F(Names, under_way_are_not_answered_once_the_resolver_has_gone) {
    ask("silent.test");
    ask("192.0.2.1");
    run(1);
    resolver.reset();
    run_out();
    EXPECT_EQ(answers.size(), 1U);
}

TEST_F(Names, that_timed_out_leave_nothing_behind) {
    ask("silent.test", 20ms);
    ask("one.test");
    run(2);
    run_out();  // hangs if a timer or a socket were still waited for
    EXPECT_EQ(outcome("silent.test"), "timed-out");
}

TEST_F(Names, are_answered_once_each_however_many_ask) {
    for (int i = 0; i < 100; ++i) ask("one.test");
    run(100);
    run_out();
    EXPECT_EQ(answers.size(), 100U);
    for (const auto& [name, found] : answers) EXPECT_EQ(name_of(found.outcome), "ok");
}

TEST_F(Names, that_many_ask_for_at_once_are_two_questions) {
    udp::socket silent(context, udp::endpoint(asio::ip::address_v4::loopback(), 0));
    resolver.emplace(context.get_executor(), "127.0.0.1:" + std::to_string(silent.local_endpoint().port()));
    for (int i = 0; i < 100; ++i) ask("one.test", 20ms);
    run(100);
    silent.non_blocking(true);
    std::array<char, 512> query{};
    boost::system::error_code none_left;
    int questions = 0;
    while (silent.receive(asio::buffer(query), 0, none_left) > 0) ++questions;
    EXPECT_EQ(questions, 2);  // A and AAAA
}

TEST_F(Names, are_answered_at_the_deadline_of_each_who_asked) {
    ask("silent.test", 1h);
    ask("silent.test", 20ms);
    run(1);
    ask("one.test");
    run(2);
    EXPECT_EQ(answers.count("silent.test"), 1U);
}

TEST(Resolver, refuses_what_is_no_dns_server) {
    asio::io_context context;
    for (const char* server : {"nonsense", "1.2.3.4.5", "127.0.0.1:port", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
             "127.0.0.1:53x", ":53", "[::1", "[::1]53", "::1]:53", "[]:53", "127.0.0.1,127.0.0.2"})
        EXPECT_THROW(Resolver(context.get_executor(), server), std::runtime_error) << server;
    for (const char* server : {"", "127.0.0.1", "127.0.0.1:53", "::1", "[::1]", "[::1]:5353"})
        EXPECT_NO_THROW(Resolver(context.get_executor(), server)) << server;
}

}  // namespace
}  // namespace maildoctor::bridge
