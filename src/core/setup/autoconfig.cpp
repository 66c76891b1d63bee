// Mail autoconfiguration: config-v1.1, and draft-ietf-mailmaint-autoconfig for 1.2. Both say the same about mail.
#include "core/reading/text.hpp"
#include "core/setup/account.hpp"
#include "core/setup/xml.hpp"

namespace maildoctor::setup {
namespace {

constexpr std::size_t kLongestName = 60;
constexpr std::size_t kLongestShortName = 20;

/// The first `most` characters.
std::string_view shortened(std::string_view text, std::size_t most) {
    std::size_t at = 0;
    while (at < text.size() && most-- > 0) next_code_point(text, at);
    return text.substr(0, at);
}

constexpr std::string_view socket_type(Security security) { return security == Security::tls ? "SSL" : "STARTTLS"; }

constexpr std::string_view placeholder(UsernameForm form) {
    return form == UsernameForm::full_address ? "%EMAILADDRESS%" : "%EMAILLOCALPART%";
}

void servers(XmlWriter& xml, std::string_view element, const Account& account, const std::vector<const Service*>& services) {
    for (const Service* service : services) {
        xml.begin(element, {{"type", name_of(service->protocol)}});
        xml.text("hostname", service->host);
        xml.text("port", std::to_string(static_cast<int>(service->port)));
        xml.text("socketType", socket_type(service->security));
        xml.text("authentication", "password-cleartext");
        if (!account.username.empty()) xml.text("username", placeholder(account.profile.username.form));
        xml.end();
    }
}

}  // namespace

std::string write_autoconfig(const Account& account, std::string_view version) {
    XmlWriter xml;
    xml.begin("clientConfig", {{"version", version}});
    xml.begin("emailProvider", {{"id", account.profile.id}});
    xml.text("domain", account.address.domain);
    xml.text("displayName", shortened(account.provider, kLongestName));
    xml.text("displayShortName", shortened(account.provider, kLongestShortName));
    servers(xml, "incomingServer", account, account.incoming);
    servers(xml, "outgoingServer", account, account.outgoing);
    if (!account.article.empty()) xml.empty("documentation", {{"url", account.article}});
    return xml.finish();
}

}  // namespace maildoctor::setup
