#include "bridge/outcome.hpp"

#include <cerrno>

#include <ares.h>

#include <boost/asio/error.hpp>

namespace maildoctor::bridge {

Outcome outcome_of(const boost::system::error_code& error) {
    namespace asio_error = boost::asio::error;
    static const struct {
        boost::system::error_code error;
        Outcome outcome;
    } kTable[] = {
        {{}, Outcome::ok},
        {asio_error::eof, Outcome::closed},
        {asio_error::operation_aborted, Outcome::cancelled},
        {asio_error::connection_refused, Outcome::refused},
        {asio_error::connection_reset, Outcome::reset},
        {asio_error::connection_aborted, Outcome::reset},
        {asio_error::broken_pipe, Outcome::reset},
        {asio_error::timed_out, Outcome::timed_out},
        {asio_error::host_unreachable, Outcome::unreachable},
        {asio_error::network_unreachable, Outcome::unreachable},
        {asio_error::network_down, Outcome::unreachable},
        {asio_error::address_family_not_supported, Outcome::unreachable},
        // What routes and firewalls here say (`prohibit` EACCES, `blackhole` EINVAL), and an address family without an
        // address of ours. In the sockets' category: an equal number of the generic one is not equal.
        {asio_error::access_denied, Outcome::unreachable},
        {asio_error::no_permission, Outcome::unreachable},
        {asio_error::invalid_argument, Outcome::unreachable},
        {{EADDRNOTAVAIL, boost::system::system_category()}, Outcome::unreachable},
    };
    for (const auto& row : kTable)
        if (error == row.error) return row.outcome;
    return Outcome::reset;
}

Outcome outcome_of_dns(int status) {
    switch (status) {
        case ARES_SUCCESS: return Outcome::ok;
        case ARES_ENOTFOUND:
        case ARES_EBADNAME: return Outcome::name_not_found;
        case ARES_ENODATA: return Outcome::no_address;
        case ARES_ETIMEOUT: return Outcome::timed_out;
        default: return Outcome::resolver_failed;
    }
}

DnsAnswer answer_of_dns(int status) {
    switch (status) {
        case ARES_SUCCESS: return DnsAnswer::found;
        case ARES_ENOTFOUND:
        case ARES_EBADNAME: return DnsAnswer::name_not_found;
        case ARES_ENODATA: return DnsAnswer::no_data;
        case ARES_ETIMEOUT: return DnsAnswer::timed_out;
        default: return DnsAnswer::server_failure;
    }
}

}  // namespace maildoctor::bridge
