// A real Dovecot and a real Postfix, started by tests/support/real-servers.sh, examined by the real prober.
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "examine.hpp"
#include "json/json.hpp"
#include "practice/dns_server.hpp"

namespace maildoctor {

struct RealServers {
    std::string host, address, ca;
    std::string one_version;  ///< address of those with one version of TLS
    std::map<std::string, double> ports;
};
MAILDOCTOR_DESCRIBE(RealServers, host, address, ca, one_version, ports)

namespace {

using boost::asio::ip::udp;
using testing::Contains;

struct Real {
    const char* id;
    ServiceProtocol protocol;
    Security security;
    const char* capability;
};

constexpr Real kReal[] = {
    {"imaps", ServiceProtocol::imap, Security::tls, "IMAP4REV1"},
    {"imap", ServiceProtocol::imap, Security::starttls, "AUTH=PLAIN"},
    {"pop3s", ServiceProtocol::pop3, Security::tls, "UIDL"},
    {"pop3", ServiceProtocol::pop3, Security::starttls, "SASL PLAIN"},
    {"submissions", ServiceProtocol::smtp, Security::tls, "PIPELINING"},
    {"submission", ServiceProtocol::smtp, Security::starttls, "8BITMIME"},
};

RealServers read_servers() {
    std::ifstream file(MAILDOCTOR_BINARY_DIR "/real-servers/servers.json");
    std::stringstream text;
    text << file.rdbuf();
    RealServers out;
    EXPECT_FALSE(json::parse(text.str(), out, UnknownMembers::refuse)) << "run it with ctest, which starts the servers";
    return out;
}

class RealServer : public testing::TestWithParam<Real> {
protected:
    RealServers servers = read_servers();
    std::string address = servers.address;

    /// Both names lead to the same servers; only `servers.host` stands in their certificate.
    AddressResult examine(const std::string& host, const std::string& ca_file) {
        boost::asio::io_context context(1);
        auto dns = std::make_shared<udp::socket>(context, udp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
        const practice::dns::Zones zones{{servers.host, {.addresses = {address}}}, {"other.real.test", {.addresses = {address}}}};
        boost::asio::co_spawn(context, practice::dns::serve(dns, zones), boost::asio::detached);
        const bridge::ProbeTarget target{.host = host,
            .port = static_cast<std::uint16_t>(servers.ports[GetParam().id]),
            .protocol = GetParam().protocol,
            .security = GetParam().security,
            .tls_versions = true};
        const auto results = tests::examine(context, target, dns->local_endpoint().port(), ca_file, tests::generous());
        EXPECT_EQ(results.size(), 1U);
        return results.front();
    }
};

std::string test_name(const testing::TestParamInfo<Real>& real) { return real.param.id; }

INSTANTIATE_TEST_SUITE_P(DovecotAndPostfix, RealServer, testing::ValuesIn(kReal), test_name);

TEST_P(RealServer, is_well_with_a_trusted_authority) {
    const AddressResult result = examine(servers.host, servers.ca);
    EXPECT_EQ(name_of(result.stage), "capabilities");
    EXPECT_EQ(name_of(result.outcome), "ok");
    EXPECT_EQ(result.tls_version, "TLSv1.3");
    EXPECT_EQ(result.tls_versions, (std::vector<std::string>{"TLSv1.2", "TLSv1.3"}));
    EXPECT_THAT(result.capabilities, Contains(GetParam().capability));
    ASSERT_TRUE(result.certificate);
    EXPECT_THAT(result.certificate->names, testing::ElementsAre(servers.host));
}

TEST_P(RealServer, has_the_wrong_name_when_called_otherwise) {
    const AddressResult result = examine("other.real.test", servers.ca);
    EXPECT_EQ(name_of(result.stage), "certificate");
    EXPECT_EQ(name_of(result.outcome), "name-mismatch");
}

TEST_P(RealServer, is_untrusted_without_its_authority) {
    const AddressResult result = examine(servers.host, "");
    EXPECT_EQ(name_of(result.stage), "certificate");
    EXPECT_EQ(name_of(result.outcome), "untrusted");
}

class RealServerWithOneVersion : public RealServer {};

INSTANTIATE_TEST_SUITE_P(DovecotAndPostfix, RealServerWithOneVersion, testing::Values(kReal[0], kReal[4]), test_name);

TEST_P(RealServerWithOneVersion, is_well_and_says_which) {
    address = servers.one_version;
    const AddressResult result = examine(servers.host, servers.ca);
    EXPECT_EQ(name_of(result.stage), "capabilities");
    EXPECT_EQ(name_of(result.outcome), "ok");
    const bool is_dovecot = GetParam().protocol == ServiceProtocol::imap;
    EXPECT_THAT(result.tls_versions, testing::ElementsAre(is_dovecot ? "TLSv1.3" : "TLSv1.2"));
}

}  // namespace
}  // namespace maildoctor
