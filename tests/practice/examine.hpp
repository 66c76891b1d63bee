// Probing one service with the real Prober, on an io_context that is run until the probe has finished.
#pragma once

#include <vector>

#include <boost/asio/io_context.hpp>

#include "bridge/prober.hpp"

namespace maildoctor::tests {

/// Short only in the stage where a time-out is what is expected; nothing else depends on them.
probe::Deadlines generous();
probe::Deadlines short_in(Stage stage);

/// What a probe of `target` finds; names are asked of 127.0.0.1:`dns_port`, `ca_file` is the one that is trusted.
std::vector<AddressResult> examine(boost::asio::io_context& context, const bridge::ProbeTarget& target, std::uint16_t dns_port,
    const std::string& ca_file, const probe::Deadlines& deadlines);

}  // namespace maildoctor::tests
