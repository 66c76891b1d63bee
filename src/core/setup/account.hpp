// What all set-up files tell, gathered once.
#pragma once

#include "core/reading/address.hpp"
#include "core/setup/setup.hpp"

namespace maildoctor::setup {

struct Account {
    const Profile& profile;
    AddressReading address;
    std::string provider;                  ///< name, in a language of the person where the profile has one
    std::string article;                   ///< `https:`, or empty
    std::string username;                  ///< empty: the profile does not tell
    std::vector<const Service*> incoming;  ///< encrypted, with a host of their own; the one to use first
    std::vector<const Service*> outgoing;  ///< likewise
    const DomainResult* domain = nullptr;  ///< what the DNS says about the domain of the address; null: not known
};

/// Lines of a zone file, and those of them that the DNS does not have today; none where that is not known.
struct Zone {
    std::string all;
    std::string missing;
};

std::string write_apple(const Account& account);
/// `version` is that of the format; the user name is a placeholder, so that the file is right for each address of the domain.
std::string write_autoconfig(const Account& account, std::string_view version);
std::string write_outlook(const Account& account);
Zone write_zone(const Account& account);

}  // namespace maildoctor::setup
