#include "bridge/bridge.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <openssl/evp.h>

#include "bridge/messages.hpp"
#include "core/probe/policy.hpp"
#include "json/json.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
using wire::ErrorReason;
namespace {

std::optional<Protocol> mail_protocol(ServiceProtocol protocol) { return from_name<Protocol>(name_of(protocol)); }

ProbeTarget target_of(const Service& service, const std::string& host) {
    return {host, static_cast<std::uint16_t>(service.port), mail_protocol(service.protocol).value_or(Protocol::imap),
        service.security, {}};
}

std::string hash_of(const Profile& profile) {
    const std::string text = json::dump(profile);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr);
    std::string out;
    for (unsigned int i = 0; i < 8; ++i) {
        char pair[3];
        std::snprintf(pair, sizeof pair, "%02x", static_cast<unsigned>(digest[i]));
        out += pair;
    }
    return out;
}

bool is_unknown(Outcome outcome) { return outcome == Outcome::timed_out || outcome == Outcome::resolver_failed; }

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

}  // namespace

/// A customer's own host name on its way to an answer.
struct Bridge::OwnHost {
    const Service* service = nullptr;
    std::string name;
    std::shared_ptr<Passenger> passenger;
    Refuse refuse;
    Resolution own;
    std::vector<asio::ip::address> provider;  ///< what it may point to
    Outcome provider_outcome = Outcome::ok;   ///< of asking for the service's own host
    int open = 0;
};

Bridge::Bridge(asio::any_io_executor executor, ServerConfig given)
    : config(std::move(given)), budget(std::make_shared<Budget>(config.limits, std::chrono::steady_clock::now())),
      resolver_(executor, config.dns_server), tls_(config.ca_file),
      prober_(executor, resolver_, tls_, {config.deadlines, config.allow_special_addresses}),
      flights_(std::move(executor), prober_,
          {milliseconds(config.cache_ms), static_cast<std::size_t>(config.limits.probes_in_total), config.vantage,
              [this](const ProbeResult& result) { log_result(result); }}) {}

const Service* Bridge::offered(std::string_view id) const {
    for (const Profile& profile : config.profiles)
        if (const Service* service = find_service(profile, id); service != nullptr && mail_protocol(service->protocol))
            return service;
    return nullptr;
}

std::chrono::milliseconds Bridge::resolve_limit() const { return milliseconds(config.deadlines.resolve); }

void Bridge::examine(
    const wire::ProbeStart& message, Budget::Client& client, const std::shared_ptr<Passenger>& passenger, Refuse refuse) {
    const Service* service = offered(message.service);
    const std::string own_host = lower(message.own_host);
    if (service == nullptr || (own_host.empty() && service->host == "*")) return refuse(ErrorReason::service_not_offered);
    if (flights_.board(service->id, own_host, passenger)) return;
    const bool may_be_asked = own_host.empty() ||
        (probe::is_host_name(own_host) && (config.allow_special_addresses || !probe::is_special_use(own_host)));
    if (!may_be_asked) return refuse(ErrorReason::name_not_found);
    const auto own_hosts = static_cast<double>(questions_.size() + flights_.own_hosts_under_way());
    const bool has_room = flights_.has_room() && (own_host.empty() || own_hosts < config.limits.own_hosts_in_total);
    if (!has_room || !budget->take_probe(client, !own_host.empty(), std::chrono::steady_clock::now()))
        return refuse(ErrorReason::too_many_probes);
    if (own_host.empty()) return flights_.start(service->id, "", target_of(*service, service->host), passenger);
    const auto question = std::make_shared<OwnHost>();
    question->service = service;
    question->name = own_host;
    question->passenger = passenger;
    question->refuse = std::move(refuse);
    check_own_host(question);
}

/// Asks for the customer's name and the service's own at once; nothing is connected to before both are known.
void Bridge::check_own_host(const std::shared_ptr<OwnHost>& question) {
    questions_.insert(question);
    for (const std::string& text : question->service->addresses) {
        boost::system::error_code unreadable;
        const auto address = asio::ip::make_address(text, unreadable);
        if (!unreadable) question->provider.push_back(address);
    }
    const bool has_host = question->service->host != "*";
    question->open = has_host ? 2 : 1;
    const auto answered = [this, question] {
        if (--question->open > 0) return;
        questions_.erase(question);
        decide_own_host(*question);
    };
    resolver_.resolve(question->name, resolve_limit(), [question, answered](const Resolution& found) {
        question->own = found;
        answered();
    });
    if (!has_host) return;
    resolver_.resolve(question->service->host, resolve_limit(), [question, answered](const Resolution& found) {
        question->provider_outcome = found.outcome;
        question->provider.insert(question->provider.end(), found.addresses.begin(), found.addresses.end());
        answered();
    });
}

void Bridge::decide_own_host(const OwnHost& question) {
    if (question.passenger->left) return;
    // What could not be found out is no answer about the name.
    const auto unknown = [&](Outcome outcome) {
        const ProbeResult result = unresolved(question.service->id, question.name, outcome);
        log_result(result);
        question.passenger->on_result(result);
    };
    if (is_unknown(question.own.outcome)) return unknown(question.own.outcome);
    if (question.own.outcome != Outcome::ok) return question.refuse(ErrorReason::name_not_found);
    ProbeTarget target = target_of(*question.service, question.name);
    for (const auto& address : question.own.addresses) {
        const auto& provider = question.provider;
        const bool known = std::ranges::find(provider, address) != provider.end();
        const bool listed = std::ranges::find(target.addresses, address) != target.addresses.end();
        if (known && !listed) target.addresses.push_back(address);
    }
    if (target.addresses.empty() && is_unknown(question.provider_outcome)) return unknown(question.provider_outcome);
    if (target.addresses.empty()) return question.refuse(ErrorReason::not_this_provider);
    if (stopping) return question.refuse(ErrorReason::shutting_down);
    if (flights_.board(question.service->id, question.name, question.passenger)) return;
    if (!flights_.has_room()) return question.refuse(ErrorReason::too_many_probes);
    flights_.start(question.service->id, question.name, std::move(target), question.passenger);
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

void Bridge::cancel_all() {
    flights_.cancel_all();
    for (const auto& question : std::exchange(questions_, {})) {
        if (question->passenger->left) continue;
        question->refuse(ErrorReason::shutting_down);
        question->passenger->left = true;
    }
}

wire::Hello Bridge::hello() const {
    wire::Hello out;
    out.version = config.version;
    out.vantage = config.vantage;
    out.clock = utc_now();
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

void Bridge::log_result(const ProbeResult& result) const {
    const AddressResult* worst = nullptr;
    for (const AddressResult& each : result.addresses)
        if (worst == nullptr || worst->outcome == Outcome::ok) worst = &each;
    std::string fields = "\"service\":" + json::dump(result.service) +
        ",\"ownHost\":" + (result.own_host.empty() ? "false" : "true") +
        ",\"addresses\":" + std::to_string(result.addresses.size());
    if (worst != nullptr && worst->outcome != Outcome::ok) fields += ",\"stage\":\"" + std::string(name_of(worst->stage)) + "\"";
    if (worst != nullptr) fields += ",\"outcome\":\"" + std::string(name_of(worst->outcome)) + "\"";
    log("probe.finished", fields);
}

void Bridge::log(std::string_view event, std::string_view fields) const {
    if (!config.log) return;
    std::string line = "{\"at\":\"" + utc_now() + "\",\"event\":\"" + std::string(event) + "\"";
    if (!fields.empty()) line += "," + std::string(fields);
    config.log(line + "}");
}

}  // namespace maildoctor::bridge
