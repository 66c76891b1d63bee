#include "core/domain/records.hpp"

namespace maildoctor {
namespace {

constexpr struct {
    RecordKind kind;
    RecordType type;
    std::string_view label;  ///< empty: the domain itself
    std::string_view begins;
} kRecords[] = {
    {RecordKind::mx, RecordType::mx, "", ""},
    {RecordKind::spf, RecordType::txt, "", "v=spf1"},
    {RecordKind::dmarc, RecordType::txt, "_dmarc", "v=DMARC1"},
    {RecordKind::mta_sts, RecordType::txt, "_mta-sts", "v=STSv1"},
    {RecordKind::autoconfig, RecordType::address, "autoconfig", ""},
    {RecordKind::autodiscover, RecordType::address, "autodiscover", ""},
};

}  // namespace

std::vector<RecordQuestion> questions_about(const std::string& domain, const std::vector<std::string>& dkim_selectors) {
    std::vector<RecordQuestion> out;
    for (const auto& [kind, type, label, begins] : kRecords)
        out.push_back({kind, type, label.empty() ? domain : std::string(label) + "." + domain, begins});
    for (const MailService& service : kMailServices)
        out.push_back({service.kind, RecordType::srv, std::string(service.label) + "." + domain, ""});
    for (const std::string& selector : dkim_selectors)
        out.push_back({RecordKind::dkim, RecordType::txt, selector + "._domainkey." + domain, ""});
    return out;
}

std::string mail_server_of(std::string pattern, std::string_view domain) {
    constexpr std::string_view kDomain = "{domain}";
    if (const auto at = pattern.find(kDomain); at != std::string::npos) pattern.replace(at, kDomain.size(), domain);
    return pattern;
}

}  // namespace maildoctor
