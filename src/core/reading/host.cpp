#include "core/reading/host.hpp"

#include <algorithm>

#include "core/reading/finger.hpp"
#include "core/reading/mail_domains.hpp"
#include "core/reading/name.hpp"
#include "core/reading/port.hpp"
#include "core/reading/text.hpp"

namespace maildoctor {

namespace {

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 6 && std::all_of(text.begin(), text.end(), is_digit);
}

/// Full stops where they were meant, and nothing that a name cannot have.
std::string mended(std::string_view typed) {
    const bool blanks_are_dots = typed.find('.') == std::string_view::npos && typed.find(',') == std::string_view::npos;
    std::string out;
    for (char c : typed) {
        if (c == ',' || c == ';' || c == ':' || (c == ' ' && blanks_are_dots)) c = '.';
        if (c == '_') c = '-';
        const bool fits = is_letter_or_digit(c) || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
        const bool doubled = c == '.' && (out.empty() || out.back() == '.' || out.back() == '-');
        if (fits && !doubled && !(c == '-' && (out.empty() || out.back() == '.'))) out += c;
    }
    while (!out.empty() && (out.back() == '.' || out.back() == '-')) out.pop_back();
    return out;
}

/// `scheme://user@host:port/path` and parts of it -> `host`.
std::string_view host_of_url(std::string_view text) {
    if (const std::size_t scheme = text.find("//"); scheme != std::string_view::npos) text.remove_prefix(scheme + 2);
    text = text.substr(0, text.find_first_of("/\\?#"));
    if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) text.remove_prefix(at + 1);
    if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos && !is_address_literal(text))
        text = text.substr(0, colon);
    return text;
}

/// How the name is written, and the name that is left when that is mended.
void read_form(HostReading& out, const TextReading& text) {
    std::string_view rest = text.cleaned;
    HostForm form = HostForm::good;
    if (rest.find('/') != std::string_view::npos || rest.find('\\') != std::string_view::npos) {
        form = HostForm::url;
        rest = host_of_url(rest);
    } else if (rest.find('@') != std::string_view::npos) {
        form = HostForm::address;
        rest = rest.substr(rest.rfind('@') + 1);
    } else if (const std::size_t end = rest.find_last_of(":;, ");
               end != std::string_view::npos && is_number(rest.substr(end + 1)) && !is_address_literal(rest)) {
        form = HostForm::with_port;
        out.port = std::string(rest.substr(end + 1));
        rest = rest.substr(0, rest.find_last_not_of(":;, ", end) + 1);
    }
    if (rest.size() <= kLongestSetting) {
        out.name = lower_case(rest);
        const bool whole = is_host_name(out.name) || is_address_literal(out.name) || out.name == "localhost";
        if (!whole) {
            out.name = lower_case(mended(rest));
            if (form == HostForm::good) form = HostForm::malformed;
        }
        if (out.name.size() > 253) out.name.clear();
    } else if (form == HostForm::good) {
        form = HostForm::malformed;
    }
    out.form = !text.hidden.empty() ? HostForm::hidden_characters
        : !text.look_alike.empty()  ? HostForm::look_alike_characters
                                    : form;
}

struct Suffixed {
    std::string_view core, suffix;
};
Suffixed at_last_dot(std::string_view domain) {
    const std::size_t dot = domain.rfind('.');
    return dot == std::string_view::npos ? Suffixed{domain, {}} : Suffixed{domain.substr(0, dot), domain.substr(dot + 1)};
}

/// How many slips in a name of this length still leave no doubt which name is meant.
std::size_t slips_allowed(std::size_t length) { return length <= 4 ? 0 : length <= 7 ? 1 : length <= 12 ? 2 : 3; }

/// `domain` is `right` with a slip in its name or another ending, but not both at once in a short name.
bool is_misspelt_domain(std::string_view domain, std::string_view right) {
    const Suffixed typed = at_last_dot(domain), meant = at_last_dot(right);
    if (typed.suffix.empty()) return false;
    const std::size_t allowed = slips_allowed(meant.core.size());
    const std::size_t found = slips(typed.core, meant.core, allowed) + (typed.suffix == meant.suffix ? 0 : 1);
    return found <= allowed;
}

/// Compares one name with all that the profile has.
class Owner {
public:
    Owner(
        const Profile& profile, Direction direction, std::optional<Protocol> protocol, std::string_view domain, HostReading& out)
        : profile_(profile), direction_(direction), protocol_(protocol), domain_(domain), out_(out) {}

    HostOwner find() {
        const std::string& name = out_.name;
        if (name.empty()) return HostOwner::unknown;
        if (const HostOwner owner = known_to_profile(); owner != HostOwner::unknown) return owner;
        if (name == "localhost" || name == "::1" || name == "[::1]" || (is_address_literal(name) && name.substr(0, 4) == "127."))
            return HostOwner::own_device;
        if (is_address_literal(name)) return HostOwner::another_provider;
        switch (known_domain(name)) {
            case KnownDomain::access_provider:
                return direction_ == Direction::outgoing ? HostOwner::access_provider : HostOwner::another_provider;
            case KnownDomain::mailbox_service: return HostOwner::another_provider;
            case KnownDomain::unknown: break;
        }
        if (is_own_mail_name() && hosts_own_domains()) return HostOwner::own_domain;
        if (resembles()) return HostOwner::misspelt;
        return is_host_name(name) ? HostOwner::another_provider : HostOwner::unknown;
    }

private:
    [[nodiscard]] bool suits(const Service& service) const {
        const auto protocol = protocol_of(service.protocol);
        return protocol && direction_of(service.protocol) == direction_ && (!protocol_ || *protocol == *protocol_);
    }

    HostOwner known_to_profile() {
        const std::string& name = out_.name;
        HostOwner owner = HostOwner::unknown;
        for (const Service& service : profile_.services) {
            if (!same_text(service.host, name)) continue;
            if (owner == HostOwner::unknown || suits(service)) out_.service = &service;
            if (suits(service)) return HostOwner::right;
            if (service.protocol == ServiceProtocol::https) owner = owner == HostOwner::unknown ? HostOwner::near_miss : owner;
            else owner = direction_of(service.protocol) == direction_ ? HostOwner::other_protocol : HostOwner::other_direction;
        }
        if (owner != HostOwner::unknown) return owner;
        if (const OtherHost* other = other_host()) {
            out_.brand = other->brand;
            out_.service = find_service(profile_, other->service);
            return other->brand.empty() ? HostOwner::near_miss : HostOwner::sister_brand;
        }
        return below_provider();
    }

    [[nodiscard]] const OtherHost* other_host() const {
        const OtherHost* found = nullptr;
        for (const OtherHost& other : profile_.other_hosts) {
            const std::string host = lower_case(other.host);
            const bool same = host == out_.name;
            if (same || (!other.brand.empty() && is_within(out_.name, parent_of(host))))
                if (found == nullptr || (same && !same_text(found->host, out_.name))) found = &other;
        }
        return found;
    }

    /// A name below the provider's own domain that is no mail server: `smpt.`, `mail.`, or none at all before the domain.
    HostOwner below_provider() {
        std::size_t nearest = 3;
        HostOwner owner = HostOwner::unknown;
        for (const Service& service : profile_.services) {
            const std::string host = lower_case(service.host);
            const auto is_address = [&](const std::string& each) { return same_text(each, out_.name); };
            if (std::any_of(service.addresses.begin(), service.addresses.end(), is_address)) return HostOwner::near_miss;
            const std::string_view parent = parent_of(host);
            if (!is_within(out_.name, parent)) continue;
            if (owner == HostOwner::unknown) owner = HostOwner::near_miss;
            if (out_.name == parent) continue;
            const std::string_view typed = std::string_view(out_.name).substr(0, out_.name.size() - parent.size() - 1);
            const std::size_t found = slips(typed, std::string_view(host).substr(0, host.size() - parent.size() - 1), 2);
            if (found > 2 || found >= nearest) continue;
            nearest = found;
            owner = HostOwner::misspelt;
            out_.service = &service;
        }
        return owner;
    }

    /// `imap.<domain>` and the like: a word that the provider's own names begin with, before the person's own domain.
    [[nodiscard]] bool is_own_mail_name() const {
        if (domain_.empty() || parent_of(out_.name) != domain_) return false;
        const std::string_view word = std::string_view(out_.name).substr(0, out_.name.find('.') + 1);
        const auto begins = [&](const std::string& host) {
            return same_text(std::string_view(host).substr(0, word.size()), word);
        };
        return std::any_of(
                   profile_.services.begin(), profile_.services.end(), [&](const Service& each) { return begins(each.host); }) ||
            std::any_of(profile_.other_hosts.begin(), profile_.other_hosts.end(),
                [&](const OtherHost& each) { return each.brand.empty() && begins(each.host); });
    }

    [[nodiscard]] bool hosts_own_domains() const {
        return std::any_of(profile_.services.begin(), profile_.services.end(),
            [&](const Service& service) { return service.host == "*" && direction_of(service.protocol) == direction_; });
    }

    /// Slips in the domain, a full stop that is missing, or one word of the whole.
    bool resembles() {
        const std::string_view name = out_.name;
        std::size_t nearest = name.size() + 1;
        for (const Service& service : profile_.services) {
            if (service.protocol == ServiceProtocol::https || service.host == "*") continue;
            const std::string host = lower_case(service.host);
            const std::string_view domain = parent_of(host).empty() ? std::string_view(host) : parent_of(host);
            const std::size_t allowed = slips_allowed(at_last_dot(domain).core.size());
            const std::size_t farther = suits(service) ? 0 : 1;
            if (farther >= nearest) continue;
            const std::size_t whole = slips(name, host, std::min<std::size_t>(8, nearest - 1 - farther));
            if (whole + farther >= nearest) continue;
            const bool near = whole <= allowed || is_misspelt_domain(name, domain) ||
                (!parent_of(name).empty() && is_misspelt_domain(parent_of(name), domain)) ||
                (name.find('.') == std::string_view::npos ? is_label_of(name, host) : is_within_start(name, host));
            if (!near) continue;
            nearest = whole + farther;
            out_.service = &service;
        }
        return nearest <= name.size();
    }

    /// The name stopped early: `imap.example` of `imap.example.net`.
    static bool is_within_start(std::string_view name, std::string_view host) {
        return host.size() > name.size() && host.substr(0, name.size()) == name && host[name.size()] == '.';
    }

    static bool is_label_of(std::string_view name, std::string_view host) {
        const auto labels = split(host, '.');
        return std::find(labels.begin(), labels.end() - 1, name) != labels.end() - 1;
    }

    const Profile& profile_;
    Direction direction_;
    std::optional<Protocol> protocol_;
    std::string_view domain_;
    HostReading& out_;
};

}  // namespace

HostReading read_host(const Profile& profile, Direction direction, std::optional<Protocol> protocol, std::string_view domain,
    std::string_view typed) {
    HostReading out;
    const TextReading text = read_text(typed);
    if (text.cleaned.empty() && text.hidden.empty()) return out;
    read_form(out, text);
    out.owner = Owner(profile, direction, protocol, domain, out).find();
    return out;
}

}  // namespace maildoctor
