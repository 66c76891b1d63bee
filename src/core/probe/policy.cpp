#include "core/probe/policy.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/reading/character.hpp"

namespace maildoctor::probe {
namespace {

constexpr AddressBlock kRefusedV4[] = {
    {"0.0.0.0", 8, "this network, RFC 791"},
    {"0.0.0.0", 32, "this host on this network, RFC 1122"},
    {"10.0.0.0", 8, "private use, RFC 1918"},
    {"100.64.0.0", 10, "shared address space, RFC 6598"},
    {"127.0.0.0", 8, "loopback, RFC 1122"},
    {"169.254.0.0", 16, "link local, RFC 3927"},
    {"172.16.0.0", 12, "private use, RFC 1918"},
    {"192.0.0.0", 24, "IETF protocol assignments, RFC 6890"},
    {"192.0.0.0", 29, "IPv4 service continuity, RFC 7335"},
    {"192.0.0.8", 32, "dummy address, RFC 7600"},
    {"192.0.0.9", 32, "PCP anycast, RFC 7723"},
    {"192.0.0.10", 32, "TURN anycast, RFC 8155"},
    {"192.0.0.170", 32, "NAT64 discovery, RFC 8880"},
    {"192.0.0.171", 32, "NAT64 discovery, RFC 8880"},
    {"192.0.2.0", 24, "documentation, RFC 5737"},
    {"192.31.196.0", 24, "AS112, RFC 7535"},
    {"192.52.193.0", 24, "AMT, RFC 7450"},
    {"192.88.99.0", 24, "6to4 relay anycast, RFC 7526"},
    {"192.88.99.2", 32, "6a44 relay anycast, RFC 6751"},
    {"192.168.0.0", 16, "private use, RFC 1918"},
    {"192.175.48.0", 24, "AS112, RFC 7534"},
    {"198.18.0.0", 15, "benchmarking, RFC 2544"},
    {"198.51.100.0", 24, "documentation, RFC 5737"},
    {"203.0.113.0", 24, "documentation, RFC 5737"},
    {"224.0.0.0", 4, "multicast, RFC 5771"},
    {"240.0.0.0", 4, "reserved, RFC 1112"},
    {"255.255.255.255", 32, "limited broadcast, RFC 8190"},
};

constexpr AddressBlock kRefusedV6[] = {
    {"::", 128, "unspecified, RFC 4291"},
    {"::1", 128, "loopback, RFC 4291"},
    {"::", 96, "IPv4-compatible, RFC 4291"},
    {"::ffff:0:0", 96, "IPv4-mapped, RFC 4291"},
    {"::ffff:0:0:0", 96, "IPv4-translated, RFC 2765"},
    {"64:ff9b::", 96, "NAT64, RFC 6052"},
    {"64:ff9b:1::", 48, "local NAT64, RFC 8215"},
    {"100::", 64, "discard only, RFC 6666"},
    {"100:0:0:1::", 64, "dummy prefix, RFC 9780"},
    {"2001::", 23, "IETF protocol assignments, RFC 2928"},
    {"2001::", 32, "Teredo, RFC 4380"},
    {"2001:1::1", 128, "PCP anycast, RFC 7723"},
    {"2001:1::2", 128, "TURN anycast, RFC 8155"},
    {"2001:1::3", 128, "DNS-SD SRP anycast, RFC 9665"},
    {"2001:2::", 48, "benchmarking, RFC 5180"},
    {"2001:3::", 32, "AMT, RFC 7450"},
    {"2001:4:112::", 48, "AS112, RFC 7535"},
    {"2001:10::", 28, "ORCHID, RFC 4843"},
    {"2001:20::", 28, "ORCHIDv2, RFC 7343"},
    {"2001:30::", 28, "drone remote identification, RFC 9374"},
    {"2001:db8::", 32, "documentation, RFC 3849"},
    {"2002::", 16, "6to4, RFC 3056"},
    {"2620:4f:8000::", 48, "AS112, RFC 7534"},
    {"3fff::", 20, "documentation, RFC 9637"},
    {"5f00::", 16, "segment routing, RFC 9602"},
    {"fc00::", 7, "unique local, RFC 4193"},
    {"fe80::", 10, "link local, RFC 4291"},
    {"fec0::", 10, "site local, RFC 3879"},
    {"ff00::", 8, "multicast, RFC 4291"},
};

using Bytes = std::array<std::uint8_t, 16>;

Bytes read_v4(std::string_view text) {
    Bytes out{};
    std::size_t part = 0;
    for (const char c : text) {
        if (c == '.') ++part;
        else out[part] = static_cast<std::uint8_t>(out[part] * 10 + (c - '0'));
    }
    return out;
}

std::uint8_t hex_digit(char c) { return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10); }

/// Reads the table's own spelling only: lower case, at most one `::`.
Bytes read_v6(std::string_view text) {
    std::vector<std::uint16_t> groups;
    std::size_t gap = 8;
    for (std::size_t i = 0; i < text.size();) {
        if (text.substr(i).starts_with("::")) {
            gap = groups.size();
            i += 2;
        } else if (text[i] == ':') {
            ++i;
        } else {
            std::uint16_t group = 0;
            for (; i < text.size() && text[i] != ':'; ++i) group = static_cast<std::uint16_t>(group << 4 | hex_digit(text[i]));
            groups.push_back(group);
        }
    }
    Bytes out{};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::size_t place = i < gap ? i : 8 - groups.size() + i;
        out[place * 2] = static_cast<std::uint8_t>(groups[i] >> 8);
        out[place * 2 + 1] = static_cast<std::uint8_t>(groups[i] & 0xff);
    }
    return out;
}

struct Block {
    Bytes prefix{};
    int bits = 0;
};

bool contains(const Block& block, std::span<const std::uint8_t> address) {
    for (int bit = 0; bit < block.bits; ++bit) {
        const auto byte = static_cast<std::size_t>(bit / 8);
        if (((block.prefix[byte] ^ address[byte]) >> (7 - bit % 8) & 1) != 0) return false;
    }
    return true;
}

template <class Read>
std::vector<Block> read_all(std::span<const AddressBlock> rows, Read read) {
    std::vector<Block> out;
    for (const AddressBlock& row : rows) out.push_back({read(row.prefix), row.bits});
    return out;
}

/// ISATAP has no prefix: its IPv4 address stands in the interface identifier, RFC 5214 section 6.1.
bool is_isatap(std::span<const std::uint8_t> address) {
    return (address[8] & ~0x03) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == 0xfe;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

bool is_label_character(char c) { return is_digit(c) || is_lower(c) || c == '-'; }

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
        std::ranges::all_of(label, is_label_character);
}

}  // namespace

std::span<const AddressBlock> refused_v4() { return kRefusedV4; }
std::span<const AddressBlock> refused_v6() { return kRefusedV6; }

bool is_allowed(std::span<const std::uint8_t> address) {
    static const std::vector<Block> v4 = read_all(kRefusedV4, read_v4);
    static const std::vector<Block> v6 = read_all(kRefusedV6, read_v6);
    if (address.size() != 4 && address.size() != 16) return false;
    if (address.size() == 16 && is_isatap(address)) return false;
    return std::ranges::none_of(address.size() == 4 ? v4 : v6, [&](const Block& block) { return contains(block, address); });
}

bool is_host_name(std::string_view name) {
    if (name.size() > 253) return false;
    const std::string text = lower(name);
    std::size_t labels = 0;
    std::string_view rest = text;
    std::string_view label;
    for (bool more = true; more; ++labels) {
        const std::size_t dot = rest.find('.');
        more = dot != std::string_view::npos;
        label = rest.substr(0, dot);
        if (!is_label(label)) return false;
        if (more) rest.remove_prefix(dot + 1);
    }
    // No top-level domain begins with a digit; an address does in decimal, octal and hexadecimal alike.
    return labels >= 2 && !is_digit(label.front());
}

bool is_special_use(std::string_view name) {
    static constexpr std::string_view kSpecial[] = {"local", "localhost", "localdomain", "internal", "intranet", "lan", "home",
        "corp", "private", "arpa", "test", "invalid", "example", "onion", "alt", "example.com", "example.net", "example.org"};
    const std::string text = lower(name);
    return std::ranges::any_of(
        kSpecial, [&](std::string_view special) { return text == special || text.ends_with("." + std::string(special)); });
}

}  // namespace maildoctor::probe
