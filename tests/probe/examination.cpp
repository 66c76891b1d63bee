#include "examination.hpp"

#include <stdexcept>

namespace maildoctor::probe {

std::vector<Way> every_way() {
    std::vector<Way> out;
    for (const ServiceProtocol protocol : {ServiceProtocol::imap, ServiceProtocol::pop3, ServiceProtocol::smtp})
        for (const Security security : {Security::tls, Security::starttls, Security::none}) out.push_back({protocol, security});
    out.push_back({ServiceProtocol::https, Security::tls});
    return out;
}

std::string name_of_way(const Way& way) { return std::string(name_of(way.protocol)) + "_" + std::string(name_of(way.security)); }

void PrintTo(const Way& way, std::ostream* out) { *out << name_of_way(way); }

std::vector<Stage> stages_of(const Way& way) {
    using enum Stage;
    if (way.protocol == ServiceProtocol::https) return {connect, tls_handshake, certificate, http_response};
    switch (way.security) {
        case Security::tls: return {connect, tls_handshake, certificate, greeting, capabilities};
        case Security::starttls: return {connect, greeting, starttls, tls_handshake, certificate, capabilities};
        case Security::none: return {connect, greeting, capabilities};
    }
    return {};
}

std::string healthy_reply(ServiceProtocol protocol, std::string_view command, bool encrypted) {
    switch (protocol) {
        case ServiceProtocol::imap:
            if (command.empty()) return "* OK ready\r\n";
            if (command == "a CAPABILITY")
                return encrypted ? "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na OK done\r\n"
                                 : "* CAPABILITY IMAP4rev1 STARTTLS\r\na OK done\r\n";
            return command == "a LOGOUT" ? "* BYE bye\r\na OK done\r\n" : "a OK begin\r\n";
        case ServiceProtocol::pop3:
            if (command == "CAPA") return encrypted ? "+OK\r\nUIDL\r\nSASL PLAIN\r\n.\r\n" : "+OK\r\nUIDL\r\nSTLS\r\n.\r\n";
            return "+OK\r\n";
        case ServiceProtocol::smtp:
            if (command.starts_with("EHLO"))
                return encrypted ? "250-mail.example.net\r\n250 AUTH PLAIN\r\n" : "250-mail.example.net\r\n250 STARTTLS\r\n";
            return command == "QUIT" ? "221 bye\r\n" : "220 ready\r\n";
        case ServiceProtocol::https: return "HTTP/1.1 200 OK\r\n";
    }
    return {};
}

Examination::Examination(Way which, Deadlines deadlines)
    : way(which), machine_({way.protocol, way.security, deadlines, "www.example.net"}, kBegan) {
    happens(event::Started{});
}

void Examination::happens(const Event& event) {
    action = machine_.resume(event, now);
    told.insert(told.end(), action.progress.begin(), action.progress.end());
    if (action.kind != Action::Kind::write) return;
    if (!action.bytes.ends_with("\r\n")) throw std::logic_error("a command without its line end: " + action.bytes);
    sent.push_back(action.bytes.substr(0, action.bytes.size() - 2));
}

void Examination::goes_well() {
    now += 1;
    switch (action.kind) {
        case Action::Kind::connect: return happens(event::Connected{kClientName});
        case Action::Kind::write: return happens(event::Written{});
        case Action::Kind::start_tls: encrypted_ = true; return happens(event::TlsDone{"TLSv1.3", Outcome::ok, {}});
        case Action::Kind::read: {
            const bool greets = stage() == Stage::greeting;
            return says(healthy_reply(way.protocol, greets ? "" : sent.back(), encrypted_));
        }
        case Action::Kind::finish: throw std::logic_error("it has finished");
    }
}

void Examination::reaches(Stage wanted, std::string_view command) {
    const auto is_there = [&] {
        const bool waits = action.kind != Action::Kind::write || wanted == Stage::connect;
        return waits && stage() == wanted && !told.back().outcome &&
            (command.empty() || (!sent.empty() && sent.back() == command));
    };
    while (!is_there()) goes_well();
}

void Examination::ends_well() {
    while (!is_finished()) goes_well();
}

bool Examination::is_taking_leave() const { return !sent.empty() && (sent.back() == "QUIT" || sent.back() == "a LOGOUT"); }

}  // namespace maildoctor::probe
