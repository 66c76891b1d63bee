#include "bridge/metrics.hpp"

#include <algorithm>
#include <map>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace maildoctor::bridge {
namespace {

using prometheus::Counter;
using prometheus::Gauge;
using prometheus::Histogram;
using prometheus::Registry;

/// Seconds: from a server next door to the longest deadline that is usual.
const Histogram::BucketBoundaries kBuckets = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25};

template <class Builder>
auto& family(Registry& registry, const Builder& build, const char* name, const char* help) {
    return build().Name(name).Help(help).Register(registry);
}

/// One histogram of seconds for each value of one label. Its family would make a new one each time, to find that it is there.
class Durations {
public:
    Durations(Registry& registry, const char* name, const char* help, const char* label)
        : family_(family(registry, prometheus::BuildHistogram, name, help)), label_(label) {}

    void observe(const std::string& value, double seconds) {
        Histogram*& histogram = known_[value];
        if (histogram == nullptr) histogram = &family_.Add({{label_, value}}, kBuckets);
        histogram->Observe(seconds);
    }

private:
    prometheus::Family<Histogram>& family_;
    std::string label_;
    std::map<std::string, Histogram*> known_;
};

std::string text_of(auto value) { return std::string(name_of(value)); }

}  // namespace

struct Metrics::Impl {
    Registry registry;
    prometheus::Family<Counter>& probes = family(registry, prometheus::BuildCounter, "maildoctor_probes_total",
        "Probes that ended, by service, the stage that ended them, and its outcome.");
    Durations probe_seconds{registry, "maildoctor_probe_duration_seconds", "Time that a whole probe took.", "service"};
    Durations stage_seconds{registry, "maildoctor_stage_duration_seconds", "Time that a stage took on one address.", "stage"};
    prometheus::Family<Counter>& requests = family(registry, prometheus::BuildCounter, "maildoctor_probe_requests_total",
        "Requests for a probe, by what answered them; what is not a new probe has cost the mail servers nothing.");
    prometheus::Family<Counter>& domains = family(registry, prometheus::BuildCounter, "maildoctor_domain_requests_total",
        "Requests for a domain's records, by what answered them; what is not a new look has cost no question to the DNS.");
    prometheus::Family<Counter>& refusals = family(registry, prometheus::BuildCounter, "maildoctor_refusals_total",
        "Connections, upgrades, messages, probes, domains and set-up files that were refused, by reason.");
    Gauge& connections = gauge("maildoctor_connections", "Connections that are open.");
    Gauge& pages = gauge("maildoctor_pages", "Pages that are connected.");
    Gauge& probes_under_way = gauge("maildoctor_probes_under_way", "Probes that are under way.");
    Gauge& clients = gauge("maildoctor_clients", "Clients whose use is remembered.");

    Gauge& gauge(const char* name, const char* help) { return family(registry, prometheus::BuildGauge, name, help).Add({}); }
};

Metrics::Metrics(const std::string& version) : impl_(std::make_unique<Impl>()) {
    family(impl_->registry, prometheus::BuildGauge, "maildoctor_build_info", "Always 1; the version is a label.")
        .Add({{"version", version}})
        .Set(1);
    // Counters that are there from the beginning, so that a rate can be made of the first event.
    for (const std::string_view name : kNames<AnsweredBy>)
        for (auto* requests : {&impl_->requests, &impl_->domains}) requests->Add({{"answered_by", std::string(name)}});
}

Metrics::~Metrics() = default;

void Metrics::count_probe(const ProbeResult& result, double seconds) {
    const AddressResult* worst = worst_of(result);
    if (worst == nullptr) return;
    impl_->probes
        .Add({{"service", result.service}, {"own_host", result.own_host.empty() ? "false" : "true"},
            {"stage", text_of(worst->stage)}, {"outcome", text_of(worst->outcome)},
            {"vantage_available", result.unavailable ? "false" : "true"}})
        .Increment();
    impl_->probe_seconds.observe(result.service, seconds);
    for (const AddressResult& address : result.addresses)
        for (const StageResult& stage : address.stages)
            impl_->stage_seconds.observe(text_of(stage.stage), stage.elapsed_ms / 1000);
}

void Metrics::count_request(AnsweredBy answered_by) { impl_->requests.Add({{"answered_by", text_of(answered_by)}}).Increment(); }

void Metrics::count_domain(AnsweredBy answered_by) { impl_->domains.Add({{"answered_by", text_of(answered_by)}}).Increment(); }

void Metrics::count_refusal(std::string_view what, std::string_view reason) {
    impl_->refusals.Add({{"what", std::string(what)}, {"reason", std::string(reason)}}).Increment();
}

std::string Metrics::text(const Now& now) {
    impl_->connections.Set(now.connections);
    impl_->pages.Set(now.pages);
    impl_->probes_under_way.Set(now.probes);
    impl_->clients.Set(now.clients);
    return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

const AddressResult* worst_of(const ProbeResult& result) {
    const auto bad = std::ranges::find_if(result.addresses, [](const auto& each) { return each.outcome != Outcome::ok; });
    if (bad != result.addresses.end()) return &*bad;
    return result.addresses.empty() ? nullptr : &result.addresses.front();
}

}  // namespace maildoctor::bridge
