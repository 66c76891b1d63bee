// DNS messages (RFC 1035 section 4), as far as the ward's scripted server needs them. Pure: bytes in, values out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maildoctor::practice::dns {

inline constexpr std::uint16_t kTypeA = 1;
inline constexpr std::uint16_t kTypeCname = 5;
inline constexpr std::uint16_t kTypeMx = 15;
inline constexpr std::uint16_t kTypeTxt = 16;
inline constexpr std::uint16_t kTypeAaaa = 28;
inline constexpr std::uint16_t kTypeSrv = 33;
inline constexpr std::uint16_t kClassIn = 1;

enum class Rcode : std::uint8_t {
    no_error = 0,
    format_error = 1,
    server_failure = 2,
    name_error = 3,
    not_implemented = 4,
    refused = 5
};

struct Question {
    std::string name;  ///< without the final dot; as sent, so that an echo keeps the case
    std::uint16_t type = 0;
    std::uint16_t klass = kClassIn;

    bool operator==(const Question&) const = default;
};

struct Record {
    std::string name;
    std::uint16_t type = 0;
    std::uint16_t klass = kClassIn;
    std::uint32_t ttl = 0;  ///< seconds
    std::vector<std::uint8_t> data = {};

    bool operator==(const Record&) const = default;
};

struct Message {
    std::uint16_t id = 0;
    bool response = false;
    bool authoritative = false;
    bool recursion_desired = false;
    bool recursion_available = false;
    std::uint8_t opcode = 0;
    Rcode rcode = Rcode::no_error;
    std::vector<Question> questions = {};
    std::vector<Record> answers = {};

    bool operator==(const Message&) const = default;
};

/// Reads header, questions and answers; authority and additional sections are not looked at. Nothing for a message that
/// is cut short, has a label over 63 or a name over 253 octets, a label with a dot in it, or a compression pointer that
/// does not point backwards. The work is bounded by the size of the message.
std::optional<Message> decode(std::span<const std::uint8_t> bytes);

/// Writes without compression. Nothing where a name is not writable: an empty or overlong label, or an overlong name.
std::optional<std::vector<std::uint8_t>> encode(const Message& message);

/// The data of a CNAME, MX, TXT or SRV record, read from text as in a zone file: `mail.example.net`, `10 mx.example.net`,
/// `v=spf1 -all`, `0 1 993 imap.example.net`; `.` is the root. Nothing for another type, or what cannot be written.
std::optional<std::vector<std::uint8_t>> data_of(std::uint16_t type, const std::string& text);

}  // namespace maildoctor::practice::dns
