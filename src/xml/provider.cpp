#include "xml/provider.hpp"

#include <algorithm>
#include <set>

#include "core/assess.hpp"
#include "core/reading/name.hpp"
#include "core/reading/text.hpp"

namespace maildoctor::xml {

namespace {

/// Ports that have one use (IANA service names; RFC 8314 section 3).
constexpr struct {
    int port;
    ServiceProtocol protocol;
    bool is_tls;
} kPorts[] = {{993, ServiceProtocol::imap, true}, {143, ServiceProtocol::imap, false}, {995, ServiceProtocol::pop3, true},
    {110, ServiceProtocol::pop3, false}, {465, ServiceProtocol::smtp, true}, {587, ServiceProtocol::smtp, false},
    {25, ServiceProtocol::smtp, false}};

constexpr std::pair<std::string_view, Security> kSecurity[] = {
    {"SSL", Security::tls}, {"TLS", Security::tls}, {"STARTTLS", Security::starttls}, {"plain", Security::none}};

constexpr std::string_view kPlaceholders[] = {"%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%"};

/// Names of the IANA registry, for the ids of services.
std::string id_of(ServiceProtocol protocol, Security security) {
    if (protocol == ServiceProtocol::smtp) return security == Security::tls ? "submissions" : "submission";
    return std::string(name_of(protocol)) + (security == Security::tls ? "s" : "");
}

/// These need a limit, or an invoice, that such a file does not tell of.
constexpr std::string_view kUntold[] = {
    "sending-limit-address", "sending-limit-domain", "too-many-recipients", "service-suspended"};

bool is_https(const std::string& url) { return url.rfind("https://", 0) == 0; }

bool mentions_placeholder(const std::string& text) { return text.find('%') != std::string::npos; }

class Reading {
public:
    explicit Reading(const Profile& base) : base_(base) {}

    Provider run(std::string_view text) {
        Element root;
        if (auto refusal = read(text, root)) {
            out_.faults.push_back(std::move(*refusal));
            return std::move(out_);
        }
        const Element* provider = root.name == "clientConfig" ? root.child("emailProvider") : nullptr;
        if (provider == nullptr) {
            fault(root, "expected <clientConfig> with <emailProvider> in it, not <" + root.name + ">");
            return std::move(out_);
        }
        frame(*provider);
        servers(*provider);
        links(*provider);
        finish(*provider);
        return std::move(out_);
    }

private:
    void fault(const Element& where, std::string text) { out_.faults.push_back({where.line, std::move(text)}); }
    void note(const Element& where, std::string text) { out_.notes.push_back({where.line, std::move(text)}); }

    void frame(const Element& provider) {
        Profile& profile = out_.profile;
        profile.id = lower_case(provider.attribute("id"));
        profile.languages = base_.languages;
        profile.words = base_.words;
        std::string name = provider.text_of("displayName");
        if (name.empty()) {
            note(provider, "no <displayName>: the id stands in for it");
            name = profile.id;
        }
        for (auto& [language, words] : profile.words) words.provider = name;
        profile.absent_causes.assign(std::begin(kUntold), std::end(kUntold));
        domain_ = lower_case(provider.text_of("domain"));
        if (!is_host_name(domain_)) fault(provider, "the first <domain> should be a domain, not '" + domain_ + "'");
        source_.url = "https://" + domain_ + "/";
        for (const Element* documentation : provider.all("documentation")) {
            const std::string url = documentation->attribute("url");
            if (!is_https(url)) continue;
            source_.url = url;
            break;
        }
        profile.username.source = source_;
    }

    void servers(const Element& provider) {
        for (const Element& each : provider.children) {
            const bool outgoing = each.name == "outgoingServer";
            if (!outgoing && each.name != "incomingServer") continue;
            const auto protocol = from_name<ServiceProtocol>(each.attribute("type"));
            const bool is_known =
                protocol && *protocol != ServiceProtocol::https && (*protocol == ServiceProtocol::smtp) == outgoing;
            if (is_known) server(each, *protocol);
            else note(each, "type '" + each.attribute("type") + "' has no place in a profile; left out");
        }
    }

    void server(const Element& element, ServiceProtocol protocol) {
        Service service;
        service.protocol = protocol;
        service.host = lower_case(element.text_of("hostname"));
        service.source = source_;
        const bool good = security(element, service) && port(element, service);
        if (mentions_placeholder(service.host)) return note(element, "the host name has a placeholder; left out");
        if (!is_host_name(service.host)) return fault(element, "<hostname> should be a host name, not '" + service.host + "'");
        if (!good || !takes_password(element)) return;
        const auto form = username(element);
        if (!form) return;
        if (is_listed(service)) return note(element, "the same server a second time; left out");
        service.standing = standing_of(service);
        if (service.standing == Standing::recommended) forms_.insert(*form);
        service.id = free_id(id_of(service.protocol, service.security));
        out_.profile.services.push_back(std::move(service));
    }

    bool security(const Element& element, Service& service) {
        const std::string text = element.text_of("socketType");
        const auto found =
            std::find_if(std::begin(kSecurity), std::end(kSecurity), [&](const auto& row) { return same_text(row.first, text); });
        if (found == std::end(kSecurity)) {
            fault(element, "<socketType> should be SSL, STARTTLS or plain, not '" + text + "'");
            return false;
        }
        service.security = found->second;
        return true;
    }

    bool port(const Element& element, Service& service) {
        const std::string text = element.text_of("port");
        const bool is_number = !text.empty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit);
        const int port = is_number ? std::stoi(text) : 0;
        if (port < 1 || port > 65535) {
            fault(element, "<port> should be a number from 1 to 65535, not '" + text + "'");
            return false;
        }
        service.port = port;
        const auto usual = std::find_if(std::begin(kPorts), std::end(kPorts), [&](const auto& row) { return row.port == port; });
        if (usual == std::end(kPorts)) {
            note(element, "port " + text + " is not usual for mail; look it over");
        } else if (usual->protocol != service.protocol) {
            fault(element,
                "port " + text + " is for " + std::string(name_of(usual->protocol)) + ", but the type is " +
                    std::string(name_of(service.protocol)));
            return false;
        } else if (usual->is_tls != (service.security == Security::tls)) {
            fault(element,
                "port " + text + (usual->is_tls ? " is for TLS from the start" : " begins without TLS") +
                    ", but <socketType> is " + element.text_of("socketType"));
            return false;
        }
        return true;
    }

    std::optional<UsernameForm> username(const Element& element) {
        std::string rest = element.text_of("username");
        const std::string whole = rest;
        if (whole == kPlaceholders[0]) return UsernameForm::full_address;
        if (whole == kPlaceholders[1]) return UsernameForm::local_part;
        for (const std::string_view placeholder : kPlaceholders)
            for (std::size_t at = rest.find(placeholder); at != std::string::npos; at = rest.find(placeholder))
                rest.erase(at, placeholder.size());
        if (mentions_placeholder(rest)) {
            fault(element, "<username> has a placeholder that does not exist, or is not closed: '" + whole + "'");
            return std::nullopt;
        }
        note(element, "the user name '" + whole + "' is of no form that a profile has; it becomes 'other'");
        return UsernameForm::other;
    }

    bool takes_password(const Element& element) {
        const auto ways = element.all("authentication");
        const bool password = ways.empty() || std::any_of(ways.begin(), ways.end(), [](const Element* way) {
            return way->text.rfind("password-", 0) == 0 || way->text == "plain" || way->text == "secure" ||
                way->attribute("system") == "sasl";
        });
        if (!password) note(element, "takes no password, only " + ways.front()->text + "; left out");
        return password;
    }

    bool is_listed(const Service& service) const {
        const auto& services = out_.profile.services;
        return std::any_of(services.begin(), services.end(), [&](const Service& other) {
            return other.protocol == service.protocol && other.host == service.host &&
                static_cast<int>(other.port) == static_cast<int>(service.port);
        });
    }

    Standing standing_of(const Service& service) const {
        if (service.security == Security::none) return Standing::insecure;
        return recommended(out_.profile, direction_of(service.protocol)) == nullptr ? Standing::recommended : Standing::accepted;
    }

    std::string free_id(const std::string& wanted) const {
        std::string id = wanted;
        for (int i = 2; find_service(out_.profile, id) != nullptr; ++i) id = wanted + "-" + std::to_string(i);
        return id;
    }

    void links(const Element& provider) {
        Profile& profile = out_.profile;
        if (source_.url != "https://" + domain_ + "/") profile.links.push_back({LinkId::article, source_.url, source_});
        const Element* webmail = provider.child("webMail");
        const Element* page = webmail == nullptr ? nullptr : webmail->child("loginPage");
        if (page != nullptr && is_https(page->attribute("url")))
            profile.links.push_back({LinkId::webmail, page->attribute("url"), source_});
        profile.support.push_back({SupportKind::form, source_.url, domain_, {}, source_});
    }

    void finish(const Element& provider) {
        Profile& profile = out_.profile;
        profile.username.form = forms_.size() == 1 ? *forms_.begin() : UsernameForm::other;
        if (forms_.size() > 1) note(provider, "user names differ between fetching and sending; the form becomes 'other'");
        for (const auto& [direction, what] :
            {std::pair{Direction::incoming, "<incomingServer>"}, std::pair{Direction::outgoing, "<outgoingServer>"}})
            if (recommended(profile, direction) == nullptr && out_.faults.empty())
                fault(provider, std::string("no ") + what + " is left that has encryption and takes a password");
        if (!out_.faults.empty()) return;
        if (const auto problem = check(profile)) fault(provider, problem->path + ": expected " + problem->expected);
    }

    const Profile& base_;
    Provider out_;
    std::string domain_;
    Source source_;
    std::set<UsernameForm> forms_;  // of the recommended ways
};

}  // namespace

Provider read_provider(std::string_view text, const Profile& base) { return Reading(base).run(text); }

const std::vector<std::string>& left_to_fill_in() {
    static const std::vector<std::string> lines{
        "home: country and time zone of most customers",
        "support: how to reach support; what stands there is a guess",
        "links: control panel, password reset, webmail, status, privacy",
        "limits: how much may be sent; then also the causes sending-limit-address, sending-limit-domain, too-many-recipients",
        "words: what you call your control panel, password and webmail",
        "otherHosts, certificateNames: old names of the servers, names on their certificates",
        "source.verifiedOn: the day on which somebody has checked a fact",
    };
    return lines;
}

}  // namespace maildoctor::xml
