// The user name as typed, beside the address and the form that the provider wants.
#pragma once

#include "core/reading/address.hpp"

namespace maildoctor {

enum class UsernameKind : unsigned char {
    good,
    hidden_characters,
    look_alike_characters,
    not_full_address,
    full_address,
    differs_from_address
};

struct UsernameReading {
    UsernameKind kind = UsernameKind::good;  ///< or not known
    std::string right;                       ///< what it should be; empty if that is not known
};

UsernameReading read_username(const Profile& profile, const AddressReading& address, std::string_view typed);

}  // namespace maildoctor
