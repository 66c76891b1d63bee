// A network of the test's own: the process, and what it starts, has loopback and nothing else.
#pragma once

#include <string>

namespace maildoctor::tests {

/// Moves this process there, which must have one thread, and adds the nftables chains `in` and `out` of `inet faults`.
/// False where that cannot be done: without root or user namespaces, iproute2 and nftables.
bool enter_own_network();

/// Runs a command of the shell; false where it fails.
bool run(const std::string& command);

}  // namespace maildoctor::tests
