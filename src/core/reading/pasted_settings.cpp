#include "core/reading/pasted_settings.hpp"

#include <algorithm>
#include <array>

#include "core/errors/redact.hpp"
#include "core/errors/words.hpp"
#include "core/reading/address.hpp"
#include "core/reading/name.hpp"
#include "core/reading/text.hpp"

namespace maildoctor {

namespace {

/// What a label asks for, the weakest first: `port of the server` is about the port.
enum class Kind : unsigned char { none, address, host, protocol, authentication, username, security, port };

/// Whether `word` is one of the words of `list`, which are divided by blanks, with one before the first and after the last.
bool one_of(std::string_view word, std::string_view list) {
    return list.find(" " + std::string(word) + " ") != std::string_view::npos;
}

struct Label {
    Kind kind;
    std::string_view words;
};
constexpr Label kLabels[] = {
    {Kind::address, " address email mail adress epost epostadress postadress mejladress mejl mailadress "},
    {Kind::host,
        " host hostname server servername mailserver serveraddress värd värdnamn servernamn serveradress "
        "epostserver postserver mejlserver "},
    {Kind::protocol, " protocol type protokoll typ kontotyp servertyp "},
    {Kind::authentication, " authentication auth autentisering autentiseringsmetod inloggningsmetod "},
    {Kind::username,
        " username user userid login logon användarnamn användare användarid inloggning "
        "inloggningsnamn "},
    {Kind::security, " security encryption ssl tls starttls säkerhet kryptering krypteringstyp anslutningssäkerhet krypterad "},
    {Kind::port, " port portnummer portnumber serverport "},
};
struct ProtocolName {
    Protocol protocol;
    std::string_view words;
};
constexpr ProtocolName kProtocols[] = {
    {Protocol::imap, " imap imaps imap4 "}, {Protocol::pop3, " pop pop3 pop3s "}, {Protocol::smtp, " smtp smtps "}};
constexpr std::string_view kIncoming =
    " incoming inbound receiving receive inkommande ingående mottagande ta hämta imap imaps imap4 pop pop3 pop3s ";
constexpr std::string_view kOutgoing =
    " outgoing outbound sending send utgående avgående skickande skicka smtp smtps submission ";
constexpr std::string_view kMailWords =
    " imap imaps imap4 pop pop3 smtp smtps mail mejl mx in out incoming outgoing send post relay webmail mailcluster ";
constexpr std::string_view kMailPorts = " 25 110 143 465 587 993 995 2525 ";
constexpr std::string_view kNo = " none no off never without utan ingen inget inga nej av aldrig okrypterad ";
constexpr std::string_view kPassword = " password lösenord normal normalt plain login yes ja på on same samma ";

/// `text` without the characters of `edge` at its ends, and without bullets before it.
std::string_view trimmed(std::string_view text, std::string_view edge) {
    const auto is_edge = [&](char c) { return is_blank(c) || edge.find(c) != std::string_view::npos; };
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
        for (const std::string_view bullet : {"•", "·", "–", "→", "●", "▪"})
            if (text.substr(0, bullet.size()) == bullet) {
                text.remove_prefix(bullet.size());
                again = true;
            }
    }
    while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
    return text;
}

class Block {
public:
    PastedSettings run(std::string_view text) {
        Redacted redacted = redact(text);
        out_.removed = redacted.removed;
        for (std::string_view rest = redacted.text; !rest.empty();) {
            const std::size_t end = std::min(end_of_segment(rest), rest.size());
            segment(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        count();
        return std::move(out_);
    }

private:
    /// A line, a cell of a table, or what stands before a comma and a blank.
    static std::size_t end_of_segment(std::string_view text) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const bool comma = text[at] == ',' && (at + 1 == text.size() || is_blank(text[at + 1]));
            if (comma || std::string_view("\n\r\t;|").find(text[at]) != std::string_view::npos) return at;
        }
        return text.size();
    }

    /// `label: value`, a label whose value is in the next segment, a value of the label before, or words that tell by themselves.
    void segment(std::string_view text) {
        text = trimmed(text, "-*\"'");
        if (text.empty()) return;
        const std::size_t colon = label_end(text);
        if (colon != std::string_view::npos) {
            kind_ = wanted_ = Kind::none;
            words(text.substr(0, colon));
            wanted_ = kind_;
            text = trimmed(text.substr(colon + 1), "\"'");
            if (text.empty()) return;
        }
        kind_ = Kind::none;
        if (wanted_ != Kind::none && (colon != std::string_view::npos || !is_label(text))) text = value(text);
        wanted_ = Kind::none;
        tokens(text);
        if (colon == std::string_view::npos) wanted_ = kind_;
    }

    /// Where the label ends: at a colon or equals sign that is not within a value such as `host:993` or `imaps://`.
    static std::size_t label_end(std::string_view text) {
        const std::size_t at = text.find_first_of(":=");
        if (at == std::string_view::npos || at > kLongestLabel) return std::string_view::npos;
        const std::string_view word = text.substr(0, at);
        const bool in_value = text.substr(at, 3) == "://" || is_host_name(lower_case(word.substr(word.find_last_of(" (") + 1)));
        return in_value ? std::string_view::npos : at;
    }

    static Kind kind_of(std::string_view word) {
        for (const Label& label : kLabels)
            if (one_of(word, label.words)) return label.kind;
        return Kind::none;
    }

    /// Nothing but words that name a field or a direction.
    static bool is_label(std::string_view text) {
        const std::string small = plain(text.substr(0, kLongestLabel));
        return kind_of(small) != Kind::none || one_of(small, kIncoming) || one_of(small, kOutgoing);
    }

    /// Takes the value of the label; what is left over tells by itself.
    std::string_view value(std::string_view text) {
        const std::size_t end = std::min(text.find_first_of(" \t("), text.size());
        const std::string_view first = trimmed(text.substr(0, end), "\"',;");
        switch (wanted_) {
            case Kind::host:
                if (first.find('.') == std::string_view::npos && first.find(',') == std::string_view::npos &&
                    first != "localhost")
                    return text;
                host(first);
                return text.substr(end);
            case Kind::port:
                if (std::none_of(first.begin(), first.end(), is_digit)) return text;
                port(first);
                return text.substr(end);
            case Kind::username: username(text); return {};
            case Kind::security: security(text); return {};
            case Kind::authentication: authentication(text); return {};
            case Kind::address:
            case Kind::protocol:
            case Kind::none: return text;
        }
        return text;
    }

    /// Words that tell by themselves: addresses, hosts, ports, names of protocols and kinds of security.
    void tokens(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find_first_of(" \t()[]<>\"=,"), text.size());
            token(trimmed(text.substr(0, end), "'.,:"));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    void token(std::string_view text) {
        if (text.empty() || text.size() > kLongestSetting) return;
        if (is_address(text)) return kind_ == Kind::username ? username(text) : put(out_.settings.address, text);
        const std::string small = lower_case(text);
        const std::size_t scheme = small.find("://");
        const std::size_t begin = scheme == std::string::npos ? 0
            : small.find('@') == std::string::npos            ? scheme + 3
                                                              : small.rfind('@') + 1;
        const std::string_view name = std::string_view(small).substr(begin);
        const std::string_view bare = name.substr(0, name.find_first_of(":/"));
        const bool mail_word = one_of(bare.substr(0, bare.find('.')), kMailWords);
        if (is_host_name(bare) && (kind_ == Kind::host || begin > 0 || mail_word)) {
            words(text.substr(0, std::min(scheme, begin)));
            return host(text.substr(begin));
        }
        const bool number = text.size() <= 5 && all(text, is_digit);
        if (number && (kind_ == Kind::port || one_of(text, kMailPorts))) return port(text);
        words(text);
    }

    void words(std::string_view text) {
        const std::string small = plain(text);
        for (std::size_t at = 0; at < small.size();) {
            const std::size_t begin = at;
            while (at < small.size() && is_word(small[at])) ++at;
            if (at > begin) word(std::string_view(small).substr(begin, at - begin));
            else ++at;
        }
    }

    void word(std::string_view small) {
        if (one_of(small, kIncoming)) direction_ = Direction::incoming;
        if (one_of(small, kOutgoing)) direction_ = Direction::outgoing;
        for (const ProtocolName& each : kProtocols)
            if (one_of(small, each.words)) put(side().protocol, each.protocol);
        const Kind kind = kind_of(small);
        if (kind == Kind::security && one_of(last_, kNo)) put(side().security, Security::none);
        if (one_of(small, kNo) && kind_of(last_) == Kind::security) side().security = Security::none;
        if (small == "starttls") put(side().security, Security::starttls);
        if (small == "ssl" || small == "tls") put(side().security, Security::tls);
        kind_ = std::max(kind_, kind);
        last_ = small;
    }

    void host(std::string_view text) {
        const std::size_t colon = text.find(':');
        const std::string small = lower_case(text.substr(0, text.find('.')));
        if (one_of(small, kIncoming)) direction_ = Direction::incoming;
        if (one_of(small, kOutgoing)) direction_ = Direction::outgoing;
        const std::string_view behind = colon == std::string_view::npos
            ? std::string_view()
            : trimmed(text.substr(colon + 1, text.find(':', colon + 1) - colon - 1), "/");
        if (!direction_ && !behind.empty()) direction_ = direction_of_port(behind);
        put(side().host, trimmed(text.substr(0, colon), "/"));
        if (!behind.empty()) put(side().port, behind);
        if (!behind.empty()) words(text.substr(colon + 1));
    }

    void port(std::string_view digits) {
        if (!direction_) direction_ = direction_of_port(digits);
        put(side().port, digits);
    }

    static Direction direction_of_port(std::string_view digits) {
        return one_of(digits, " 25 465 587 2525 ") ? Direction::outgoing : Direction::incoming;
    }

    void username(std::string_view text) {
        if (text.size() > kLongestSetting) return;
        for (const Direction each : {Direction::incoming, Direction::outgoing})
            if (!direction_ || direction_ == each)
                put((each == Direction::incoming ? out_.settings.incoming : out_.settings.outgoing).username, text);
    }

    /// After its label `no` means none, and overrules the label's own word: `SSL: no`.
    void security(std::string_view text) {
        const std::string small = plain(text.substr(0, kLongestLabel));
        if (one_of(small.substr(0, small.find_first_of(" (.")), kNo)) side().security = Security::none;
        else if (small.find("starttls") != std::string::npos) side().security = Security::starttls;
        else tokens(text);
    }

    void authentication(std::string_view text) {
        const std::string small = plain(text.substr(0, kLongestLabel));
        const std::string_view first = std::string_view(small).substr(0, small.find_first_of(" (."));
        put(side().authentication,
            one_of(first, kNo)             ? Authentication::none
                : one_of(first, kPassword) ? Authentication::password
                                           : Authentication::other);
    }

    ServerSettings& side() { return direction_ == Direction::outgoing ? out_.settings.outgoing : out_.settings.incoming; }

    /// The first value counts.
    static void put(std::string& field, std::string_view text) {
        if (field.empty() && text.size() <= kLongestSetting && text != kRemoved) field = text;
    }
    template <class T>
    static void put(std::optional<T>& field, T found) {
        if (!field) field = found;
    }

    void count() {
        const auto add = [&](bool found) { out_.count += found ? 1 : 0; };
        add(!out_.settings.address.empty());
        for (const ServerSettings* each : {&out_.settings.incoming, &out_.settings.outgoing}) {
            for (const std::string* text : {&each->host, &each->port, &each->username}) add(!text->empty());
            add(each->protocol.has_value());
            add(each->security.has_value());
            add(each->authentication.has_value());
        }
    }

    static constexpr std::size_t kLongestLabel = 80;
    PastedSettings out_;
    std::optional<Direction> direction_;
    std::string last_;          ///< word
    Kind kind_ = Kind::none;    ///< of the labels in this segment
    Kind wanted_ = Kind::none;  ///< of a label whose value is still to come
};

}  // namespace

PastedSettings settings_in(std::string_view text) { return Block().run(text); }

}  // namespace maildoctor
