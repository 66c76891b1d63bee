// What all sessions of one process share, and the way from a message to a probe.
#pragma once

#include <optional>
#include <set>

#include <boost/asio/ip/tcp.hpp>

#include "bridge/budget.hpp"
#include "bridge/domains.hpp"
#include "bridge/flights.hpp"
#include "bridge/log.hpp"
#include "bridge/metrics.hpp"
#include "bridge/server.hpp"
#include "core/model/wire.hpp"

namespace maildoctor::bridge {

class Session;

class Bridge {
public:
    using Refuse = std::function<void(wire::ErrorReason)>;

    Bridge(boost::asio::any_io_executor executor, ServerConfig config);

    /// Starts the probe at the cost of `client`, or boards one for nothing; else says `refuse` exactly once. Either may come
    /// before this returns.
    void examine(
        const wire::ProbeStart& message, Budget::Client& client, const std::shared_ptr<Passenger>& passenger, Refuse refuse);

    /// Looks up the domain's records at the cost of `client`, or joins who does for nothing; else says `refuse`, as above.
    void look_up(const wire::DomainStart& message, Budget::Client& client, const std::string& request, const Domains::Done& done,
        const Refuse& refuse);

    /// The result of a probe that ended before there was an address: by `cancelled`, or because nothing could be found out.
    [[nodiscard]] ProbeResult unresolved(const std::string& service, const std::string& own_host, Outcome outcome) const;

    /// From now on these profiles' services; what was found out before answers nobody any more.
    void offer(std::vector<Profile> profiles);

    /// Ends everything that is under way; each page that waits for it gets its answer.
    void cancel_all();

    /// Nothing is under way.
    [[nodiscard]] bool is_idle() const { return flights_.is_idle() && questions_.empty() && domains_.under_way() == 0; }

    [[nodiscard]] wire::Hello hello() const;
    [[nodiscard]] bool is_allowed_origin(std::string_view origin) const;

    /// Counts and logs that `what` (a connection, upgrade, message or probe) was refused.
    void refused(std::string_view what, std::string_view reason, std::string_view request = {});

    /// An id for the log: of one page's connection, and different in each process.
    [[nodiscard]] std::string new_request_id();
    [[nodiscard]] std::string metrics_text();

    ServerConfig config;
    const Log log;
    const std::shared_ptr<Budget> budget;
    std::set<std::shared_ptr<Session>> sessions;
    std::size_t connections = 0;
    bool stopping = false;
    std::function<void()> on_last_session_ended = [] {};
    Flights& flights() { return flights_; }

private:
    struct OwnHost;
    void check_own_host(const std::shared_ptr<OwnHost>& question);
    void decide_own_host(const OwnHost& question);
    bool board(const ProbeKey& key, const std::shared_ptr<Passenger>& passenger);
    void start(const ProbeKey& key, ProbeTarget target, const std::shared_ptr<Passenger>& passenger);
    void note_request(AnsweredBy answered_by, const std::string& service, const Passenger& passenger);
    void on_ended(const ProbeResult& result, const std::string& request, double seconds);
    [[nodiscard]] wire::Hello make_hello() const;
    [[nodiscard]] Flights::Control control();
    [[nodiscard]] const Service* offered(std::string_view id) const;
    [[nodiscard]] std::chrono::milliseconds resolve_limit() const;

    wire::Hello hello_ = make_hello();
    Metrics metrics_;
    const std::string process_id_;
    std::size_t requests_ = 0;
    Resolver resolver_;
    TlsContext tls_;
    Prober prober_;
    Prober control_prober_;  ///< connects, and leaves
    Flights flights_;
    Domains domains_;
    std::set<std::shared_ptr<OwnHost>> questions_;  ///< own hosts that the DNS is being asked for
};

}  // namespace maildoctor::bridge
