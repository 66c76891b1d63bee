// What a bridge may connect to, decided on the very address at the moment of connecting, and which names it may ask for.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace maildoctor::probe {

/// A block of addresses that is refused, and the registry or RFC that says why.
struct AddressBlock {
    std::string_view prefix;  ///< textual
    int bits = 0;
    std::string_view why;
};

/// The IANA special-purpose registries (as of 2025-10), multicast, and every form of IPv4 within IPv6 that has a prefix.
std::span<const AddressBlock> refused_v4();
std::span<const AddressBlock> refused_v6();

/// Whether an address of 4 or 16 bytes in network order may be connected to. Any other length may not.
bool is_allowed(std::span<const std::uint8_t> address);

/// A name that a customer's own host may have: at least two labels of letters, digits and inner hyphens (after IDNA), at
/// most 253 bytes, and no IP literal in any notation (RFC 1123 section 2.1, RFC 3696 section 2).
bool is_host_name(std::string_view name);

/// A name that belongs to no public DNS: RFC 6761 and its registry, `.local`, `.internal`, `.arpa`.
bool is_special_use(std::string_view name);

}  // namespace maildoctor::probe
