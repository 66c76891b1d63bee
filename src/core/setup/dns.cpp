// The records that a customer's own domain needs: where its mail goes and who may send it, as the profile says; where mail is
// fetched and sent (RFC 6186 section 3, RFC 8314 section 5.1 for `_submissions`); and the names by which programs look for their
// settings, where the profile has a host for them.
#include <algorithm>

#include "core/domain/reading.hpp"
#include "core/domain/records.hpp"
#include "core/setup/account.hpp"

namespace maildoctor::setup {
namespace {

constexpr std::string_view kSpf = "v=spf1";

struct Line {
    RecordKind kind;
    std::string label;  ///< empty: the domain itself
    std::string type_and_data;
};

/// The record that is there goes on, with the provider in it: a second one would make both void (RFC 7208 section 4.5).
std::string spf_of(const Account& account) {
    const std::string include = " include:" + account.profile.domain.spf_include;
    if (account.domain != nullptr)
        for (const DomainRecord& record : account.domain->records)
            if (record.kind == RecordKind::spf && record.values.size() == 1)
                return std::string(kSpf) + include + record.values.front().substr(kSpf.size());
    return std::string(kSpf) + include + " ~all";
}

/// Strings of a TXT record (RFC 1035 sections 3.3 and 5.1): at most 255 bytes each, quotes and backslashes escaped.
std::string quoted(std::string_view text) {
    constexpr std::size_t kLongestString = 255;
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % kLongestString == 0) out += "\" \"";
        if (text[i] == '"' || text[i] == '\\') out += '\\';
        out += text[i];
    }
    return out + "\"";
}

std::vector<Line> mail_of(const Account& account) {
    std::vector<Line> out;
    double preference = 0;
    for (const std::string& name : account.profile.domain.mail_servers) {
        if (name.find_first_of("*{") != std::string::npos) continue;  // which it is, and where it leads, the provider knows
        out.push_back({RecordKind::mx, "", "MX " + std::to_string(static_cast<int>(preference += 10)) + " " + name + "."});
    }
    if (!account.profile.domain.spf_include.empty()) out.push_back({RecordKind::spf, "", "TXT " + quoted(spf_of(account))});
    return out;
}

std::vector<Line> services_of(const Account& account) {
    std::vector<Line> out;
    for (const MailService& label : kMailServices) {
        const std::size_t before = out.size();
        for (const auto* services : {&account.incoming, &account.outgoing})
            for (const Service* service : *services) {
                if (service->protocol != label.protocol || service->security != label.security) continue;
                // Among several ways the one with the lowest priority is preferred (RFC 6186 section 3.4).
                const std::string priority = service == services->front() ? "0" : "10";
                out.push_back({label.kind, std::string(label.label),
                    "SRV " + priority + " 1 " + std::to_string(static_cast<int>(service->port)) + " " + service->host + "."});
            }
        // Not offered (RFC 6186 section 3.4).
        if (out.size() == before) out.push_back({label.kind, std::string(label.label), "SRV 0 0 0 ."});
    }
    if (const std::string& host = account.profile.setup_host; !host.empty()) {
        out.push_back({RecordKind::autoconfig, "autoconfig", "CNAME " + host + "."});
        out.push_back({RecordKind::autodiscover, "_autodiscover._tcp", "SRV 0 1 443 " + host + "."});
    }
    return out;
}

}  // namespace

Zone write_zone(const Account& account) {
    std::vector<Line> lines = mail_of(account);
    for (Line& line : services_of(account)) lines.push_back(std::move(line));
    DomainReading today;
    if (account.domain != nullptr) today = read_domain(account.profile, *account.domain);
    const auto is_missing = [&](RecordKind kind) {
        return std::any_of(today.records.begin(), today.records.end(), [&](const RecordReading& each) {
            return each.kind == kind && (each.state == RecordState::missing || each.state == RecordState::differs);
        });
    };
    Zone out;
    for (const auto& [kind, label, type_and_data] : lines) {
        const std::string line =
            label + (label.empty() ? "" : ".") + account.address.domain + ". 3600 IN " + type_and_data + "\n";
        out.all += line;
        if (is_missing(kind)) out.missing += line;
    }
    return out;
}

}  // namespace maildoctor::setup
