#include "bridge/client_address.hpp"

namespace maildoctor::bridge {
namespace {

std::string_view without(std::string_view text, std::string_view characters) {
    const std::size_t begin = text.find_first_not_of(characters);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(characters) - begin + 1);
}

bool is_for(std::string_view name) {
    return name.size() == 3 && (name[0] | 0x20) == 'f' && (name[1] | 0x20) == 'o' && (name[2] | 0x20) == 'r';
}

/// `192.0.2.1`, `[2001:db8::1]:4711`, or (RFC 7239) `for="[2001:db8::1]";proto=https`.
std::string_view address_in(std::string_view element) {
    if (element.find('=') == std::string_view::npos) return without(element, " \t");
    while (!element.empty()) {
        const std::string_view pair = element.substr(0, element.find(';'));
        element.remove_prefix(std::min(pair.size() + 1, element.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (is_for(without(pair.substr(0, equals), " \t"))) return without(pair.substr(equals), " \t=\"");
    }
    return {};
}

}  // namespace

boost::asio::ip::address client_address(const boost::asio::ip::address& peer, const Networks& trusted, std::string_view header) {
    auto client = peer;
    while (!header.empty() && contains(trusted, client)) {
        // A comma within quotes is no comma to RFC 7239, but the quote may be the client's: what we split off last is ours.
        const std::size_t comma = header.rfind(',');
        const auto before = read_endpoint(address_in(header.substr(comma + 1)), 0);
        if (!before) break;
        client = before->address();
        header = header.substr(0, comma == std::string_view::npos ? 0 : comma);
    }
    return client;
}

}  // namespace maildoctor::bridge
