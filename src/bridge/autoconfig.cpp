#include "bridge/autoconfig.hpp"

#include <algorithm>

#include "core/reading/character.hpp"
#include "core/reading/text.hpp"
#include "core/setup/setup.hpp"
#include "xml/document.hpp"

namespace maildoctor::bridge {
namespace {

constexpr SetupRoute kRoutes[] = {
    {"/mail/config-v1.1.xml", SetupRequest::autoconfig, false, ""},
    {"/.well-known/autoconfig/mail/config-v1.1.xml", SetupRequest::autoconfig, false, ""},
    {"/autodiscover/autodiscover.xml", SetupRequest::autodiscover, true, ""},
    {"/bridge/apple.mobileconfig", SetupRequest::apple, true, "application/x-www-form-urlencoded"},
};

int digit_of(char c) { return is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10; }

/// RFC 3986 section 2.1; a percent sign without two digits stays.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_escape = text[i] == '%' && i + 2 < text.size() && is_hex_digit(text[i + 1]) && is_hex_digit(text[i + 2]);
        out += is_escape ? static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2])) : text[i];
        if (is_escape) i += 2;
    }
    return out;
}

std::string parameter(std::string_view query, std::string_view wanted) {
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && same_text(pair.substr(0, equals), wanted))
            return unescaped(pair.substr(equals + 1));
    }
    return {};
}

/// `autoconfig.example.org:80` is asked for the mail of example.org.
std::string domain_of(std::string_view host) {
    constexpr std::string_view kPrefix = "autoconfig.";
    const std::string name = lower_case(host.substr(0, host.find(':')));
    return name.rfind(kPrefix, 0) == 0 ? name.substr(kPrefix.size()) : name;
}

/// [MS-OXDSCLI] section 2.2.3: Autodiscover/Request/EMailAddress.
std::string address_in_request(std::string_view body) {
    xml::Element root;
    if (body.size() > kLargestSetupRequest || xml::read(body, root) || root.name != "Autodiscover") return {};
    const xml::Element* request = root.child("Request");
    return request == nullptr ? std::string() : request->text_of("EMailAddress");
}

/// A form as browsers send it: `address=anna%40example.se&protocol=pop3&language=sv`.
Case case_in_form(std::string form) {
    std::replace(form.begin(), form.end(), '+', ' ');
    Case out;
    out.settings.address = parameter(form, "address");
    out.settings.incoming.protocol = from_name<Protocol>(parameter(form, "protocol"));
    out.context.languages = {parameter(form, "language")};
    return out;
}

Case case_of(const std::string& address) {
    Case out;
    out.settings.address = address;
    return out;
}

std::optional<SetupAnswer> made(const Profile& profile, const Case& facts, SetupFor program) {
    SetupFile file;
    if (set_up(profile, facts, program, file)) return std::nullopt;
    return SetupAnswer{std::move(file.text), std::move(file.media_type)};
}

}  // namespace

const SetupRoute* setup_route(std::string_view path) {
    const auto* found = std::ranges::find_if(kRoutes, [&](const SetupRoute& route) { return same_text(path, route.path); });
    return found == std::end(kRoutes) ? nullptr : found;
}

std::optional<SetupAnswer> answer_setup(
    const Profile& profile, SetupRequest request, std::string_view query, std::string_view host, std::string_view body) {
    if (request == SetupRequest::apple) return made(profile, case_in_form(std::string(body)), SetupFor::apple);
    if (request == SetupRequest::autodiscover) return made(profile, case_of(address_in_request(body)), SetupFor::outlook);
    if (auto out = made(profile, case_of(parameter(query, "emailaddress")), SetupFor::thunderbird)) return out;
    return made(profile, case_of("postmaster@" + domain_of(host)), SetupFor::thunderbird);
}

}  // namespace maildoctor::bridge
