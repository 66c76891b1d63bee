#include "bridge/flights.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/steady_timer.hpp>

#include "core/reading/probe_reading.hpp"

namespace maildoctor::bridge {
namespace {

using Clock = std::chrono::steady_clock;

bool is_v6(const AddressResult& result) { return result.address.find(':') != std::string::npos; }
bool is_unreachable(const AddressResult& result) {
    return result.stage == Stage::connect && result.outcome == Outcome::unreachable;
}

/// Without a way to a whole family of addresses nothing is known about them, which is not the same as "failed".
void drop_family_without_route(std::vector<AddressResult>& results) {
    for (const bool v6 : {false, true}) {
        const auto of_family = [v6](const AddressResult& result) { return is_v6(result) == v6; };
        const auto reached = [&](const AddressResult& result) { return of_family(result) && !is_unreachable(result); };
        if (std::ranges::any_of(results, reached) || std::ranges::all_of(results, of_family)) continue;
        std::erase_if(results, of_family);
    }
}

/// Nothing came back, and what is wrong may be the way there.
bool is_doubtful(const AddressResult& result) {
    return tells_of_vantage_only(result) || (result.stage == Stage::connect && result.outcome == Outcome::timed_out);
}

/// Somebody was there, and be it to say that nobody listens.
bool has_answered(const AddressResult& result) {
    using enum Outcome;
    if (result.stage == Stage::connect) return result.outcome == refused || result.outcome == reset;
    return result.stage != Stage::resolve;
}

}  // namespace

SharedMessage finished(ProbeResult result) { return {wire::ProbeFinished{"", std::move(result)}, "ageMs"}; }

struct Flights::Flight {
    explicit Flight(const boost::asio::any_io_executor& executor) : expiry(executor) {}

    ProbeKey key;
    std::vector<SharedMessage> steps;
    std::optional<SharedMessage> result;  ///< once it has landed
    std::shared_ptr<Prober::Run> run;     ///< while under way
    Clock::time_point began_at = Clock::now();
    Clock::time_point landed_at;
    std::string request;
    boost::asio::steady_timer expiry;
    std::vector<std::shared_ptr<Passenger>> passengers;
    bool cancelled = false;

    /// Never without an age, from memory.
    void give_old_result(const Passenger& passenger) const {
        const auto age = std::chrono::ceil<std::chrono::milliseconds>(Clock::now() - landed_at);
        passenger.on_result(*result, std::max<std::int64_t>(1, age.count()));
    }
};

Flights::Flights(boost::asio::any_io_executor executor, Prober& prober, Options options)
    : executor_(std::move(executor)), prober_(prober), options_(std::move(options)) {}
Flights::~Flights() {
    for (const auto& flight : under_way_) flight->run.reset();  // each holds the other
}

std::optional<AnsweredBy> Flights::board(const ProbeKey& key, const std::shared_ptr<Passenger>& passenger) {
    const auto found = flights_.find(key);
    if (found == flights_.end()) return std::nullopt;
    const auto flight = found->second;
    for (const SharedMessage& step : flight->steps) passenger->on_step(step);
    if (flight->run) {
        flight->passengers.push_back(passenger);
        return AnsweredBy::probe_under_way;
    }
    flight->give_old_result(*passenger);
    return AnsweredBy::cache;
}

void Flights::start(const ProbeKey& key, ProbeTarget target, const std::shared_ptr<Passenger>& passenger) {
    const auto flight = std::make_shared<Flight>(executor_);
    flight->key = key;
    flight->request = passenger->request;
    flight->passengers.push_back(passenger);
    flights_[flight->key] = flight;
    under_way_.push_back(flight);
    flight->run = prober_.start(
        std::move(target),
        [flight](const ProbeStep& step) {
            flight->steps.emplace_back(
                wire::ProbeProgress{"", 0, step.address, step.stage, step.outcome, step.elapsed_ms}, "seq");
            const auto passengers = flight->passengers;
            for (const auto& each : passengers)
                if (!each->left) each->on_step(flight->steps.back());
        },
        [this, flight](ProbeResult result) { land(flight, std::move(result)); });
}

void Flights::land(const std::shared_ptr<Flight>& flight, ProbeResult result) {
    drop_family_without_route(result.addresses);
    note_answers(result.addresses);
    flight->landed_at = Clock::now();
    if (!options_.ask_control || flight->cancelled || !std::ranges::all_of(result.addresses, is_doubtful))
        return conclude(flight, std::move(result), false);
    flight->run = options_.ask_control([this, flight, result](const ProbeResult& control) {
        const bool answered = note_answers(control.addresses);
        conclude(flight, result, answered);
    });
}

bool Flights::note_answers(const std::vector<AddressResult>& addresses) {
    for (const AddressResult& each : addresses)
        if (has_answered(each)) last_answer_[is_v6(each) ? 1 : 0] = Clock::now();
    return std::ranges::any_of(addresses, has_answered);
}

void Flights::conclude(const std::shared_ptr<Flight>& flight, ProbeResult result, bool control_answered) {
    flight->run.reset();
    std::erase(under_way_, flight);
    const auto tells_nothing = [&](const AddressResult& each) {
        const bool has_network =
            each.stage == Stage::resolve ? control_answered : last_answer_[is_v6(each) ? 1 : 0] >= flight->began_at;
        return is_doubtful(each) && !has_network;
    };
    result.service = flight->key.service;
    result.own_host = flight->key.own_host;
    if (std::ranges::all_of(result.addresses, tells_nothing)) result.unavailable = Unavailable::vantage_unavailable;
    result.vantage = options_.vantage;
    result.at = utc_now();
    if (options_.on_landed)
        options_.on_landed(result, flight->request, std::chrono::duration<double>(flight->landed_at - flight->began_at).count());
    flight->result = finished(std::move(result));
    for (const auto& passenger : std::exchange(flight->passengers, {}))
        if (!passenger->left) passenger->on_result(*flight->result, 0);
    if (flight->cancelled) return;
    if (options_.cache.count() <= 0) return forget(flight);
    flight->expiry.expires_after(options_.cache);
    flight->expiry.async_wait([this, weak = std::weak_ptr(flight)](const boost::system::error_code& error) {
        const auto expired = weak.lock();
        if (!error && expired) forget(expired);
    });
}

void Flights::forget(const std::shared_ptr<Flight>& flight) {
    const auto found = flights_.find(flight->key);
    if (found != flights_.end() && found->second == flight) flights_.erase(found);
}

bool Flights::leave(const std::shared_ptr<Passenger>& passenger) {
    for (const auto& flight : under_way_) {
        const auto found = std::ranges::find(flight->passengers, passenger);
        if (found == flight->passengers.end()) continue;
        if (flight->passengers.size() > 1) {
            flight->passengers.erase(found);
            return false;
        }
        flight->cancelled = true;
        forget(flight);
        flight->run->cancel();
        return true;
    }
    return false;
}

std::size_t Flights::own_hosts_under_way() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(under_way_, [](const auto& flight) { return !flight->key.own_host.empty(); }));
}

void Flights::cancel_all() {
    flights_.clear();  // also ends the waits of those that landed
    for (const auto& flight : under_way_) {
        flight->cancelled = true;
        flight->run->cancel();
    }
}

}  // namespace maildoctor::bridge
