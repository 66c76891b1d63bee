// Single flight: many who ask for the same target at the same time cost one probe, and whoever asks within the cache's life
// costs none. Late comers get the stages so far.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "bridge/messages.hpp"
#include "bridge/metrics.hpp"
#include "bridge/prober.hpp"

namespace maildoctor::bridge {

/// Somebody who waits for a result. `on_result` is called exactly once, unless they left. Its number is the age in
/// milliseconds, 0 for who saw it happen; that of a step is its place.
struct Passenger {
    std::function<void(const SharedMessage&)> on_step;
    std::function<void(const SharedMessage&, long long age_ms)> on_result;
    bool left = false;    ///< wants to hear nothing more
    std::string request;  ///< id for the log
};

/// What is asked: who asks the same boards the same flight.
struct ProbeKey {
    std::string service;
    std::string own_host;
    bool tls_versions = false;
    bool operator<(const ProbeKey& other) const {
        return std::tie(service, own_host, tls_versions) < std::tie(other.service, other.own_host, other.tls_versions);
    }
};

/// `probe.finished` for whoever waits.
SharedMessage finished(ProbeResult result);

class Flights {
public:
    /// Connects to somebody else, to tell a server that is down from a network of ours that is; empty: to nobody.
    using Control = std::function<std::shared_ptr<Prober::Run>(Prober::OnFinished)>;

    /// What is common to all results.
    struct Options {
        std::chrono::milliseconds cache{};
        std::size_t most_at_once = 0;
        std::string vantage;
        Control ask_control;
        /// With the request of the passenger who started it, and how long it took.
        std::function<void(const ProbeResult&, const std::string& request, double seconds)> on_landed;
    };

    Flights(boost::asio::any_io_executor executor, Prober& prober, Options options);
    ~Flights();

    /// Boards the flight that is under way or landed a short while ago, if there is one.
    std::optional<AnsweredBy> board(const ProbeKey& key, const std::shared_ptr<Passenger>& passenger);

    /// One more may be started.
    [[nodiscard]] bool has_room() const { return under_way_.size() < options_.most_at_once; }

    void start(const ProbeKey& key, ProbeTarget target, const std::shared_ptr<Passenger>& passenger);

    /// Whoever leaves as the last one cancels the flight and still gets its result; true then. False: others go on, and the
    /// one who left hears nothing more.
    bool leave(const std::shared_ptr<Passenger>& passenger);

    /// From now on nothing of before can be boarded; what is under way lands as usual.
    void forget_all() { flights_.clear(); }

    /// Cancels every flight under way.
    void cancel_all();

    [[nodiscard]] bool is_idle() const { return under_way_.empty(); }
    [[nodiscard]] std::size_t under_way() const { return under_way_.size(); }
    /// Flights under way to customers' own hosts.
    [[nodiscard]] std::size_t own_hosts_under_way() const;

private:
    struct Flight;
    void land(const std::shared_ptr<Flight>& flight, ProbeResult result);
    void conclude(const std::shared_ptr<Flight>& flight, ProbeResult result, bool control_answered);
    bool note_answers(const std::vector<AddressResult>& addresses);
    void forget(const std::shared_ptr<Flight>& flight);

    boost::asio::any_io_executor executor_;
    Prober& prober_;
    Options options_;
    std::map<ProbeKey, std::shared_ptr<Flight>> flights_;  ///< those that can be boarded
    std::vector<std::shared_ptr<Flight>> under_way_;
    std::chrono::steady_clock::time_point last_answer_[2];  ///< of anybody over IPv4, and over IPv6
};

}  // namespace maildoctor::bridge
