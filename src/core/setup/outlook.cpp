// The plain XML answer of Autodiscover: [MS-OXDSCLI] section 2.2.4, and "POX Autodiscover response" for what a mail account
// over IMAP or POP3 has.
#include "core/setup/account.hpp"
#include "core/setup/xml.hpp"

namespace maildoctor::setup {
namespace {

constexpr std::string_view kSchema = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
constexpr std::string_view kOutlookSchema = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

constexpr std::string_view type_of(ServiceProtocol protocol) {
    return protocol == ServiceProtocol::imap ? "IMAP" : protocol == ServiceProtocol::pop3 ? "POP3" : "SMTP";
}

void protocol(XmlWriter& xml, const Service& service, const std::string& username) {
    xml.begin("Protocol");
    xml.text("Type", type_of(service.protocol));
    xml.text("Server", service.host);
    xml.text("Port", std::to_string(static_cast<int>(service.port)));
    if (!username.empty()) xml.text("LoginName", username);
    xml.text("DomainRequired", "off");
    xml.text("SPA", "off");  // the default is on
    xml.text("SSL", "on");
    xml.text("Encryption", service.security == Security::tls ? "SSL" : "TLS");  // outranks SSL where it is known
    xml.text("AuthRequired", "on");
    if (service.protocol == ServiceProtocol::smtp) {
        xml.text("UsePOPAuth", "on");
        xml.text("SMTPLast", "off");
    }
    xml.end();
}

}  // namespace

std::string write_outlook(const Account& account) {
    XmlWriter xml;
    xml.begin("Autodiscover", {{"xmlns", kSchema}});
    xml.begin("Response", {{"xmlns", kOutlookSchema}});
    xml.begin("Account");
    xml.text("AccountType", "email");
    xml.text("Action", "settings");
    for (const Service* service : account.incoming) protocol(xml, *service, account.username);
    for (const Service* service : account.outgoing) protocol(xml, *service, account.username);
    return xml.finish();
}

}  // namespace maildoctor::setup
