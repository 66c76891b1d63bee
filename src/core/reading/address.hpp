// An e-mail address as typed. Syntax: RFC 5321 section 4.1.2 and RFC 6531, without comments and folding; quoted local parts
// and address literals are let through.
#pragma once

#include "core/model/profile.hpp"
#include "core/reading/text.hpp"

namespace maildoctor {

enum class AddressKind : unsigned char {
    unknown,
    hidden_characters,
    look_alike_characters,
    malformed,
    domain_misspelt,
    hosted_elsewhere,
    good
};

struct AddressReading {
    AddressKind kind = AddressKind::unknown;
    std::string usable;  ///< the address that is meant, if any: `local@domain`, at most 254 bytes
    std::string local;
    std::string domain;        ///< in lower case
    std::string domain_meant;  ///< if it is misspelt
};

AddressReading read_address(const Profile& profile, std::string_view typed);

bool is_address(std::string_view text);
/// `text` without display name, brackets, `mailto:`, blanks and misplaced punctuation, if that makes an address; else empty.
std::string address_in(std::string_view text);

}  // namespace maildoctor
