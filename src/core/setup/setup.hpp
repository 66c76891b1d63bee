// Set-up without typing: what mail programs can read instead of a person. Everything is made from the profile; nothing here
// holds a password, and nothing is prose.
#pragma once

#include "core/codec.hpp"
#include "core/model/case.hpp"
#include "core/model/profile.hpp"

namespace maildoctor {

/// `apple`: a configuration profile for iOS, iPadOS and macOS. `thunderbird`: autoconfiguration, config-v1.1. `autoconfig`:
/// the same as version 1.2 (draft-ietf-mailmaint-autoconfig). `outlook`: an Autodiscover answer (POX). `dns`: the records
/// of a customer's own domain, as a zone snippet (MX, SPF, RFC 6186, RFC 8314).
MAILDOCTOR_ENUM(SetupFor, apple, thunderbird, autoconfig, outlook, dns)

/// What the last probes within a quarter of an hour say about the servers that the program will use.
MAILDOCTOR_ENUM(SetupCheck, untested, works, failed)

/// One file for one address.
struct SetupFile {
    SetupFor program{};
    std::string name;                   ///< of the file
    std::string media_type;             ///< with its character set, where it has one
    std::string text;                   ///< UTF-8
    std::vector<std::string> services;  ///< ids of those that the program will use, fetching first
    SetupCheck check{};
    std::string missing;  ///< of `dns`: the lines that the case's domain does not have today, as far as that was looked up
};
MAILDOCTOR_DESCRIBE(SetupFile, program, name, media_type, text, services, check, missing)

/// From the profile, for the case's address. The program fetches with POP3 where the person does and the profile offers it,
/// else with what the profile recommends; `thunderbird`, `autoconfig` and `outlook` name the other ways after it. Ways
/// without encryption are never named. Returns what was wrong with the address: `out` is then empty.
std::optional<Problem> set_up(const Profile& profile, const Case& facts, SetupFor program, SetupFile& out);

}  // namespace maildoctor
