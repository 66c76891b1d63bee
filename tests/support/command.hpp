// Running `maildoctor` in tests, as a person runs it in a shell.
#pragma once

#include <string>

namespace maildoctor::tests {

struct Printed {
    int status = 0;   ///< exit status
    std::string out;  ///< standard output and standard error
};

/// A line for the shell, run to its end.
Printed run_shell(const std::string& line);

}  // namespace maildoctor::tests
