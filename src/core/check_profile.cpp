#include <algorithm>
#include <cmath>
#include <set>

#include "core/assess.hpp"
#include "core/causes/cause.hpp"
#include "core/diagnosis/ranking.hpp"
#include "core/domain/records.hpp"
#include "core/reading/character.hpp"
#include "core/reading/moment.hpp"
#include "core/reading/name.hpp"

namespace maildoctor {
namespace {

constexpr std::string_view kWantUrl = "an address that begins with https:, mailto: or tel:";
constexpr std::string_view kWantDate = "a date as YYYY-MM-DD, or an empty text";
constexpr std::string_view kWantTime = "a time as YYYY-MM-DDThh:mm:ssZ";
constexpr std::string_view kWantHost = "a host name";
constexpr std::string_view kWantText = "a text that is not empty";

bool is_lower_or_digit(char c) { return is_lower(c) || is_digit(c); }
bool is_url_character(char c) { return c > ' ' && c < 0x7f && c != '"' && c != '<' && c != '>' && c != '\\'; }

/// `text` split at `separator` gives at least `least` parts, and `test` holds for each.
template <class Test>
bool all_parts(std::string_view text, char separator, std::size_t least, Test test) {
    const auto parts = split(text, separator);
    return parts.size() >= least && std::all_of(parts.begin(), parts.end(), test);
}

bool is_kebab(std::string_view text) {
    return all_parts(text, '-', 1, [](std::string_view part) { return all(part, is_lower_or_digit); });
}

// Lower case, so that two spellings of one host cannot stand side by side.
bool is_host(std::string_view text) {
    return is_host_name(text) && all(text, [](char c) { return is_lower_or_digit(c) || c == '-' || c == '.'; });
}

// Not in brackets, as in an address of mail.
bool is_plain_address(std::string_view text) {
    return is_address_literal(text) && (is_hex_digit(text.front()) || text.front() == ':');
}

bool begins(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with && text.size() > with.size();
}

bool is_url(std::string_view text) {
    return all(text, is_url_character) && (begins(text, "https://") || begins(text, "mailto:") || begins(text, "tel:"));
}

bool is_time(std::string_view text) {
    return text.size() == std::string_view("2026-11-23T20:00:00Z").size() && seconds_of(text).has_value();
}

bool is_date(std::string_view text) { return is_time(std::string(text) + "T00:00:00Z"); }

bool is_whole(double number, double least, double most) {
    return number >= least && number <= most && std::floor(number) == number;
}

bool is_language(std::string_view text) {
    const std::string_view primary = text.substr(0, text.find('-'));
    return primary.size() >= 2 && primary.size() <= 3 && all(primary, is_lower) &&
        all_parts(text, '-', 1, [](std::string_view part) { return part.size() <= 8 && all(part, is_letter_or_digit); });
}

bool is_time_zone(std::string_view text) {
    return text == "UTC" || all_parts(text, '/', 2, [](std::string_view part) {
        return all(part, [](char c) { return is_letter_or_digit(c) || c == '_' || c == '-' || c == '+'; });
    });
}

std::string at(std::string_view list, std::size_t index) { return std::string(list) + "[" + std::to_string(index) + "]"; }

/// Keeps the first problem; a later one never replaces it.
class Checker {
public:
    explicit Checker(const Profile& profile) : profile_(profile) {}

    std::optional<Problem> run() {
        identity();
        services();
        source("username.source", profile_.username.source);
        limits();
        links();
        support();
        words();
        names();
        absent_causes();
        notice();
        domain();
        return std::move(first_);
    }

private:
    void want(bool good, std::string path, std::string_view expected) {
        if (!good && !first_) first_ = Problem{std::move(path), std::string(expected)};
    }

    void source(const std::string& path, const Source& value) {
        want(is_url(value.url) && begins(value.url, "https://"), path + ".url", "an address that begins with https:");
        want(value.verified_on.empty() || is_date(value.verified_on), path + ".verifiedOn", kWantDate);
    }

    void texts(const std::string& path, const std::map<std::string, std::string>& value) {
        for (const auto& [language, text] : value) {
            want(contains(profile_.languages, language), path + "." + language, "one of the languages of the profile");
            want(!text.empty(), path + "." + language, kWantText);
        }
    }

    void identity() {
        want(all_parts(profile_.id, '.', 1, is_kebab), "id", "an id of small letters, digits, points and hyphens");
        want(!profile_.languages.empty(), "languages", "at least one language");
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < profile_.languages.size(); ++i) {
            want(is_language(profile_.languages[i]), at("languages", i), "a language such as sv");
            want(seen.insert(profile_.languages[i]).second, at("languages", i), "a language that is not listed already");
        }
        const auto& [country, time_zone] = profile_.home;
        want(country.empty() || (country.size() == 2 && all(country, is_upper)), "home.country",
            "two capital letters, or an empty text");
        want(time_zone.empty() || is_time_zone(time_zone), "home.timeZone",
            "a time zone such as Europe/Stockholm, or an empty text");
        want(profile_.setup_host.empty() || is_host(profile_.setup_host), "setupHost", "a host name, or an empty text");
    }

    void services() {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < profile_.services.size(); ++i) {
            const Service& service = profile_.services[i];
            want(seen.insert(service.id).second, at("services", i) + ".id", "an id that no other service has");
            this->service(at("services", i), service);
        }
        want(recommended(profile_, Direction::incoming) != nullptr, "services", "a recommended imap or pop3 service");
        want(recommended(profile_, Direction::outgoing) != nullptr, "services", "a recommended smtp service");
    }

    void service(const std::string& path, const Service& value) {
        want(is_kebab(value.id), path + ".id", "an id of small letters, digits and hyphens");
        want(value.host == "*" || is_host(value.host), path + ".host", "a host name, or * for the customer's own domain");
        want(is_whole(value.port, 1, 65535), path + ".port", "a port from 1 to 65535");
        const bool is_web = value.protocol == ServiceProtocol::https;
        want(!is_web || value.security == Security::tls, path + ".security", "tls, because the protocol is https");
        want(!is_web || value.standing != Standing::recommended, path + ".standing", "accepted, because it is no mail server");
        const bool may_be_advised = value.security != Security::none && value.host != "*";
        want(may_be_advised || value.standing != Standing::recommended, path + ".standing",
            "accepted or insecure: a service without encryption, or without a host of its own, is not advised");
        want(value.security != Security::none || value.standing == Standing::insecure, path + ".standing",
            "insecure, because security is none");
        for (std::size_t i = 0; i < value.addresses.size(); ++i)
            want(is_plain_address(value.addresses[i]), path + "." + at("addresses", i), "an IP address");
        source(path + ".source", value.source);
    }

    void limits() {
        std::set<LimitScope> seen;
        for (std::size_t i = 0; i < profile_.limits.size(); ++i) {
            const Limit& limit = profile_.limits[i];
            const std::string path = at("limits", i);
            const bool of_message = limit.scope == LimitScope::message;
            want(seen.insert(limit.scope).second, path + ".scope", "a scope that no other limit has");
            want(is_whole(limit.amount, 1, 1e9), path + ".amount", "a whole number from 1");
            want(is_whole(limit.window_minutes, of_message ? 0 : 1, of_message ? 0 : 525600), path + ".windowMinutes",
                of_message ? "0, because the limit is for one message" : "whole minutes, from 1 to 525600");
            source(path + ".source", limit.source);
        }
    }

    void links() {
        std::set<LinkId> seen;
        for (std::size_t i = 0; i < profile_.links.size(); ++i) {
            const Link& link = profile_.links[i];
            const std::string path = at("links", i);
            want(seen.insert(link.id).second, path + ".id", "an id that no other link has");
            want(is_url(link.url), path + ".url", kWantUrl);
            source(path + ".source", link.source);
        }
    }

    void support() {
        want(!profile_.support.empty(), "support", "at least one way to reach support");
        for (std::size_t i = 0; i < profile_.support.size(); ++i) {
            const SupportChannel& channel = profile_.support[i];
            const std::string path = at("support", i);
            want(is_url(channel.url), path + ".url", kWantUrl);
            want(!channel.label.empty(), path + ".label", kWantText);
            texts(path + ".hours", channel.hours);
            source(path + ".source", channel.source);
        }
    }

    void words() {
        for (const std::string& language : profile_.languages)
            want(profile_.words.count(language) == 1, "words." + language, "the words in this language of the profile");
        for (const auto& [language, words] : profile_.words) {
            const std::string path = "words." + language;
            want(contains(profile_.languages, language), path, "one of the languages of the profile");
            for_each_field<Words>([&, &spoken = words](const auto& field) {
                want(!(spoken.*(field.pointer)).empty(), detail::join(path, field.name()), kWantText);
            });
        }
    }

    void names() {
        std::set<std::pair<std::string_view, std::string_view>> seen;
        for (std::size_t i = 0; i < profile_.other_hosts.size(); ++i) {
            const OtherHost& other = profile_.other_hosts[i];
            const std::string path = at("otherHosts", i);
            want(is_host(other.host), path + ".host", kWantHost);
            want(find_service(profile_, other.service) != nullptr, path + ".service", "the id of a service of the profile");
            want(seen.emplace(other.host, other.service).second, path, "a host and service that are not listed already");
        }
        for (std::size_t i = 0; i < profile_.certificate_names.size(); ++i) {
            const std::string_view name = profile_.certificate_names[i];
            want(is_host(begins(name, "*.") ? name.substr(2) : name), at("certificateNames", i),
                "a host name, or *. and a domain");
        }
    }

    void absent_causes() {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < profile_.absent_causes.size(); ++i) {
            const std::string& id = profile_.absent_causes[i];
            const auto known = all_causes();
            want(id != diagnosis::kUndetermined &&
                    std::any_of(known.begin(), known.end(), [&](const Cause* cause) { return cause->id == id; }),
                at("absentCauses", i), "the id of a cause (maildoctor contract prints them)");
            want(seen.insert(id).second, at("absentCauses", i), "a cause that is not listed already");
        }
    }

    void notice() {
        if (!profile_.notice) return;
        const Notice& notice = *profile_.notice;
        for (const std::string& language : profile_.languages)
            want(notice.text.count(language) == 1, "notice.text." + language, "the text in this language of the profile");
        texts("notice.text", notice.text);
        want(is_time(notice.from), "notice.from", kWantTime);
        want(is_time(notice.to), "notice.to", kWantTime);
        want(notice.from < notice.to, "notice.to", "a time after notice.from");
        want(notice.url.empty() || (is_url(notice.url) && begins(notice.url, "https://")), "notice.url",
            "an address that begins with https:, or an empty text");
    }

    void domain() {
        const DomainRecords& domain = profile_.domain;
        const bool is_empty = domain.mail_servers.empty() && domain.spf_include.empty() && domain.dkim_selectors.empty();
        if (!is_empty) source("domain.source", domain.source);
        for (std::size_t i = 0; i < domain.mail_servers.size(); ++i) {
            const std::string name = mail_server_of(domain.mail_servers[i], "example.org");
            want(is_host(begins(name, "*.") ? std::string_view(name).substr(2) : name), at("domain.mailServers", i),
                "a host name, *. and a domain, or a host name that ends in .{domain}");
        }
        want(domain.spf_include.empty() || is_host(domain.spf_include), "domain.spfInclude", "a host name, or an empty text");
        for (std::size_t i = 0; i < domain.dkim_selectors.size(); ++i)
            want(all_parts(domain.dkim_selectors[i], '.', 1, is_kebab), at("domain.dkimSelectors", i),
                "a selector of small letters, digits, points and hyphens");
    }

    const Profile& profile_;
    std::optional<Problem> first_;
};

}  // namespace

std::optional<Problem> check(const Profile& profile) { return Checker(profile).run(); }

}  // namespace maildoctor
