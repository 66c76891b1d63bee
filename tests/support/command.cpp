#include "support/command.hpp"

#include <cstdio>

#include <sys/wait.h>

namespace maildoctor::tests {

Printed run_shell(const std::string& line) {
    Printed out;
    std::FILE* pipe = popen((line + " 2>&1").c_str(), "r");
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out.out += static_cast<char>(c);
    out.status = WEXITSTATUS(pclose(pipe));
    return out;
}

}  // namespace maildoctor::tests
