#include "bridge/budget.hpp"

#include <algorithm>
#include <utility>

#include "bridge/address.hpp"

namespace maildoctor::bridge {
namespace ip = boost::asio::ip;

double TokenBucket::tokens_at(Time now) const {
    const std::chrono::duration<double, std::ratio<60>> minutes = now - filled_at_;
    return std::min(rate_.burst, tokens_ + minutes.count() * rate_.per_minute);
}

bool TokenBucket::take(Time now) {
    tokens_ = tokens_at(now);
    filled_at_ = now;
    if (tokens_ < 1) return false;
    --tokens_;
    return true;
}

Budget::Budget(Limits limits, Time now, std::size_t most_absent)
    : limits_(std::move(limits)), most_absent_(most_absent), probes_(limits_.probe_rate_in_total, now),
      own_hosts_(limits_.own_host_rate_in_total, now), domains_(limits_.domain_rate_in_total, now),
      setups_(limits_.setup_rate_in_total, now) {}

Budget::Place Budget::enter(const ip::address& address, Time now) {
    forget(now);
    const auto whole = as_v6(address);
    const auto id = whole.is_v4_mapped() ? whole : ip::make_network_v6(whole, 64).canonical().address();
    const auto [found, is_new] = clients_.try_emplace(id, Client{id, {limits_.probe_rate_per_client, now}});
    Client& client = found->second;
    if (static_cast<double>(client.connections) >= limits_.connections_per_client) return nullptr;
    if (++client.connections == 1 && !is_new) absent_.erase(client.absent);
    return {&client, [self = shared_from_this()](Client* one) { self->leave(*one); }};
}

void Budget::leave(Client& client) {
    if (--client.connections == 0) client.absent = absent_.insert(absent_.end(), &client);
}

void Budget::forget(Time now) {
    while (!absent_.empty() && (absent_.size() > most_absent_ || absent_.front()->probes.is_full(now))) {
        clients_.erase(absent_.front()->id);
        absent_.pop_front();
    }
}

bool Budget::take_probe(Client& client, bool own_host, Time now) {
    if (!client.probes.has_token(now) || !probes_.has_token(now) || (own_host && !own_hosts_.has_token(now))) return false;
    client.probes.take(now);
    probes_.take(now);
    if (own_host) own_hosts_.take(now);
    return true;
}

bool Budget::take(Client& client, TokenBucket& all, Time now) {
    return client.probes.has_token(now) && all.take(now) && client.probes.take(now);
}

bool Budget::take_domain(Client& client, Time now) { return take(client, domains_, now); }
bool Budget::take_setup(Client& client, Time now) { return take(client, setups_, now); }

}  // namespace maildoctor::bridge
