#include "core/reading/port.hpp"

#include <algorithm>

#include "core/reading/name.hpp"
#include "core/reading/text.hpp"

namespace maildoctor {

namespace {

struct Endpoint {
    Protocol protocol;
    int port;
    Security security;
};
constexpr Endpoint kStandard[] = {
    {Protocol::imap, 993, Security::tls},
    {Protocol::imap, 143, Security::starttls},
    {Protocol::pop3, 995, Security::tls},
    {Protocol::pop3, 110, Security::starttls},
    {Protocol::smtp, 465, Security::tls},
    {Protocol::smtp, 587, Security::starttls},
};
constexpr int kRelay = 25;

/// The profile's endpoints, the recommended ones first, and then those of the RFCs.
std::vector<Endpoint> endpoints_of(const Profile& profile) {
    std::vector<Endpoint> out;
    for (const Standing standing : {Standing::recommended, Standing::accepted})
        for (const Service& service : profile.services)
            if (const auto protocol = protocol_of(service.protocol);
                protocol && service.standing == standing && service.port >= 1 && service.port <= 65535)
                out.push_back({*protocol, static_cast<int>(service.port), service.security});
    out.insert(out.end(), std::begin(kStandard), std::end(kStandard));
    return out;
}

/// Reads one side against a list of endpoints.
class Reader {
public:
    Reader(const Profile& profile, Direction direction, Protocol protocol, const Service* right, const ServerSettings& found)
        : endpoints_(endpoints_of(profile)), direction_(direction), protocol_(protocol), security_(found.security),
          best_(best(right)) {}

    PortReading read(std::string_view typed) {
        const TextReading text = read_text(typed);
        PortReading out;
        out.hidden_characters = !text.hidden.empty() || !text.look_alike.empty();
        out.cleaned = text.cleaned.substr(0, 20);
        if (text.cleaned.empty()) return security_ == Security::none ? plain_text(out, best_) : out;
        const int port = port_number(text.cleaned);
        if (port == 0) {
            const bool number =
                std::all_of(text.cleaned.begin() + (text.cleaned[0] == '-' ? 1 : 0), text.cleaned.end(), is_digit) &&
                text.cleaned != "-";
            return wrong_port(
                out, number ? PortKind::out_of_range : PortKind::not_a_number, number ? best_ : named_in(text.cleaned));
        }
        return known(out, port);
    }

private:
    [[nodiscard]] Endpoint best(const Service* right) const {
        if (right != nullptr && protocol_of(right->protocol) == protocol_)
            return {protocol_, static_cast<int>(right->port), right->security};
        return *std::find_if(
            endpoints_.begin(), endpoints_.end(), [&](const Endpoint& each) { return each.protocol == protocol_; });
    }

    PortReading known(PortReading& out, int port) {
        bool here = false;
        std::optional<Security> wanted;
        for (const Endpoint& each : endpoints_) {
            if (each.port != port) continue;
            if (!out.spoken) out.spoken = each.protocol;
            if (each.protocol != protocol_) continue;
            out.spoken = protocol_;
            here = true;
            if (!wanted) wanted = each.security;
            if (security_ == each.security) return out;
        }
        if (!here) return elsewhere(out, port);
        if (!security_) return out;
        if (security_ == Security::none) {
            const bool same = best_.port == port;
            out.cannot_work = *wanted == Security::tls;
            return plain_text(out, same || out.cannot_work ? Endpoint{protocol_, port, *wanted} : best_, port);
        }
        out.kind = PortKind::security_mismatch;
        if (best_.port != port && best_.security == security_) change(out, "port", std::to_string(best_.port));
        else change(out, "security", std::string(name_of(*wanted)));
        return out;
    }

    PortReading elsewhere(PortReading& out, int port) {
        if (port == kRelay && protocol_ == Protocol::smtp) {
            out.cannot_work = false;
            return wrong_port(out, PortKind::relay, best_);
        }
        if (port == kRelay) out.spoken = Protocol::smtp;
        return out.spoken ? wrong_port(out, PortKind::another_protocol, best_)
                          : wrong_port(out, PortKind::unknown_port, nearest(std::to_string(port)));
    }

    PortReading wrong_port(PortReading& out, PortKind kind, const Endpoint& right) {
        out.kind = kind;
        change(out, "port", std::to_string(right.port));
        if (security_ && security_ != right.security) change(out, "security", std::string(name_of(right.security)));
        return out;
    }

    PortReading plain_text(PortReading& out, const Endpoint& right, int port = 0) {
        out.kind = PortKind::plain_text;
        if (port == 0) out.cannot_work = false;
        change(out, "security", std::string(name_of(right.security)));
        if (port != right.port) change(out, "port", std::to_string(right.port));
        return out;
    }

    /// One slip of the finger away; among several the one that fits the security, then the best. Otherwise the best.
    [[nodiscard]] Endpoint nearest(std::string_view digits) const {
        const Endpoint* found = nullptr;
        for (const Endpoint& each : endpoints_) {
            if (each.protocol != protocol_ || distance(digits, std::to_string(each.port), 1) > 1) continue;
            if (found == nullptr || (found->security != security_ && each.security == security_)) found = &each;
        }
        return found == nullptr ? best_ : *found;
    }

    /// The only number in a text like `993 (SSL)`, if it is a port of this protocol; otherwise the best.
    [[nodiscard]] Endpoint named_in(std::string_view text) const {
        const Endpoint* found = nullptr;
        std::string digits;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if (i < text.size() && is_digit(text[i])) {
                if (digits.size() < 8) digits += text[i];
                continue;
            }
            for (const Endpoint& each : endpoints_)
                if (!digits.empty() && each.protocol == protocol_ && std::to_string(each.port) == digits &&
                    (found == nullptr || found->security != security_))
                    found = &each;
            digits.clear();
        }
        return found == nullptr ? best_ : *found;
    }

    void change(PortReading& out, std::string_view field, std::string value) const {
        out.changes.push_back({field_path(direction_, field), std::move(value)});
    }

    std::vector<Endpoint> endpoints_;
    Direction direction_;
    Protocol protocol_;
    std::optional<Security> security_;
    Endpoint best_;
};

}  // namespace

std::optional<Protocol> protocol_of(ServiceProtocol protocol) {
    switch (protocol) {
        case ServiceProtocol::imap: return Protocol::imap;
        case ServiceProtocol::pop3: return Protocol::pop3;
        case ServiceProtocol::smtp: return Protocol::smtp;
        case ServiceProtocol::https: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Protocol> protocol_of_port(const Profile& profile, double port) {
    for (const Endpoint& each : endpoints_of(profile))
        if (each.port == port) return each.protocol;
    if (port == kRelay) return Protocol::smtp;
    return std::nullopt;
}

int port_number(std::string_view cleaned) {
    long number = 0;
    for (char c : cleaned) {
        if (!is_digit(c)) return 0;
        number = std::min(number * 10 + (c - '0'), 100000L);
    }
    return number > 65535 ? 0 : static_cast<int>(number);
}

PortReading read_port(
    const Profile& profile, Direction direction, Protocol protocol, const Service* right, const ServerSettings& found) {
    return Reader(profile, direction, protocol, right, found).read(found.port);
}

}  // namespace maildoctor
