// What may be connected to, and which names may be asked for.
#include "core/probe/policy.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>

namespace maildoctor::probe {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// Read by the system, not by the table's own reader.
Bytes bytes_of(std::string_view text) {
    const bool v6 = text.find(':') != std::string_view::npos;
    Bytes out(v6 ? 16 : 4);
    EXPECT_EQ(inet_pton(v6 ? AF_INET6 : AF_INET, std::string(text).c_str(), out.data()), 1) << text;
    return out;
}

bool allowed(std::string_view text) { return is_allowed(bytes_of(text)); }

Bytes last_of(const AddressBlock& block) {
    Bytes out = bytes_of(block.prefix);
    for (std::size_t bit = static_cast<std::size_t>(block.bits); bit < out.size() * 8; ++bit)
        out[bit / 8] = static_cast<std::uint8_t>(out[bit / 8] | 0x80 >> bit % 8);
    return out;
}

/// The next address up or down; nothing beyond the first and the last of all.
std::optional<Bytes> neighbour(Bytes address, int step) {
    for (std::size_t i = address.size(); i-- > 0;) {
        const int value = address[i] + step;
        address[i] = static_cast<std::uint8_t>(value);
        if (value >= 0 && value <= 0xff) return address;
    }
    return std::nullopt;
}

/// One row of the IANA registries or of ours, written here a second time on purpose; with the addresses just below and
/// just above the block, where these belong to no other block.
struct Row {
    const char* prefix;
    int bits;
    const char* below;
    const char* above;
};

// clang-format off
constexpr Row kV4[] = {
    {"0.0.0.0", 8, nullptr, "1.0.0.0"},
    {"0.0.0.0", 32, nullptr, nullptr},
    {"10.0.0.0", 8, "9.255.255.255", "11.0.0.0"},
    {"100.64.0.0", 10, "100.63.255.255", "100.128.0.0"},
    {"127.0.0.0", 8, "126.255.255.255", "128.0.0.0"},
    {"169.254.0.0", 16, "169.253.255.255", "169.255.0.0"},
    {"172.16.0.0", 12, "172.15.255.255", "172.32.0.0"},
    {"192.0.0.0", 24, "191.255.255.255", "192.0.1.0"},
    {"192.0.0.0", 29, "191.255.255.255", nullptr},
    {"192.0.0.8", 32, nullptr, nullptr},
    {"192.0.0.9", 32, nullptr, nullptr},
    {"192.0.0.10", 32, nullptr, nullptr},
    {"192.0.0.170", 32, nullptr, nullptr},
    {"192.0.0.171", 32, nullptr, nullptr},
    {"192.0.2.0", 24, "192.0.1.255", "192.0.3.0"},
    {"192.31.196.0", 24, "192.31.195.255", "192.31.197.0"},
    {"192.52.193.0", 24, "192.52.192.255", "192.52.194.0"},
    {"192.88.99.0", 24, "192.88.98.255", "192.88.100.0"},
    {"192.88.99.2", 32, nullptr, nullptr},
    {"192.168.0.0", 16, "192.167.255.255", "192.169.0.0"},
    {"192.175.48.0", 24, "192.175.47.255", "192.175.49.0"},
    {"198.18.0.0", 15, "198.17.255.255", "198.20.0.0"},
    {"198.51.100.0", 24, "198.51.99.255", "198.51.101.0"},
    {"203.0.113.0", 24, "203.0.112.255", "203.0.114.0"},
    {"224.0.0.0", 4, "223.255.255.255", nullptr},
    {"240.0.0.0", 4, nullptr, nullptr},
    {"255.255.255.255", 32, nullptr, nullptr},
};

constexpr Row kV6[] = {
    {"::", 128, nullptr, nullptr},
    {"::1", 128, nullptr, nullptr},
    {"::", 96, nullptr, "::1:0:0"},
    {"::ffff:0:0", 96, "::fffe:ffff:ffff", "::1:0:0:0"},
    {"::ffff:0:0:0", 96, "::fffe:ffff:ffff:ffff", "::ffff:1:0:0"},
    {"64:ff9b::", 96, "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff", "64:ff9b::1:0:0"},
    {"64:ff9b:1::", 48, "64:ff9b:0:ffff:ffff:ffff:ffff:ffff", "64:ff9b:2::"},
    {"100::", 64, "ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nullptr},
    {"100:0:0:1::", 64, nullptr, "100:0:0:2::"},
    {"2001::", 23, "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"},
    {"2001::", 32, "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nullptr},
    {"2001:1::1", 128, nullptr, nullptr},
    {"2001:1::2", 128, nullptr, nullptr},
    {"2001:1::3", 128, nullptr, nullptr},
    {"2001:2::", 48, nullptr, nullptr},
    {"2001:3::", 32, nullptr, nullptr},
    {"2001:4:112::", 48, nullptr, nullptr},
    {"2001:10::", 28, nullptr, nullptr},
    {"2001:20::", 28, nullptr, nullptr},
    {"2001:30::", 28, nullptr, nullptr},
    {"2001:db8::", 32, "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
    {"2002::", 16, "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"},
    {"2620:4f:8000::", 48, "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::"},
    {"3fff::", 20, "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"},
    {"5f00::", 16, "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "5f01::"},
    {"fc00::", 7, "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe00::"},
    {"fe80::", 10, "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nullptr},
    {"fec0::", 10, nullptr, nullptr},
    {"ff00::", 8, nullptr, nullptr},
};
// clang-format on

class Block : public testing::TestWithParam<Row> {};

std::string name_of_row(const testing::TestParamInfo<Row>& info) {
    std::string out;
    for (const char c : std::string(info.param.prefix) + "/" + std::to_string(info.param.bits))
        out += std::isalnum(c) != 0 ? c : '_';
    return out;
}

INSTANTIATE_TEST_SUITE_P(V4, Block, testing::ValuesIn(kV4), name_of_row);
INSTANTIATE_TEST_SUITE_P(V6, Block, testing::ValuesIn(kV6), name_of_row);

TEST_P(Block, is_refused_from_its_first_address_to_its_last) {
    const Bytes first = bytes_of(GetParam().prefix);
    const Bytes last = last_of({GetParam().prefix, GetParam().bits, ""});
    EXPECT_FALSE(is_allowed(first));
    EXPECT_FALSE(is_allowed(last));
    Bytes middle = first;
    middle.back() = last.back();
    EXPECT_FALSE(is_allowed(middle));
}

TEST_P(Block, ends_where_it_ends) {
    const auto below = neighbour(bytes_of(GetParam().prefix), -1);
    const auto above = neighbour(last_of({GetParam().prefix, GetParam().bits, ""}), 1);
    if (GetParam().below != nullptr) {
        EXPECT_EQ(below, bytes_of(GetParam().below));
        EXPECT_TRUE(is_allowed(*below));
    } else if (below) {
        EXPECT_FALSE(is_allowed(*below)) << "another block ends there";
    }
    if (GetParam().above != nullptr) {
        EXPECT_EQ(above, bytes_of(GetParam().above));
        EXPECT_TRUE(is_allowed(*above));
    } else if (above) {
        EXPECT_FALSE(is_allowed(*above)) << "another block begins there";
    }
}

template <std::size_t N>
void expect_same(const Row (&rows)[N], std::span<const AddressBlock> blocks) {
    std::vector<std::pair<std::string, int>> ours, theirs;
    for (const Row& row : rows) ours.emplace_back(row.prefix, row.bits);
    for (const AddressBlock& block : blocks) {
        theirs.emplace_back(block.prefix, block.bits);
        EXPECT_FALSE(block.why.empty()) << block.prefix;
    }
    EXPECT_THAT(ours, testing::UnorderedElementsAreArray(theirs));
}

TEST(Policy, has_these_blocks_and_no_others) {
    expect_same(kV4, refused_v4());
    expect_same(kV6, refused_v6());
}

TEST(Policy, refuses_ipv4_within_ipv6_in_every_form_whatever_it_holds) {
    for (const char* address : {"::ffff:8.8.8.8", "::8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b:1::8.8.8.8",
             "2002:808:808::1", "2001:0:808:808::1", "2a00:1450::5efe:8.8.8.8", "2a00:1450::200:5efe:8.8.8.8", "::ffff:127.0.0.1",
             "::127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2a00:1450::5efe:10.0.0.1"})
        EXPECT_FALSE(allowed(address)) << address;
}

TEST(Policy, allows_what_only_looks_like_isatap) {
    for (const char* address :
        {"2a00:1450::5eff:808:808", "2a00:1450::400:5efe:808:808", "2a00:1450::1:5efe:808:808", "2a00:1450:0:5efe::1"})
        EXPECT_TRUE(allowed(address)) << address;
}

TEST(Policy, allows_ordinary_addresses) {
    for (const char* address :
        {"8.8.8.8", "37.9.169.1", "193.0.14.129", "2a00:1450:4001::1", "2606:4700::1111", "2001:4860:4860::8888"})
        EXPECT_TRUE(allowed(address)) << address;
}

TEST(Policy, refuses_what_is_no_address) {
    for (const std::size_t size : {0U, 3U, 5U, 8U, 15U, 17U}) EXPECT_FALSE(is_allowed(Bytes(size, 8))) << size;
}

TEST(HostName, of_labels_letters_digits_and_hyphens_is_one) {
    const std::string longest_label(63, 'a');
    const std::string longest = longest_label + "." + longest_label + "." + longest_label + "." + std::string(61, 'b');
    ASSERT_EQ(longest.size(), 253U);
    for (const std::string& name : {std::string("mail.example.com"), std::string("MAIL.Example.COM"), std::string("a.b"),
             std::string("xn--brn-ula.se"), std::string("3com.example.se"), std::string("1.2.3.4.se"), std::string("a-b--c.se"),
             std::string("mail.xn--p1ai"), longest})
        EXPECT_TRUE(is_host_name(name)) << name;
}

TEST(HostName, in_the_notation_of_an_address_is_none) {
    for (const char* name :
        {"127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "127.0.0.0x1", "0177.0.0.1",
            "017700000001", "10.0.0.01", "[::1]", "::1", "[127.0.0.1]", "1.2.3.4.5", "example.123", "example.0x1f", "8.8.8.8."})
        EXPECT_FALSE(is_host_name(name)) << name;
}

TEST(HostName, that_is_malformed_is_none) {
    const std::string label(63, 'a');
    for (const std::string& name : {std::string(), std::string("."), std::string("localhost"), std::string("com"),
             std::string("mail.example.com."), std::string(".example.com"), std::string("mail..com"),
             std::string("-mail.example.com"), std::string("mail-.example.com"), std::string("mail_1.example.com"),
             std::string("mail example.com"), std::string("mail.example.com "), std::string("bör.se"),
             std::string("mail.example.com:993"), std::string("https://example.com"), std::string("user@example.com"),
             std::string("mail.example.com/x"), std::string("mail.example.com\0.se", 20), std::string("*.example.com"),
             std::string("a%b.se"), label + "a.se", label + "." + label + "." + label + "." + std::string(62, 'b')})
        EXPECT_FALSE(is_host_name(name)) << name;
}

TEST(SpecialUse, names_are_recognised_in_any_case_and_at_any_depth) {
    for (const char* name :
        {"localhost", "mail.localhost", "printer.local", "PRINTER.LOCAL", "a.b.internal", "router.lan", "nas.home", "dc.corp",
            "x.intranet", "x.private", "1.0.0.127.in-addr.arpa", "router.home.arpa", "mail.test", "mail.invalid", "mail.example",
            "example.com", "mail.example.com", "mail.example.net", "mail.example.org", "abc.onion", "x.alt"})
        EXPECT_TRUE(is_special_use(name)) << name;
}

TEST(SpecialUse, names_end_at_a_label) {
    for (const char* name : {"mylocal.se", "notexample.com", "local.se", "test.se", "example.se", "mail.testing", "arpa.se"})
        EXPECT_FALSE(is_special_use(name)) << name;
}

}  // namespace
}  // namespace maildoctor::probe
