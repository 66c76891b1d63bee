#include "bridge/dns_answer.hpp"

#include <ares.h>

#include <algorithm>
#include <array>

#include <arpa/nameser.h>
#include <netinet/in.h>

#include "bridge/outcome.hpp"
#include "core/probe/reply.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kMostRecords = 32;

Outcome read_ipv4(const unsigned char* answer, int size, std::vector<asio::ip::address>& out) {
    std::array<ares_addrttl, kMostRecords> found{};
    int count = static_cast<int>(found.size());
    const int status = ares_parse_a_reply(answer, size, nullptr, found.data(), &count);
    for (int i = 0; status == ARES_SUCCESS && i < count; ++i)
        out.emplace_back(asio::ip::address_v4(ntohl(found[static_cast<std::size_t>(i)].ipaddr.s_addr)));
    return outcome_of_dns(status);
}

Outcome read_ipv6(const unsigned char* answer, int size, std::vector<asio::ip::address>& out) {
    std::array<ares_addr6ttl, kMostRecords> found{};
    int count = static_cast<int>(found.size());
    const int status = ares_parse_aaaa_reply(answer, size, nullptr, found.data(), &count);
    for (int i = 0; status == ARES_SUCCESS && i < count; ++i) {
        asio::ip::address_v6::bytes_type bytes{};
        std::copy_n(found[static_cast<std::size_t>(i)].ip6addr._S6_un._S6_u8, bytes.size(), bytes.begin());
        out.emplace_back(asio::ip::address_v6(bytes));
    }
    return outcome_of_dns(status);
}

/// What a reader of c-ares allocates.
template <class Reply>
struct Replies {
    explicit Replies(int (*read)(const unsigned char*, int, Reply**), const unsigned char* answer, int size) {
        status = read(answer, size, &first);
    }
    ~Replies() { ares_free_data(first); }
    Replies(const Replies&) = delete;
    Replies& operator=(const Replies&) = delete;
    Reply* first = nullptr;
    int status = 0;
};

/// The root is written as one dot.
std::string name_in_zone(const char* name) { return *name == '\0' ? "." : name; }

}  // namespace

Outcome read_addresses(bool v6, DnsBytes answer, std::vector<asio::ip::address>& out) {
    return (v6 ? read_ipv6 : read_ipv4)(answer.data(), static_cast<int>(answer.size()), out);
}

/// c-ares's own reader has the last name of a chain wrong.
std::vector<std::string> read_aliases(DnsBytes answer) {
    constexpr std::size_t kMost = 8;
    std::vector<std::string> out;
    ns_msg message{};
    if (answer.empty() || ns_initparse(answer.data(), static_cast<int>(answer.size()), &message) != 0) return out;
    for (int i = 0; i < ns_msg_count(message, ns_s_an) && out.size() < kMost; ++i) {
        ns_rr record{};
        if (ns_parserr(&message, ns_s_an, i, &record) != 0) break;
        if (ns_rr_type(record) != ns_t_cname) continue;
        std::array<char, NS_MAXDNAME> name{};
        const unsigned char* const end = ns_msg_end(message);
        if (ns_name_uncompress(ns_msg_base(message), end, ns_rr_rdata(record), name.data(), name.size()) < 0) break;
        out.push_back(probe::printable(name.data(), name.size()));
    }
    return out;
}

Records read_records(RecordType type, DnsBytes bytes) {
    const unsigned char* const answer = bytes.data();
    const auto size = static_cast<int>(bytes.size());
    Records out;
    if (type == RecordType::mx) {
        const Replies<ares_mx_reply> replies(ares_parse_mx_reply, answer, size);
        out.answer = answer_of_dns(replies.status);
        for (const auto* each = replies.first; each != nullptr; each = each->next)
            out.values.push_back(std::to_string(each->priority) + " " + name_in_zone(each->host));
    } else if (type == RecordType::txt) {
        const Replies<ares_txt_ext> replies(ares_parse_txt_reply_ext, answer, size);
        out.answer = answer_of_dns(replies.status);
        for (const auto* each = replies.first; each != nullptr; each = each->next) {
            if (each->record_start != 0) out.values.emplace_back();
            out.values.back().append(reinterpret_cast<const char*>(each->txt), each->length);
        }
    } else {
        const Replies<ares_srv_reply> replies(ares_parse_srv_reply, answer, size);
        out.answer = answer_of_dns(replies.status);
        for (const auto* each = replies.first; each != nullptr; each = each->next)
            out.values.push_back(std::to_string(each->priority) + " " + std::to_string(each->weight) + " " +
                std::to_string(each->port) + " " + name_in_zone(each->host));
    }
    if (out.values.empty() && out.answer == DnsAnswer::found) out.answer = DnsAnswer::no_data;
    return out;
}

}  // namespace maildoctor::bridge
