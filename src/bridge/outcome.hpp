// The one place where an error_code becomes an outcome; nothing else looks at error codes of a probe.
#pragma once

#include <boost/system/error_code.hpp>

#include "core/model/domain.hpp"

namespace maildoctor::bridge {

/// closed, reset, refused, unreachable, timed-out or (an aborted operation) cancelled; the machine fits it to its stage.
Outcome outcome_of(const boost::system::error_code& error);

/// The same for a status of c-ares: ok, name-not-found, no-address, timed-out or resolver-failed.
Outcome outcome_of_dns(int status);
DnsAnswer answer_of_dns(int status);

}  // namespace maildoctor::bridge
