#include "bridge/bridge.hpp"

#include <algorithm>
#include <cstdio>
#include <span>
#include <utility>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include "bridge/address.hpp"
#include "bridge/messages.hpp"
#include "core/probe/policy.hpp"
#include "core/reading/text.hpp"
#include "json/json.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
using wire::ErrorReason;
namespace {

ProbeTarget target_of(const Service& service, const ProbeKey& key) {
    return {key.own_host.empty() ? service.host : key.own_host, static_cast<std::uint16_t>(service.port), service.protocol,
        service.security, {}, key.tls_versions};
}

std::string hex(std::span<const unsigned char> bytes) {
    std::string out;
    for (const unsigned char byte : bytes) {
        char pair[3];
        std::snprintf(pair, sizeof pair, "%02x", static_cast<unsigned>(byte));
        out += pair;
    }
    return out;
}

std::string hash_of(const Profile& profile) {
    const std::string text = json::dump(profile);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
    return hex(std::span(digest).first(8));
}

std::string random_id() {
    unsigned char bytes[4] = {};
    RAND_bytes(bytes, sizeof bytes);
    return hex(bytes);
}

/// For whoever is not asked anything: the greeting is not waited for.
probe::Deadlines connecting_only(probe::Deadlines deadlines) {
    deadlines.greeting = 1;
    return deadlines;
}

bool is_unknown(Outcome outcome) { return outcome == Outcome::timed_out || outcome == Outcome::resolver_failed; }

}  // namespace

/// A customer's own host name on its way to an answer.
struct Bridge::OwnHost {
    Service service;
    ProbeKey key;
    std::shared_ptr<Passenger> passenger;
    Refuse refuse;
    Resolution own;
    std::vector<asio::ip::address> provider;  ///< what it may point to
    Outcome provider_outcome = Outcome::ok;   ///< of asking for the service's own host
    int open = 0;
};

Bridge::Bridge(asio::any_io_executor executor, ServerConfig given)
    : config(std::move(given)), log(config.log_level, config.log),
      budget(std::make_shared<Budget>(config.limits, std::chrono::steady_clock::now())), metrics_(config.version),
      process_id_(random_id()), resolver_(executor, config.dns_server), tls_(config.ca_file),
      prober_(executor, resolver_, tls_, {config.deadlines, config.allow_special_addresses}),
      control_prober_(executor, resolver_, tls_, {connecting_only(config.deadlines), config.allow_special_addresses}),
      flights_(executor, prober_,
          {milliseconds(config.cache_ms), static_cast<std::size_t>(config.limits.probes_in_total), config.vantage, control(),
              [this](const ProbeResult& result, const std::string& request, double seconds) {
                  on_ended(result, request, seconds);
              }}),
      domains_(std::move(executor), resolver_,
          {milliseconds(config.cache_ms), milliseconds(config.deadlines.resolve), config.vantage,
              [this](const DomainResult& result, double seconds) {
                  log.write(
                      LogLevel::info, "domain.finished", {{"available", !result.unavailable.has_value()}, {"seconds", seconds}});
              }}) {}

Flights::Control Bridge::control() {
    const auto target = read_host_port(config.control_target);
    if (!target) return {};
    return [this, target = ProbeTarget{target->host, target->port, ServiceProtocol::imap, Security::starttls}](
               Prober::OnFinished on_finished) {
        return control_prober_.start(
            target, [](const ProbeStep&) {}, std::move(on_finished));
    };
}

const Service* Bridge::offered(std::string_view id) const {
    for (const Profile& profile : config.profiles)
        if (const Service* service = find_service(profile, id)) return service;
    return nullptr;
}

std::chrono::milliseconds Bridge::resolve_limit() const { return milliseconds(config.deadlines.resolve); }

void Bridge::examine(
    const wire::ProbeStart& message, Budget::Client& client, const std::shared_ptr<Passenger>& passenger, Refuse refuse) {
    const Service* service = offered(message.service);
    const std::string own_host = lower_case(message.own_host);
    const bool names_a_host =
        service != nullptr && (own_host.empty() ? service->host != "*" : service->protocol != ServiceProtocol::https);
    if (!names_a_host) return refuse(ErrorReason::service_not_offered);
    const ProbeKey key{service->id, own_host, message.tls_versions.value_or(false)};
    if (board(key, passenger)) return;
    const bool may_be_asked = own_host.empty() ||
        (probe::is_host_name(own_host) && (config.allow_special_addresses || !probe::is_special_use(own_host)));
    if (!may_be_asked) return refuse(ErrorReason::name_not_found);
    const auto own_hosts = static_cast<double>(questions_.size() + flights_.own_hosts_under_way());
    const bool has_room = flights_.has_room() && (own_host.empty() || own_hosts < config.limits.own_hosts_in_total);
    if (!has_room || !budget->take_probe(client, !own_host.empty(), std::chrono::steady_clock::now()))
        return refuse(ErrorReason::too_many_probes);
    if (own_host.empty()) return start(key, target_of(*service, key), passenger);
    const auto question = std::make_shared<OwnHost>();
    question->service = *service;
    question->key = key;
    question->passenger = passenger;
    question->refuse = std::move(refuse);
    check_own_host(question);
}

void Bridge::look_up(const wire::DomainStart& message, Budget::Client& client, const std::string& request,
    const Domains::Done& done, const Refuse& refuse) {
    const std::string domain = lower_case(message.domain);
    const auto note = [&](AnsweredBy answered_by) {
        metrics_.count_domain(answered_by);
        log.write(LogLevel::debug, "domain.requested", {{"request", request}, {"answeredBy", name_of(answered_by)}});
    };
    if (const auto joined = domains_.join(domain, done)) return note(*joined);
    const bool may_be_asked = probe::is_host_name(domain) && (config.allow_special_addresses || !probe::is_special_use(domain));
    if (!may_be_asked) return refuse(ErrorReason::name_not_found);
    const bool has_room = static_cast<double>(domains_.under_way()) < config.limits.domains_in_total;
    if (!has_room || !budget->take_domain(client, std::chrono::steady_clock::now())) return refuse(ErrorReason::too_many_probes);
    note(AnsweredBy::new_probe);
    std::vector<std::string> selectors;
    for (const Profile& profile : config.profiles)
        selectors.insert(selectors.end(), profile.domain.dkim_selectors.begin(), profile.domain.dkim_selectors.end());
    domains_.start(domain, selectors, done);
}

/// Asks for the customer's name and the service's own at once; nothing is connected to before both are known.
void Bridge::check_own_host(const std::shared_ptr<OwnHost>& question) {
    questions_.insert(question);
    for (const std::string& text : question->service.addresses) {
        boost::system::error_code unreadable;
        const auto address = asio::ip::make_address(text, unreadable);
        if (!unreadable) question->provider.push_back(address);
    }
    const bool has_host = question->service.host != "*";
    question->open = has_host ? 2 : 1;
    const auto answered = [this, question] {
        if (--question->open > 0) return;
        questions_.erase(question);
        decide_own_host(*question);
    };
    resolver_.resolve(question->key.own_host, resolve_limit(), [question, answered](const Resolution& found) {
        question->own = found;
        answered();
    });
    if (!has_host) return;
    resolver_.resolve(question->service.host, resolve_limit(), [question, answered](const Resolution& found) {
        question->provider_outcome = found.outcome;
        question->provider.insert(question->provider.end(), found.addresses.begin(), found.addresses.end());
        answered();
    });
}

void Bridge::decide_own_host(const OwnHost& question) {
    if (question.passenger->left) return;
    // What could not be found out is no answer about the name.
    const auto unknown = [&](Outcome outcome) {
        const ProbeResult result = unresolved(question.service.id, question.key.own_host, outcome);
        on_ended(result, question.passenger->request, 0);
        question.passenger->on_result(finished(result), 0);
    };
    if (is_unknown(question.own.outcome)) return unknown(question.own.outcome);
    if (question.own.outcome != Outcome::ok) return question.refuse(ErrorReason::name_not_found);
    ProbeTarget target = target_of(question.service, question.key);
    target.dns = question.own.dns;
    for (const auto& address : question.own.addresses) {
        const auto& provider = question.provider;
        const bool known = std::ranges::find(provider, address) != provider.end();
        const bool listed = std::ranges::find(target.addresses, address) != target.addresses.end();
        if (known && !listed) target.addresses.push_back(address);
    }
    if (target.addresses.empty() && is_unknown(question.provider_outcome)) return unknown(question.provider_outcome);
    if (target.addresses.empty()) return question.refuse(ErrorReason::not_this_provider);
    if (stopping) return question.refuse(ErrorReason::shutting_down);
    if (board(question.key, question.passenger)) return;
    if (!flights_.has_room()) return question.refuse(ErrorReason::too_many_probes);
    start(question.key, std::move(target), question.passenger);
}

bool Bridge::board(const ProbeKey& key, const std::shared_ptr<Passenger>& passenger) {
    const auto boarded = flights_.board(key, passenger);
    if (boarded) note_request(*boarded, key.service, *passenger);
    return boarded.has_value();
}

void Bridge::start(const ProbeKey& key, ProbeTarget target, const std::shared_ptr<Passenger>& passenger) {
    note_request(AnsweredBy::new_probe, key.service, *passenger);
    flights_.start(key, std::move(target), passenger);
}

void Bridge::note_request(AnsweredBy answered_by, const std::string& service, const Passenger& passenger) {
    metrics_.count_request(answered_by);
    log.write(LogLevel::debug, "probe.requested",
        {{"request", passenger.request}, {"service", service}, {"answeredBy", name_of(answered_by)}});
}

ProbeResult Bridge::unresolved(const std::string& service, const std::string& own_host, Outcome outcome) const {
    ProbeResult out;
    out.service = service;
    out.own_host = own_host;
    out.addresses.resize(1);
    out.addresses[0].stage = Stage::resolve;
    out.addresses[0].outcome = outcome;
    if (is_unknown(outcome)) out.unavailable = Unavailable::vantage_unavailable;
    out.vantage = config.vantage;
    out.at = utc_now();
    return out;
}

void Bridge::offer(std::vector<Profile> profiles) {
    config.profiles = std::move(profiles);
    hello_ = make_hello();
    flights_.forget_all();
}

void Bridge::cancel_all() {
    flights_.cancel_all();
    for (const auto& question : std::exchange(questions_, {})) {
        if (question->passenger->left) continue;
        question->refuse(ErrorReason::shutting_down);
        question->passenger->left = true;
    }
}

wire::Hello Bridge::hello() const {
    wire::Hello out = hello_;
    out.clock = utc_now();
    return out;
}

/// But for the clock.
wire::Hello Bridge::make_hello() const {
    wire::Hello out;
    out.version = config.version;
    out.vantage = config.vantage;
    if (!config.profiles.empty()) {
        out.profile = config.profiles.front().id;
        out.profile_hash = hash_of(config.profiles.front());
    }
    for (const Profile& profile : config.profiles)
        for (const Service& service : profile.services)
            if (offered(service.id) == &service) out.services.push_back({service.id, service.host, service.port});
    out.probe_limit_ms = config.deadlines.total;
    out.message_limit = config.limits.message_bytes;
    out.concurrent_limit = config.limits.probes_per_connection;
    return out;
}

bool Bridge::is_allowed_origin(std::string_view origin) const {
    return std::ranges::find(config.allowed_origins, origin) != config.allowed_origins.end();
}

void Bridge::on_ended(const ProbeResult& result, const std::string& request, double seconds) {
    metrics_.count_probe(result, seconds);
    const AddressResult* worst = worst_of(result);
    if (worst == nullptr) return;
    log.write(LogLevel::info, "probe.finished",
        {{"request", request}, {"service", result.service}, {"ownHost", !result.own_host.empty()},
            {"addresses", static_cast<double>(result.addresses.size())}, {"stage", name_of(worst->stage)},
            {"outcome", name_of(worst->outcome)}, {"seconds", seconds}});
}

void Bridge::refused(std::string_view what, std::string_view reason, std::string_view request) {
    metrics_.count_refusal(what, reason);
    log.write(LogLevel::debug, std::string(what) + ".refused", {{"request", request}, {"reason", reason}});
}

std::string Bridge::new_request_id() { return process_id_ + "-" + std::to_string(++requests_); }

std::string Bridge::metrics_text() {
    return metrics_.text({static_cast<double>(connections), static_cast<double>(sessions.size()),
        static_cast<double>(flights_.under_way()), static_cast<double>(budget->clients())});
}

}  // namespace maildoctor::bridge
