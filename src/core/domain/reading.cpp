#include "core/domain/reading.hpp"

#include <algorithm>

#include "core/domain/records.hpp"
#include "core/reading/text.hpp"

namespace maildoctor {
namespace {

using Values = std::vector<std::string>;

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) out.push_back(lower_case(text.substr(at, end - at)));
        at = end + 1;
    }
    return out;
}

bool covers(std::string_view pattern, std::string_view host) {
    if (pattern.substr(0, 2) != "*.") return pattern == host;
    const std::string_view below = pattern.substr(1);
    return host.size() > below.size() && host.substr(host.size() - below.size()) == below;
}

bool is_mail_server(const Profile& profile, std::string_view domain, std::string_view host) {
    const Values& known = profile.domain.mail_servers;
    return std::any_of(
        known.begin(), known.end(), [&](const std::string& pattern) { return covers(mail_server_of(pattern, domain), host); });
}

/// "10 mx.example.net"; "0 ." refuses all mail (RFC 7505). With one host elsewhere some of the mail goes there.
RecordState state_of_mx(const Profile& profile, std::string_view domain, const Values& values) {
    bool all_here = true;
    for (const std::string& value : values) {
        const Values parts = words_in(value);
        if (parts.size() != 2 || parts[1] == ".") return RecordState::missing;
        all_here = all_here && is_mail_server(profile, domain, parts[1]);
    }
    if (profile.domain.mail_servers.empty()) return RecordState::seen;
    return all_here ? RecordState::good : RecordState::differs;
}

/// Two of them are as good as none (RFC 7208 section 4.5).
RecordState state_of_spf(const Profile& profile, const Values& values) {
    if (values.size() > 1) return RecordState::differs;
    if (profile.domain.spf_include.empty()) return RecordState::seen;
    const Values included = included_by(values.front());
    const bool is_included = std::find(included.begin(), included.end(), profile.domain.spf_include) != included.end();
    return is_included ? RecordState::good : RecordState::differs;
}

/// "0 1 993 imap.example.net"; "0 0 0 ." says that there is none (RFC 6186 section 3.4).
RecordState state_of_service(const Profile& profile, const MailService& label, const Values& values) {
    const auto offers = [&](const Service& service) {
        return service.protocol == label.protocol && service.security == label.security;
    };
    const bool is_offered = std::any_of(profile.services.begin(), profile.services.end(), offers);
    for (const std::string& value : values) {
        const Values parts = words_in(value);
        if (parts.size() != 4) return RecordState::differs;
        const bool is_ours = std::any_of(profile.services.begin(), profile.services.end(), [&](const Service& service) {
            return offers(service) && service.host == parts[3] && std::to_string(static_cast<int>(service.port)) == parts[2];
        });
        if (!is_ours && (is_offered || parts[3] != ".")) return RecordState::differs;
    }
    return !values.empty() || !is_offered ? RecordState::good : RecordState::missing;
}

RecordState state_of(const Profile& profile, std::string_view domain, const DomainRecord& record) {
    if (record.answer == DnsAnswer::timed_out || record.answer == DnsAnswer::server_failure) return RecordState::unknown;
    for (const MailService& label : kMailServices)
        if (label.kind == record.kind) return state_of_service(profile, label, record.values);
    if (record.answer != DnsAnswer::found) return RecordState::missing;
    if (record.kind == RecordKind::mx) return state_of_mx(profile, domain, record.values);
    if (record.kind == RecordKind::spf) return state_of_spf(profile, record.values);
    return record.kind == RecordKind::dkim ? RecordState::good : RecordState::seen;
}

/// What a record that is not as it should be costs: mail that does not come, mail that others take for spam, or only comfort.
constexpr struct {
    RecordKind kind;
    std::optional<Severity> missing;
    std::optional<Severity> differs;
} kSeverities[] = {
    {RecordKind::mx, Severity::error, Severity::error},
    {RecordKind::spf, Severity::warning, Severity::warning},
    {RecordKind::dkim, Severity::warning, std::nullopt},
    {RecordKind::dmarc, Severity::note, std::nullopt},
    {RecordKind::imaps, Severity::note, Severity::warning},
    {RecordKind::imap, Severity::note, Severity::warning},
    {RecordKind::pop3s, Severity::note, Severity::warning},
    {RecordKind::pop3, Severity::note, Severity::warning},
    {RecordKind::submissions, Severity::note, Severity::warning},
    {RecordKind::submission, Severity::note, Severity::warning},
};

std::optional<Severity> severity_of(RecordKind kind, RecordState state) {
    for (const auto& row : kSeverities) {
        if (row.kind != kind) continue;
        if (state == RecordState::missing) return row.missing;
        if (state == RecordState::differs) return row.differs;
    }
    return std::nullopt;
}

/// Of several with one name, such as two DKIM selectors, one that is good is enough.
void add(std::vector<RecordReading>& records, RecordKind kind, RecordState state) {
    const auto same = std::find_if(records.begin(), records.end(), [&](const RecordReading& each) { return each.kind == kind; });
    RecordReading& reading = same == records.end() ? records.emplace_back(RecordReading{kind, state, {}}) : *same;
    if (state == RecordState::good || reading.state == RecordState::missing) reading.state = state;
    reading.severity = severity_of(kind, reading.state);
}

}  // namespace

std::vector<std::string> included_by(std::string_view spf) {
    std::vector<std::string> out;
    for (const std::string& term : words_in(spf)) {
        const std::string_view bare = std::string_view(term).substr(std::string_view("+-~?").find(term[0]) < 4 ? 1 : 0);
        for (const std::string_view word : {"include:", "redirect="})
            if (bare.substr(0, word.size()) == word) out.emplace_back(bare.substr(word.size()));
    }
    return out;
}

DomainReading read_domain(const Profile& profile, const DomainResult& result) {
    DomainReading out;
    out.domain = result.domain;
    for (const DomainRecord& record : result.records) {
        if (record.kind == RecordKind::mx && record.answer == DnsAnswer::name_not_found) out.registered = false;
        add(out.records, record.kind, state_of(profile, result.domain, record));
    }
    return out;
}

const DomainResult* domain_of(const Case& facts) {
    if (!facts.domain || facts.domain->unavailable) return nullptr;
    const std::string address = lower_case(trimmed(facts.settings.address));
    const std::size_t at = address.rfind('@');
    return at == std::string::npos || address.substr(at + 1) == facts.domain->domain ? &*facts.domain : nullptr;
}

MailRoute route_of(const DomainReading& reading) {
    if (!reading.registered) return MailRoute::not_registered;
    for (const RecordReading& record : reading.records) {
        if (record.kind != RecordKind::mx) continue;
        if (record.state == RecordState::good) return MailRoute::here;
        if (record.state == RecordState::differs) return MailRoute::elsewhere;
        if (record.state == RecordState::missing) return MailRoute::nowhere;
    }
    return MailRoute::unknown;
}

}  // namespace maildoctor
