// A profile: what a provider publishes. Data only; see profiles/*.json.
#pragma once

#include "core/model/probe.hpp"

namespace maildoctor {

/// Where a fact was read, and when somebody last checked it.
struct Source {
    std::string url;          ///< `https:`
    std::string verified_on;  ///< YYYY-MM-DD; empty: nobody has checked it yet
};
MAILDOCTOR_DESCRIBE(Source, url, verified_on)

/// `recommended`: shown as the right value. `accepted`: works and is no finding. `insecure`: works, never advised.
MAILDOCTOR_ENUM(Standing, recommended, accepted, insecure)

/// A named endpoint. `host` may be `*` for a name below the customer's own domain (never probed by itself).
struct Service {
    std::string id;
    ServiceProtocol protocol{};
    std::string host;
    double port = 0;
    Security security{};
    Standing standing{};
    std::vector<std::string> addresses;  ///< addresses of the provider that a customer's own name may point to
    Source source;
};
MAILDOCTOR_DESCRIBE(Service, id, protocol, host, port, security, standing, addresses, source)

/// `full-address`: the whole address; `local-part`: what stands before the @; `other`: something else, so no rule applies.
MAILDOCTOR_ENUM(UsernameForm, full_address, local_part, other)

struct UsernameRule {
    UsernameForm form{};
    Source source;
};
MAILDOCTOR_DESCRIBE(UsernameRule, form, source)

MAILDOCTOR_ENUM(LimitScope, address, domain, message)

/// At most `amount` recipients per `window_minutes` for one address, one domain, or (window 0) one message.
struct Limit {
    LimitScope scope{};
    double amount = 0;
    double window_minutes = 0;
    Source source;
};
MAILDOCTOR_DESCRIBE(Limit, scope, amount, window_minutes, source)

MAILDOCTOR_ENUM(LinkId, control_panel, invoices, contact_data, password_reset, webmail, status, privacy, article)

struct Link {
    LinkId id{};
    std::string url;  ///< `https:`, `mailto:` or `tel:`
    Source source;
};
MAILDOCTOR_DESCRIBE(Link, id, url, source)

MAILDOCTOR_ENUM(SupportKind, form, chat, telephone, email)

struct SupportChannel {
    SupportKind kind{};
    std::string url;
    std::string label;                         ///< what a person reads or dials
    std::map<std::string, std::string> hours;  ///< language -> text with time zone
    Source source;
};
MAILDOCTOR_DESCRIBE(SupportChannel, kind, url, label, hours, source)

/// The provider's own words in one language, in the forms that sentences need.
struct Words {
    std::string provider;                  ///< name
    std::string control_panel;             ///< definite: "the control panel", "kontrollpanelen"
    std::string control_panel_login;       ///< definite: "the log-in to the control panel"
    std::string mail_password;             ///< definite: "the mailbox password", "lösenordet till e-postkontot"
    std::string mail_password_indefinite;  ///< "a mailbox password", "ett lösenord till e-postkontot"
    std::string webmail;                   ///< "webmail", "webbmejlen"
    std::string username;                  ///< what to type: "your whole e-mail address"
};
MAILDOCTOR_DESCRIBE(
    Words, provider, control_panel, control_panel_login, mail_password, mail_password_indefinite, webmail, username)

/// Something that the operator publishes now; it outranks every cause while it lasts.
struct Notice {
    std::map<std::string, std::string> text;  ///< language -> text
    std::string from;                         ///< RFC 3339
    std::string to;                           ///< RFC 3339
    std::string url;                          ///< may be empty
};
MAILDOCTOR_DESCRIBE(Notice, text, from, to, url)

/// Empty where it is not known.
struct Home {
    std::string country;    ///< ISO 3166-1 alpha-2
    std::string time_zone;  ///< IANA name
};
MAILDOCTOR_DESCRIBE(Home, country, time_zone)

/// Hosts of sister brands and known near misses, with the service that is meant.
struct OtherHost {
    std::string host;
    std::string brand;    ///< name of the sister brand; empty for a mere near miss
    std::string service;  ///< id of the service that is meant
};
MAILDOCTOR_DESCRIBE(OtherHost, host, brand, service)

/// What the DNS of a customer's own domain says where its mail is with the provider. What is empty is not known.
struct DomainRecords {
    std::vector<std::string> mail_servers;  ///< of MX records; `*.example.net`: all below it; `mx.{domain}`: below the customer's
    std::string spf_include;                ///< domain that the SPF record includes, such as `spf.example.net`
    std::vector<std::string> dkim_selectors;  ///< with which the provider signs
    Source source;
};
MAILDOCTOR_DESCRIBE(DomainRecords, mail_servers, spf_include, dkim_selectors, source)

/// What the diagnosis looks at.
struct AskedProfile {
    Home home;
    std::vector<Service> services;
    std::vector<Limit> limits;
    std::vector<std::string> absent_causes;  ///< ids of causes that no customer can have; all others apply
    std::optional<Notice> notice;
};
MAILDOCTOR_DESCRIBE(AskedProfile, home, services, limits, absent_causes, notice)

struct Profile : AskedProfile {
    std::string id;
    std::vector<std::string> languages;
    UsernameRule username;
    std::vector<Link> links;
    std::vector<SupportChannel> support;
    std::map<std::string, Words> words;  ///< language -> words
    std::vector<OtherHost> other_hosts;
    std::vector<std::string> certificate_names;  ///< names on the provider's certificates, such as `*.example.net`
    DomainRecords domain;
    std::string setup_host;  ///< host that answers what mail programs ask for by their standards; empty: there is none
};
MAILDOCTOR_DESCRIBE(Profile, id, languages, home, services, username, limits, links, support, words, other_hosts,
    certificate_names, absent_causes, notice, domain, setup_host)

/// The recommended service of a direction, or nothing.
const Service* recommended(const AskedProfile& profile, Direction direction);
const Service* find_service(const AskedProfile& profile, std::string_view id);
const Limit* find_limit(const AskedProfile& profile, LimitScope scope);
Direction direction_of(ServiceProtocol protocol);

}  // namespace maildoctor
