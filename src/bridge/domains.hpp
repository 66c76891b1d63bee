// What the DNS says about customers' own domains. Records only: nothing that they name is connected to. Who asks for the same
// domain at the same time, or a short while later, costs nothing.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bridge/metrics.hpp"
#include "bridge/resolver.hpp"

namespace maildoctor::bridge {

class Domains {
public:
    using Done = std::function<void(const DomainResult&)>;

    struct Options {
        std::chrono::milliseconds cache{};
        std::chrono::milliseconds deadline{};  ///< of all answers together
        std::string vantage;
        std::function<void(const DomainResult&, double seconds)> on_ended;
    };

    Domains(boost::asio::any_io_executor executor, Resolver& resolver, Options options);
    ~Domains();

    /// Joins who asks for this domain already, or gets what they got; nothing where nobody did. `done` is called exactly once
    /// and never from within this call.
    std::optional<AnsweredBy> join(const std::string& domain, const Done& done);

    /// `domain` is in lower case and ASCII, and has been found acceptable.
    void start(const std::string& domain, const std::vector<std::string>& dkim_selectors, Done done);

    [[nodiscard]] std::size_t under_way() const;

private:
    struct Inquiry;
    void take(const std::shared_ptr<Inquiry>& inquiry, std::size_t place, const RecordQuestion& question, Records found);
    void finish(const std::shared_ptr<Inquiry>& inquiry);

    boost::asio::any_io_executor executor_;
    Resolver& resolver_;
    Options options_;
    std::map<std::string, std::shared_ptr<Inquiry>> inquiries_;  ///< those that can be joined
};

}  // namespace maildoctor::bridge
