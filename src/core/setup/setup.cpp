#include "core/setup/setup.hpp"

#include <algorithm>

#include "core/domain/reading.hpp"
#include "core/reading/moment.hpp"
#include "core/reading/name.hpp"
#include "core/reading/probe_reading.hpp"
#include "core/reading/text.hpp"
#include "core/setup/account.hpp"

namespace maildoctor {
namespace {

using setup::Account;

constexpr double kJustNow = 15 * 60;

/// One row per program. Where the name has a `*`, the domain of the address stands.
constexpr struct {
    SetupFor program;
    std::string_view name;
    std::string_view media_type;
    std::string (*write)(const Account&);
} kFiles[] = {
    {SetupFor::apple, "*.mobileconfig", "application/x-apple-aspen-config", setup::write_apple},
    // Thunderbird reads isp/<domain>.xml of its own folder; on the web server the file is config-v1.1.xml.
    {SetupFor::thunderbird, "*.xml", "text/xml; charset=utf-8",
        [](const Account& account) { return setup::write_autoconfig(account, "1.1"); }},
    {SetupFor::autoconfig, "*.xml", "text/xml; charset=utf-8",
        [](const Account& account) { return setup::write_autoconfig(account, "1.2"); }},
    {SetupFor::outlook, "autodiscover.xml", "text/xml; charset=utf-8", setup::write_outlook},
    {SetupFor::dns, "*.zone", "text/dns; charset=utf-8",
        [](const Account& account) { return setup::write_zone(account).all; }},  // RFC 4027
};

bool is_offered(const Service& service, Direction direction) {
    return service.protocol != ServiceProtocol::https && direction_of(service.protocol) == direction && service.host != "*" &&
        service.security != Security::none && service.standing != Standing::insecure;
}

/// Those of the wanted protocol first, the recommended one first among them.
std::vector<const Service*> offered(const Profile& profile, Direction direction, std::optional<Protocol> wanted) {
    std::vector<const Service*> out;
    for (const bool of_wanted : {true, false})
        for (const Standing standing : {Standing::recommended, Standing::accepted})
            for (const Service& service : profile.services) {
                const bool is_wanted = !wanted || name_of(*wanted) == name_of(service.protocol);
                if (is_offered(service, direction) && is_wanted == of_wanted && service.standing == standing)
                    out.push_back(&service);
            }
    return out;
}

/// The profile's words in the person's first language that it has, else in its own first.
std::string provider_of(const Profile& profile, const Case& facts) {
    const auto named = [&](const std::string& language) -> const std::string* {
        const auto found = profile.words.find(language);
        return found == profile.words.end() ? nullptr : &found->second.provider;
    };
    for (const std::string& language : facts.context.languages)
        if (const auto* name = named(language.substr(0, language.find('-')))) return *name;
    for (const std::string& language : profile.languages)
        if (const auto* name = named(language)) return *name;
    return profile.id;
}

/// The probe ended for a reason that is not the server's.
bool tells_nothing(const AddressResult& address) {
    return address.outcome == Outcome::cancelled || address.outcome == Outcome::address_not_allowed ||
        tells_of_vantage_only(address);
}

SetupCheck check_of(const ProbeResult& result) {
    std::size_t good = 0, bad = 0;
    for (const AddressResult& address : result.addresses) {
        if (address.outcome == Outcome::ok) ++good;
        else if (!tells_nothing(address)) ++bad;
    }
    if (good > 0) return bad == 0 ? SetupCheck::works : SetupCheck::untested;
    return bad == 0 ? SetupCheck::untested : SetupCheck::failed;
}

SetupCheck check_of(const std::string& service, const std::vector<ProbeReading>& probes, const Case& facts) {
    for (const ProbeReading& probe : probes) {
        if (probe.service->id != service || probe.of_own_host()) continue;
        const auto at = seconds_of(probe.result->at), now = seconds_of(facts.now);
        const double ahead = facts.context.clock_offset_ms.value_or(0) / 1000;
        return at && now && *now - ahead - *at <= kJustNow ? check_of(*probe.result) : SetupCheck::untested;
    }
    return SetupCheck::untested;
}

}  // namespace

std::optional<Problem> set_up(const Profile& profile, const Case& facts, SetupFor program, SetupFile& out) {
    out = {};
    out.program = program;
    Account account{profile, read_address(profile, facts.settings.address), provider_of(profile, facts), {}, {},
        offered(profile, Direction::incoming, facts.settings.incoming.protocol),
        offered(profile, Direction::outgoing, std::nullopt), nullptr};
    const AddressReading& address = account.address;
    if (address.usable.empty() || !is_host_name(address.domain))
        return Problem{"settings.address", "an e-mail address, such as anna@example.com"};
    const bool is_ascii =
        std::all_of(address.domain.begin(), address.domain.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (program == SetupFor::dns && !is_ascii)
        return Problem{"settings.address", "the domain as the DNS has it, such as xn--rksmrgs-5wao1o.example"};
    if (account.incoming.empty() || account.outgoing.empty())
        return Problem{"profile.services", "an encrypted service in each direction"};
    for (const Link& link : profile.links)
        if (link.id == LinkId::article && link.url.rfind("https://", 0) == 0) account.article = link.url;
    if (profile.username.form != UsernameForm::other)
        account.username = profile.username.form == UsernameForm::local_part ? address.local : address.usable;

    const auto row =
        std::find_if(std::begin(kFiles), std::end(kFiles), [&](const auto& each) { return each.program == program; });
    out.name = row->name.front() == '*' ? address.domain + std::string(row->name.substr(1)) : std::string(row->name);
    out.media_type = row->media_type;
    if (const DomainResult* domain = domain_of(facts); domain != nullptr && domain->domain == address.domain)
        account.domain = domain;
    out.text = row->write(account);
    if (program == SetupFor::dns) out.missing = setup::write_zone(account).missing;
    out.services = {account.incoming.front()->id, account.outgoing.front()->id};
    const auto probes = read_probes(profile, facts);
    const SetupCheck in = check_of(out.services[0], probes, facts), sent = check_of(out.services[1], probes, facts);
    const bool failed = in == SetupCheck::failed || sent == SetupCheck::failed;
    out.check = failed ? SetupCheck::failed : in == sent ? in : SetupCheck::untested;
    return std::nullopt;
}

}  // namespace maildoctor
