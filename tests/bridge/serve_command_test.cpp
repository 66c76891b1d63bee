// `maildoctor serve`, as a service manager runs it.
#include <csignal>
#include <cstdio>
#include <string>

#include <sys/wait.h>

#include <gmock/gmock.h>

namespace maildoctor::cli {
namespace {

/// Its first line is the process id, its second says where it listens.
constexpr const char* kServe = "echo $$; exec " MAILDOCTOR_COMMAND " serve --listen 127.0.0.1:0 --profile " MAILDOCTOR_SOURCE_DIR
                               "/profiles/practice.json 2>/dev/null";

std::string line_of(std::FILE* pipe) {
    char text[200] = {};
    return std::fgets(text, sizeof text, pipe) == nullptr ? "" : text;
}

TEST(ServeCommand, ends_well_when_it_is_told_to_stop) {
    for (const int signal : {SIGTERM, SIGINT}) {
        std::FILE* pipe = popen(kServe, "r");
        const pid_t process = std::stoi(line_of(pipe));
        EXPECT_THAT(line_of(pipe), testing::StartsWith("listening on http://127.0.0.1:"));
        EXPECT_EQ(kill(process, signal), 0);
        const int status = pclose(pipe);  // once it has ended
        EXPECT_TRUE(WIFEXITED(status));
        EXPECT_EQ(WEXITSTATUS(status), 0);
    }
}

}  // namespace
}  // namespace maildoctor::cli
