// What each client and all together may use: token buckets, and the table of clients. The time is passed in.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <map>
#include <memory>

#include <boost/asio/ip/address.hpp>

#include "bridge/config.hpp"

namespace maildoctor::bridge {

using Time = std::chrono::steady_clock::time_point;

class TokenBucket {
public:
    /// Full at first.
    TokenBucket(const Rate& rate, Time now) : rate_(rate), tokens_(rate.burst), filled_at_(now) {}

    [[nodiscard]] bool has_token(Time now) const { return tokens_at(now) >= 1; }
    [[nodiscard]] bool is_full(Time now) const { return tokens_at(now) >= rate_.burst; }
    /// False, and nothing taken, where there is none.
    bool take(Time now);

private:
    [[nodiscard]] double tokens_at(Time now) const;

    Rate rate_;
    double tokens_;
    Time filled_at_;
};

/// Clients are IPv4 addresses and IPv6 networks of 64 bits (RFC 6177 gives nobody less). One without a connection is
/// forgotten once its bucket is full again, and the one that left first when there are more than `most_absent`.
class Budget : public std::enable_shared_from_this<Budget> {
public:
    struct Client;
    /// One connection of a client, for as long as it is held; keeps the budget alive.
    using Place = std::shared_ptr<Client>;

    explicit Budget(Limits limits, Time now, std::size_t most_absent = 10'000);

    /// Null where the client has as many connections as it may.
    Place enter(const boost::asio::ip::address& client, Time now);

    /// Takes what one probe costs from the client's bucket, that of all, and (an own host) that of own hosts: from all of
    /// them or, with false, from none.
    bool take_probe(Client& client, bool own_host, Time now);

    /// The same for what it costs to look up a domain.
    bool take_domain(Client& client, Time now);

    /// The same for a set-up file.
    bool take_setup(Client& client, Time now);

    /// Forgets who is away and has a full bucket again.
    void forget(Time now);

    [[nodiscard]] std::size_t clients() const { return clients_.size(); }

private:
    static bool take(Client& client, TokenBucket& all, Time now);
    void leave(Client& client);

    Limits limits_;
    std::size_t most_absent_;
    TokenBucket probes_;
    TokenBucket own_hosts_;
    TokenBucket domains_;
    TokenBucket setups_;
    std::map<boost::asio::ip::address_v6, Client> clients_;
    std::list<Client*> absent_;  ///< without a connection; who left first comes first
};

struct Budget::Client {
    boost::asio::ip::address_v6 id;
    TokenBucket probes;
    std::size_t connections = 0;
    std::list<Client*>::iterator absent = {};
};

}  // namespace maildoctor::bridge
