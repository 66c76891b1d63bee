// `maildoctor serve`, as a service manager and an operator run it.
#include <csignal>
#include <cstdio>
#include <fstream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>

#include "bridge/config.hpp"
#include "json/json.hpp"
#include "support/command.hpp"

namespace maildoctor::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Its first line is the process id, its second says where it listens.
constexpr const char* kServe = "echo $$; exec " MAILDOCTOR_COMMAND " serve --listen 127.0.0.1:0 --profile " MAILDOCTOR_SOURCE_DIR
                               "/profiles/practice.json 2>/dev/null";

std::string line_of(std::FILE* pipe) {
    char text[200] = {};
    return std::fgets(text, sizeof text, pipe) == nullptr ? "" : text;
}

tests::Printed serve(const std::string& arguments) { return tests::run_shell(MAILDOCTOR_COMMAND " serve " + arguments); }

/// A configuration file, for the life of a test.
class ServeCommand : public testing::Test {
protected:
    ~ServeCommand() override { std::remove(file.c_str()); }

    tests::Printed check_config(const std::string& text, const std::string& more = "") const {
        std::ofstream(file) << text;
        return serve("--check-config --config " + file + " " + more);
    }

    std::string file = testing::TempDir() + "/maildoctor-serve-" + std::to_string(getpid()) + ".json";
};

TEST_F(ServeCommand, ends_well_when_it_is_told_to_stop) {
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

TEST_F(ServeCommand, reads_its_profile_again_when_it_is_told_to_and_keeps_a_good_one) {
    std::ofstream(file) << std::ifstream(MAILDOCTOR_SOURCE_DIR "/profiles/practice.json").rdbuf();
    std::FILE* pipe = popen(
        ("echo $$; exec " MAILDOCTOR_COMMAND " serve --listen 127.0.0.1:0 --profile " + file + " 2>/dev/null").c_str(), "r");
    const pid_t process = std::stoi(line_of(pipe));
    EXPECT_THAT(line_of(pipe), testing::StartsWith("listening on "));
    EXPECT_EQ(kill(process, SIGHUP), 0);
    EXPECT_EQ(line_of(pipe), "reloaded\n");
    std::ofstream(file) << "{}";
    EXPECT_EQ(kill(process, SIGHUP), 0);
    EXPECT_EQ(line_of(pipe), "not reloaded\n");
    EXPECT_EQ(kill(process, SIGTERM), 0);
    EXPECT_EQ(WEXITSTATUS(pclose(pipe)), 0);
}

TEST_F(ServeCommand, prints_a_default_configuration_that_is_good_and_says_nothing_new) {
    const tests::Printed printed = serve("--print-default-config");
    EXPECT_EQ(printed.status, 0);
    bridge::Config config;
    config.listen = "what is not there keeps this";
    EXPECT_FALSE(json::parse(printed.out, config, UnknownMembers::refuse));
    EXPECT_EQ(json::dump(config), json::dump(bridge::Config()));
    EXPECT_EQ(check_config(printed.out).status, 0);
    EXPECT_EQ(check_config("{}").status, 0);
}

TEST_F(ServeCommand, says_what_is_wrong_with_a_configuration_and_where) {
    const std::pair<const char*, std::vector<const char*>> cases[] = {
        {R"({"limits":{"probes":4}})", {"limits.probes", "one of the members connectionsInTotal|"}},
        {R"({"limits":{"probesInTotal":0}})", {"limits.probesInTotal", "a whole number from 1"}},
        {R"({"limits":{"probesInTotal":1.5}})", {"limits.probesInTotal", "a whole number from 1"}},
        {R"({"listen":"8025"})", {"listen", "127.0.0.1:8025"}},
        {R"({"listen":"localhost:8025"})", {"listen", "127.0.0.1:8025"}},
        {R"({"listen":"127.0.0.1:99999"})", {"listen", "127.0.0.1:8025"}},
        {R"({"listen":8025})", {"listen", "a text"}},
        {R"({"allowedOrigins":["https://a.test","https://b.test/page"]})", {"allowedOrigins[1]", "without a path"}},
        {R"({"dnsServer":"resolver"})", {"dnsServer", "ADDRESS"}},
        {R"({"controlTarget":"www.example.com"})", {"controlTarget", "HOST:PORT"}},
        {R"({"controlTarget":"1.2.3:443"})", {"controlTarget", "HOST:PORT"}},
        {R"({"controlTarget":"https://www.example.com:443"})", {"controlTarget", "HOST:PORT"}},
        {R"({"deadlines":{"total":-1}})", {"deadlines.total", "a whole number from 1"}},
        {R"({"cacheMs":1e300})", {"cacheMs", "a number"}},
        {R"({"limits":{"probeRatePerClient":{"burst":0}}})", {"limits.probeRatePerClient.burst", "a whole number from 1"}},
        {R"({"proxies":{"trusted":["127.0.0.1","proxy"]}})", {"proxies.trusted[1]", "an address"}},
        {R"({"proxies":{"header":"via"}})", {"proxies.header", "x-forwarded-for|forwarded"}},
        {R"({"tls":{"keyFile":"key.pem"}})", {"tls", "both certificateFile and keyFile"}},
        {R"({"tls":{"keyFile":"nowhere","certificateFile":"nowhere"}})", {"tls.certificateFile", "a file that can be read"}},
        {R"({"operatorListen":"9125"})", {"operatorListen", "127.0.0.1:9125"}},
        {R"({"logLevel":"all"})", {"logLevel", "error|warning|info|debug"}},
        {R"({"root":"nowhere"})", {"root", "a folder that exists"}},
        {R"({"caFile":"nowhere"})", {"caFile", "a file that can be read"}},
        {R"({"profileFiles":["nowhere"]})", {"nowhere", "cannot be read"}},
        {R"({"listen")", {"JSON", "line 1"}},
        {"[]", {"an object"}},
    };
    for (const auto& [text, hints] : cases) {
        const tests::Printed printed = check_config(text);
        EXPECT_EQ(printed.status, 2) << text;
        for (const char* hint : hints) EXPECT_THAT(printed.out, AllOf(HasSubstr("maildoctor: "), HasSubstr(hint))) << text;
    }
    EXPECT_EQ(serve("--config /nonexistent").status, 2);
}

TEST_F(ServeCommand, lets_the_command_line_outrank_the_file) {
    EXPECT_EQ(check_config(R"({"limits":{"probesInTotal":4}})", "--probes 8").status, 0);
    const tests::Printed printed = check_config(R"({"limits":{"probesInTotal":4}})", "--probes 0");
    EXPECT_EQ(printed.status, 2);
    EXPECT_THAT(printed.out, AllOf(HasSubstr("command line"), HasSubstr("limits.probesInTotal")));
}

TEST_F(ServeCommand, finds_the_files_of_a_configuration_beside_it) {
    const std::string profile = file + ".profile";
    std::ofstream(profile) << std::ifstream(MAILDOCTOR_SOURCE_DIR "/profiles/practice.json").rdbuf();
    EXPECT_EQ(check_config("{\"profileFiles\":[\"" + profile.substr(profile.rfind('/') + 1) + "\"]}").status, 0);
    std::remove(profile.c_str());
}

}  // namespace
}  // namespace maildoctor::cli
