// What Prometheus is told: sums of all, with ids of ours as labels; nothing of one person.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/model/probe.hpp"

namespace maildoctor::bridge {

/// What a start of a probe was answered with.
MAILDOCTOR_ENUM(AnsweredBy, new_probe, probe_under_way, cache)

class Metrics {
public:
    /// How things stand at this moment.
    struct Now {
        double connections = 0;
        double pages = 0;
        double probes = 0;
        double clients = 0;
    };

    explicit Metrics(const std::string& version);
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// Counted at the stage and outcome of its worst address.
    void count_probe(const ProbeResult& result, double seconds);
    void count_request(AnsweredBy answered_by);
    /// A customer's domain was asked about.
    void count_domain(AnsweredBy answered_by);
    /// `what` was refused: a connection, upgrade, message or probe.
    void count_refusal(std::string_view what, std::string_view reason);

    /// Prometheus text format 0.0.4.
    [[nodiscard]] std::string text(const Now& now);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The address to look at first: one that is not ok, or the first. Null without any.
const AddressResult* worst_of(const ProbeResult& result);

}  // namespace maildoctor::bridge
