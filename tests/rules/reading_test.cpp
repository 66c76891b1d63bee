// What the rules stand on: ports with their security, a finger's slips, and the syntax of addresses.
#include <gmock/gmock.h>

#include "core/reading/finger.hpp"
#include "core/rules/rule.hpp"

namespace maildoctor {
namespace {

Profile profile() {
    Profile out;
    const auto add = [&](ServiceProtocol protocol, const char* host, int port, Security security, Standing standing) {
        Service& service = out.services.emplace_back();
        service.id = service.host = host;
        service.protocol = protocol;
        service.port = port;
        service.security = security;
        service.standing = standing;
    };
    add(ServiceProtocol::imap, "imap.example.com", 993, Security::tls, Standing::recommended);
    add(ServiceProtocol::pop3, "pop3.example.com", 995, Security::tls, Standing::accepted);
    add(ServiceProtocol::smtp, "smtp.example.com", 465, Security::tls, Standing::recommended);
    add(ServiceProtocol::imap, "*", 143, Security::none, Standing::insecure);
    return out;
}

/// The only good triples there are (RFC 8314, 6409).
bool is_good(Protocol protocol, int port, Security security) {
    switch (port) {
        case 993: return protocol == Protocol::imap && security == Security::tls;
        case 995: return protocol == Protocol::pop3 && security == Security::tls;
        case 465: return protocol == Protocol::smtp && security == Security::tls;
        case 143: return protocol == Protocol::imap && security == Security::starttls;
        case 110: return protocol == Protocol::pop3 && security == Security::starttls;
        case 587: return protocol == Protocol::smtp && security == Security::starttls;
        default: return false;
    }
}

struct Triple {
    Protocol protocol;
    int port;
    Security security;
};

std::vector<Triple> matrix() {
    std::vector<Triple> out;
    for (const Protocol protocol : {Protocol::imap, Protocol::pop3, Protocol::smtp})
        for (const int port : {993, 995, 465, 143, 110, 587, 25})
            for (const Security security : {Security::tls, Security::starttls, Security::none})
                out.push_back({protocol, port, security});
    return out;
}

Case case_of(const Triple& triple, const std::string& host) {
    Case facts;
    ServerSettings& side = triple.protocol == Protocol::smtp ? facts.settings.outgoing : facts.settings.incoming;
    side.protocol = triple.protocol;
    side.host = host;
    side.port = std::to_string(triple.port);
    side.security = triple.security;
    return facts;
}

/// Findings on port, security or protocol.
std::vector<Finding> findings_beside_hosts(const Profile& provider, const Case& facts) {
    std::vector<Finding> out;
    for (const Finding& finding : find(read(provider, facts)))
        if (finding.field.find(".host") == std::string::npos) out.push_back(finding);
    return out;
}

TEST(Ports, exactly_the_good_triples_of_protocol_port_and_security_have_no_finding) {
    for (const Profile& provider : {profile(), Profile{}})
        for (const char* host : {"", "imap.example.org"})
            for (const Triple& each : matrix())
                EXPECT_EQ(findings_beside_hosts(provider, case_of(each, host)).empty(),
                    is_good(each.protocol, each.port, each.security))
                    << name_of(each.protocol) << " " << each.port << " " << name_of(each.security) << " '" << host << "'";
}

TEST(Ports, what_a_fix_leaves_behind_is_good_and_never_less_safe) {
    const Profile provider = profile();
    for (const Triple& each : matrix()) {
        const Case facts = case_of(each, "");
        for (const Finding& finding : findings_beside_hosts(provider, facts)) {
            ASSERT_TRUE(finding.fix);
            Triple mended = each;
            for (const Change& change : finding.fix->changes) {
                if (change.field.find(".port") != std::string::npos) mended.port = std::stoi(change.value);
                if (change.field.find(".security") != std::string::npos) mended.security = *from_name<Security>(change.value);
            }
            EXPECT_TRUE(is_good(mended.protocol, mended.port, mended.security))
                << name_of(each.protocol) << " " << each.port << " " << name_of(each.security) << " -> " << mended.port << " "
                << name_of(mended.security);
        }
    }
}

TEST(Finger, one_slip_each) {
    constexpr std::pair<const char*, const char*> kSlips[] = {{"smpt", "smtp"}, {"impa", "imap"}, {"iimap", "imap"},
        {"imp", "imap"}, {"inap", "imap"}, {"omap", "imap"}, {"imaå", "imap"}, {"imaop", "imap"}, {"smtö", "smtp"},
        {"websuppoert", "websupport"}, {"websupp0rt", "websupport"}, {"gäst", "göst"}};
    for (const auto& [typed, meant] : kSlips) EXPECT_EQ(slips(typed, meant, 3), 1U) << typed;
}

TEST(Finger, other_letters_weigh_more) {
    EXPECT_EQ(slips("imap", "imap", 3), 0U);
    EXPECT_EQ(slips("imxp", "imap", 3), 2U);
    EXPECT_EQ(slips("immap", "imap", 3), 1U);
    EXPECT_EQ(slips("imkap", "imap", 3), 1U) << "k lies beside m";
    EXPECT_EQ(slips("imhap", "imap", 3), 2U) << "h does not";
    EXPECT_EQ(slips("pop", "imap", 3), 4U);
    EXPECT_EQ(slips("", "imap", 3), 4U);
    EXPECT_EQ(slips("", "", 3), 0U);
}

TEST(Finger, neighbours_are_mutual) {
    for (const char left : std::string("1qaz;['pm.-"))
        for (const char right : std::string("2wsx;['ol,k"))
            EXPECT_EQ(are_neighbours(left, right), are_neighbours(right, left)) << left << right;
    EXPECT_TRUE(are_neighbours('g', 'y'));
    EXPECT_TRUE(are_neighbours('g', 'v'));
    EXPECT_FALSE(are_neighbours('g', 'u'));
    EXPECT_FALSE(are_neighbours('g', 'c'));
    EXPECT_FALSE(are_neighbours('g', 'g'));
    EXPECT_FALSE(are_neighbours('g', '\xFF'));
}

TEST(Addresses, what_the_standards_allow) {
    for (const char* good : {"a@b.se", "a.b+c@d.e.f", "o'neill@example.com", "åsa@ärlig.se", "\"a b\"@example.com",
             "\"a\\\"b\"@example.com", "a@[192.0.2.1]", "a@[IPv6:2001:db8::1]", "a@xn--rksmrgs-5wao1o.se", "用户@例子.广告"})
        EXPECT_TRUE(is_address(good)) << good;
}

TEST(Addresses, what_they_do_not) {
    const std::string long_ones[] = {
        std::string(65, 'a') + "@b.se", "a@" + std::string(64, 'b') + ".se", "a@" + std::string(250, 'b') + ".se"};
    for (const std::string& bad : long_ones) EXPECT_FALSE(is_address(bad)) << bad;
    for (const char* bad : {"", "@", "a@", "@b.se", "a", "a@b", "a b@c.se", ".a@b.se", "a.@b.se", "a..b@c.se", "a@b..se",
             "a@-b.se", "a@b-.se", "a@b.1", "a@b_c.se", "\"a@b.se", "\"a\"b\"@c.se", "\"a\\\"@b.se", "a@[192.0.2]",
             "a@[300.0.2.1]", "a@b.se.", "a,b@c.se", "<a@b.se>"})
        EXPECT_FALSE(is_address(bad)) << bad;
}

}  // namespace
}  // namespace maildoctor
