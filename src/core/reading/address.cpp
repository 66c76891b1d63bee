#include "core/reading/address.hpp"

#include <algorithm>

#include "core/reading/mail_domains.hpp"
#include "core/reading/name.hpp"

namespace maildoctor {

namespace {

bool is_atom_text(char c) {
    constexpr std::string_view kAlso = "!#$%&'*+-/=?^_`{|}~";  // RFC 5322 section 3.2.3
    return is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80 || kAlso.find(c) != std::string_view::npos;
}

/// RFC 5321 section 4.1.2: printable characters, with a backslash before each quote and backslash.
bool is_quoted(std::string_view text) {
    if (text.size() < 2 || text.back() != '"') return false;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' || (text[i] == '\\' && ++i == text.size())) return false;
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7F) return false;
    }
    return true;
}

bool is_local_part(std::string_view local) {
    if (local.empty() || local.size() > 64) return false;
    if (local.front() == '"') return is_quoted(local);
    const auto atoms = split(local, '.');
    return std::all_of(atoms.begin(), atoms.end(),
        [](std::string_view atom) { return !atom.empty() && std::all_of(atom.begin(), atom.end(), is_atom_text); });
}

bool is_own_name_of(const Profile& profile, std::string_view domain) {
    return std::any_of(profile.services.begin(), profile.services.end(), [&](const Service& service) {
        const std::string host = lower_case(service.host);
        return is_within(domain, parent_of(host)) || known_domain(host) != KnownDomain::unknown;
    });
}

}  // namespace

bool is_address(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || text.size() > 254 || !is_local_part(text.substr(0, at))) return false;
    const std::string_view domain = text.substr(at + 1);
    return is_host_name(domain) || (domain.size() > 2 && domain.front() == '[' && is_address_literal(domain));
}

std::string address_in(std::string_view text) {
    if (text.size() > kLongestSetting) return {};
    if (is_address(text)) return std::string(text);
    const std::size_t open = text.rfind('<');
    if (open != std::string_view::npos) text = text.substr(open + 1, text.find('>', open) - open - 1);
    if (same_text(text.substr(0, 7), "mailto:")) text.remove_prefix(7);
    std::string out;
    for (char c : text) {
        if (c == ' ' || c == '"' || c == '<' || c == '>') continue;
        if (c == ',' || c == ';') c = '.';
        const bool doubled = !out.empty() && out.back() == c && (c == '.' || c == '@');
        const bool after_at = c == '.' && !out.empty() && out.back() == '@';
        if (doubled || after_at) continue;
        if (c == '@' && !out.empty() && out.back() == '.') out.pop_back();
        out += c;
    }
    while (!out.empty() && out.back() == '.') out.pop_back();
    while (!out.empty() && out.front() == '.') out.erase(0, 1);
    return is_address(out) ? out : std::string();
}

AddressReading read_address(const Profile& profile, std::string_view typed) {
    AddressReading out;
    const TextReading text = read_text(typed);
    if (text.cleaned.empty() && text.hidden.empty()) return out;
    out.usable = address_in(text.cleaned);
    if (!out.usable.empty()) {
        const std::size_t at = out.usable.rfind('@');
        out.local = out.usable.substr(0, at);
        out.domain = lower_case(out.usable.substr(at + 1));
    }
    out.domain_meant = domain_meant(out.domain);
    const bool elsewhere = known_domain(out.domain) != KnownDomain::unknown && !is_own_name_of(profile, out.domain);
    out.kind = !text.hidden.empty()  ? AddressKind::hidden_characters
        : !text.look_alike.empty()   ? AddressKind::look_alike_characters
        : out.usable != text.cleaned ? AddressKind::malformed
        : !out.domain_meant.empty()  ? AddressKind::domain_misspelt
        : elsewhere                  ? AddressKind::hosted_elsewhere
                                     : AddressKind::good;
    return out;
}

}  // namespace maildoctor
