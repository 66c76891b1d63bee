#include "bridge/config.hpp"

#include "bridge/address.hpp"

namespace maildoctor::bridge {
namespace {

constexpr double kDay = 24.0 * 60 * 60 * 1000;

bool is_whole(double number, double least, double most) {
    return number >= least && number <= most && std::floor(number) == number;
}

/// `https://host` or `http://host:port`, as a browser writes it: lower case, nothing after it (RFC 6454 section 6.2).
bool is_origin(std::string_view text) {
    const std::size_t scheme = text.starts_with("https://") ? 8 : (text.starts_with("http://") ? 7 : text.size());
    const std::string_view host = text.substr(scheme);
    return !host.empty() && host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-:[]") == std::string_view::npos;
}

/// Keeps the first problem.
class Checker {
public:
    std::optional<Problem> run(const Config& config) {
        want(read_endpoint(config.listen).has_value(), "listen", "ADDRESS:PORT, such as 127.0.0.1:8025 or [::1]:8025");
        for (std::size_t i = 0; i < config.allowed_origins.size(); ++i)
            want(is_origin(config.allowed_origins[i]), "allowedOrigins[" + std::to_string(i) + "]",
                "an origin such as https://www.example.net, without a path");
        want(!config.vantage.empty(), "vantage", "a text that is not empty");
        const auto dns = read_endpoint(config.dns_server, 53);
        want(config.dns_server.empty() || (dns && dns->port() != 0), "dnsServer", "ADDRESS or ADDRESS:PORT, or an empty text");
        want(config.control_target.empty() || read_host_port(config.control_target), "controlTarget",
            "HOST:PORT, such as www.example.com:443, or an empty text");
        want(is_whole(config.cache_ms, 0, kDay), "cacheMs", "whole milliseconds, from 0 to a day");
        want(is_whole(config.grace_ms, 0, kDay), "graceMs", "whole milliseconds, from 0 to a day");
        numbers("deadlines.", config.deadlines);
        numbers("limits.", config.limits);
        want(config.operator_listen.empty() || read_endpoint(config.operator_listen), "operatorListen",
            "ADDRESS:PORT, such as 127.0.0.1:9125, or an empty text");
        want(config.tls.certificate_file.empty() == config.tls.key_file.empty(), "tls",
            "both certificateFile and keyFile, or neither");
        for (std::size_t i = 0; i < config.proxies.trusted.size(); ++i)
            want(read_network(config.proxies.trusted[i]).has_value(), "proxies.trusted[" + std::to_string(i) + "]",
                "an address such as 127.0.0.1, or a block such as 2001:db8::/32");
        return std::move(first_);
    }

private:
    void want(bool good, std::string path, std::string_view expected) {
        if (!good && !first_) first_ = Problem{std::move(path), std::string(expected)};
    }

    template <class T>
    void numbers(const std::string& path, const T& value) {
        for_each_field<T>([&](const auto& field) {
            const auto& member = value.*(field.pointer);
            const std::string name = path + std::string(field.name());
            if constexpr (Described<std::decay_t<decltype(member)>>) numbers(name + ".", member);
            else want(is_whole(member, 1, kDay), name, "a whole number from 1 to 86400000");
        });
    }

    std::optional<Problem> first_;
};

}  // namespace

std::optional<Problem> check(const Config& config) { return Checker().run(config); }

}  // namespace maildoctor::bridge
