// A configuration profile with one `com.apple.mail.managed` payload: Apple Device Management, "Mail" and "TopLevel". It is not
// signed and holds no password: the system asks for that while it installs.
#include "core/reading/text.hpp"
#include "core/setup/account.hpp"
#include "core/setup/xml.hpp"

namespace maildoctor::setup {
namespace {

constexpr std::string_view kDoctype =
    "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n";

/// FNV-1a, 64 bits.
unsigned long long hash_of(std::string_view text) {
    unsigned long long out = 0xcbf29ce484222325ULL;
    for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return out;
}

/// RFC 9562 section 5.8: the same for the same text, so that a second installation replaces the first.
std::string uuid_of(const std::string& text) {
    const unsigned long long halves[] = {
        (hash_of("1" + text) & ~0xF000ULL) | 0x8000ULL, (hash_of("2" + text) & ~(3ULL << 62U)) | (2ULL << 62U)};
    std::string out;
    for (unsigned i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) out += '-';
        out += "0123456789ABCDEF"[(halves[i / 16] >> (60U - 4U * (i % 16U))) & 15U];
    }
    return out;
}

/// Keys and values of a property list.
class Dictionary {
public:
    explicit Dictionary(XmlWriter& xml) : xml_(xml) { xml_.begin("dict"); }
    ~Dictionary() { xml_.end(); }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    void set(std::string_view key, std::string_view value) { put(key, "string", value); }
    void set_number(std::string_view key, double value) { put(key, "integer", std::to_string(static_cast<int>(value))); }
    void set_true(std::string_view key) {
        xml_.text("key", key);
        xml_.empty("true");
    }

private:
    void put(std::string_view key, std::string_view type, std::string_view value) {
        xml_.text("key", key);
        xml_.text(type, value);
    }

    XmlWriter& xml_;
};

void identify(Dictionary& payload, const Account& account, std::string_view type, std::string_view part) {
    const std::string uuid = uuid_of(account.profile.id + "\n" + lower_case(account.address.usable) + "\n" + std::string(part));
    payload.set("PayloadType", type);
    payload.set_number("PayloadVersion", 1);
    payload.set("PayloadIdentifier", "mail-doctor." + account.profile.id + "." + uuid);
    payload.set("PayloadUUID", uuid);
    payload.set("PayloadDisplayName", account.provider + ": " + account.address.usable);
    payload.set("PayloadOrganization", account.provider);
}

/// `side` is Incoming or Outgoing. With STARTTLS, too, UseSSL is what demands encryption.
void server(Dictionary& mail, const std::string& side, const Service& service, const std::string& username) {
    mail.set(side + "MailServerHostName", service.host);
    mail.set_number(side + "MailServerPortNumber", service.port);
    mail.set_true(side + "MailServerUseSSL");
    mail.set(side + "MailServerAuthentication", "EmailAuthPassword");
    if (!username.empty()) mail.set(side + "MailServerUsername", username);
}

}  // namespace

std::string write_apple(const Account& account) {
    XmlWriter xml(kDoctype);
    xml.begin("plist", {{"version", "1.0"}});
    {
        Dictionary top(xml);
        identify(top, account, "Configuration", "configuration");
        xml.text("key", "PayloadContent");
        xml.begin("array");
        {
            Dictionary mail(xml);
            identify(mail, account, "com.apple.mail.managed", "mail");
            const Service& incoming = *account.incoming.front();
            mail.set("EmailAccountDescription", account.provider);
            mail.set("EmailAccountType", incoming.protocol == ServiceProtocol::pop3 ? "EmailTypePOP" : "EmailTypeIMAP");
            mail.set("EmailAddress", account.address.usable);
            server(mail, "Incoming", incoming, account.username);
            server(mail, "Outgoing", *account.outgoing.front(), account.username);
            mail.set_true("OutgoingPasswordSameAsIncomingPassword");
        }
        xml.end();
    }
    return xml.finish();
}

}  // namespace maildoctor::setup
