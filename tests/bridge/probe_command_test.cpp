// `maildoctor probe`, as a person runs it.
#include <unistd.h>

#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <boost/asio/post.hpp>

#include "json/json.hpp"
#include "practice/ward.hpp"
#include "support/command.hpp"

namespace maildoctor::cli {
namespace {

using json::Json;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

tests::Printed command(const std::string& arguments) { return tests::run_shell(MAILDOCTOR_COMMAND " probe " + arguments); }

/// The ward on a thread of its own, for the life of a test.
class ProbeCommand : public testing::Test {
protected:
    ProbeCommand() {
        ward.start();
        std::ofstream(ca_file) << ward.ca_pem();
        thread = std::thread([this] { context.run(); });
    }
    ~ProbeCommand() override {
        boost::asio::post(context, [this] { ward.stop(); });
        thread.join();
        std::remove(ca_file.c_str());
    }

    /// The options that make the command see the ward, and it alone.
    std::string at_the_ward() const {
        return " --allow-special-addresses --dns 127.0.0.1:" + std::to_string(ward.dns_port()) + " --ca " + ca_file;
    }

    tests::Printed probe(const std::string& id, const std::string& more = "") const {
        const Service& service = ward.service(id);
        return command(service.host + " " + std::to_string(static_cast<int>(service.port)) + " --protocol " +
            std::string(name_of(service.protocol)) + " --security " + std::string(name_of(service.security)) + at_the_ward() +
            more);
    }

    std::string ca_file = testing::TempDir() + "/maildoctor-command-" + std::to_string(getpid()) + ".pem";
    boost::asio::io_context context{1};
    practice::Ward ward{context, {}};
    std::thread thread;
};

TEST_F(ProbeCommand, prints_each_stage_and_what_was_found_of_a_healthy_server) {
    const tests::Printed printed = probe("imap");
    EXPECT_EQ(printed.status, 0);
    std::size_t at = 0;
    for (const char* stage :
        {"resolve ", "connect ", "greeting ", "starttls ", "tls-handshake ", "certificate ", "capabilities "}) {
        at = printed.out.find(stage, at);
        ASSERT_NE(at, std::string::npos) << stage << " in\n" << printed.out;
    }
    EXPECT_THAT(
        printed.out, AllOf(HasSubstr("certificate for imap.practice.test"), HasSubstr("TLSv1.3"), HasSubstr("[AUTH=PLAIN]")));
    EXPECT_THAT(printed.out,
        AllOf(ContainsRegex("DNS +A +ok"), ContainsRegex("DNS +AAAA +no-address"), ContainsRegex("the server greets: \\* OK"),
            ContainsRegex("capabilities before TLS:.* \\[STARTTLS\\]")));
}

TEST_F(ProbeCommand, prints_json_and_nothing_else_when_asked_to) {
    const tests::Printed printed = probe("imaps", " --json");
    EXPECT_EQ(printed.status, 0);
    const Json result = Json::parse(printed.out);
    EXPECT_EQ(result["addresses"][0]["stage"], "capabilities");
    EXPECT_EQ(result["addresses"][0]["outcome"], "ok");
    EXPECT_FALSE(result.contains("unavailable"));
}

TEST_F(ProbeCommand, says_with_its_status_that_something_is_wrong) {
    for (const char* id :
        {"imaps-expired", "imaps-refused", "imaps-name-not-found", "imaps-no-address", "imaps-one-of-two", "imaps-speaks-pop3"})
        EXPECT_EQ(probe(id).status, 1) << id;
    EXPECT_THAT(probe("imaps-speaks-pop3").out, HasSubstr("the server speaks pop3"));
}

TEST_F(ProbeCommand, says_with_its_status_that_nothing_could_be_found_out) {
    const tests::Printed printed = probe("imaps-dns-failure", " --json");
    EXPECT_EQ(printed.status, 2);
    EXPECT_EQ(Json::parse(printed.out)["unavailable"], "vantage-unavailable");
}

TEST_F(ProbeCommand, ends_within_the_time_that_it_was_given) {
    const tests::Printed printed = probe("imaps-silent", " --timeout 0.2");
    EXPECT_EQ(printed.status, 1);
    EXPECT_THAT(printed.out, ContainsRegex("tls-handshake +timed-out"));
}

TEST_F(ProbeCommand, takes_an_address_for_a_host) {
    const tests::Printed printed = command("127.0.0.1 " + std::to_string(static_cast<int>(ward.service("imaps").port)) +
        " --protocol imap --security tls" + at_the_ward());
    EXPECT_EQ(printed.status, 1);
    EXPECT_THAT(printed.out, ContainsRegex("127.0.0.1 +certificate +name-mismatch"));
}

TEST_F(ProbeCommand, refuses_special_addresses_without_the_test_switch) {
    for (const char* host : {"127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254"}) {
        const tests::Printed printed = command(std::string(host) + " 993");
        EXPECT_EQ(printed.status, 2) << host;
        EXPECT_THAT(printed.out, ContainsRegex("connect +address-not-allowed")) << host;
    }
    const tests::Printed printed = command("imap.practice.test 993 --dns 127.0.0.1:" + std::to_string(ward.dns_port()));
    EXPECT_EQ(printed.status, 2);
    EXPECT_THAT(printed.out, ContainsRegex("connect +address-not-allowed"));
}

TEST_F(ProbeCommand, that_is_misused_says_what_is_wrong) {
    const std::pair<const char*, const char*> misuses[] = {{"imap.practice.test 12345", "--protocol"},
        {"imap.practice.test 993 --dns nonsense", "nonsense"}, {"imap.practice.test 0", "port"},
        {"imap.practice.test 65536", "port"}, {"imap.practice.test", "port"},
        {"imap.practice.test 993 --security ssl", "--security"}, {"imap.practice.test 993 --ca /nonexistent", "--ca"}};
    for (const auto& [arguments, hint] : misuses) {
        const tests::Printed printed = command(arguments);
        EXPECT_GE(printed.status, 2) << arguments;
        EXPECT_THAT(printed.out, HasSubstr(hint)) << arguments;
    }
}

}  // namespace
}  // namespace maildoctor::cli
