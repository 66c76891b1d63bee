// `maildoctor domain`, as a person runs it.
#include <unistd.h>

#include <thread>

#include <gmock/gmock.h>
#include <boost/asio/post.hpp>

#include "json/json.hpp"
#include "practice/ward.hpp"
#include "support/command.hpp"

namespace maildoctor::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The ward's DNS on a thread of its own, for the life of a test.
class DomainCommand : public testing::Test {
protected:
    DomainCommand() {
        ward.start();
        thread = std::thread([this] { context.run(); });
    }
    ~DomainCommand() override {
        boost::asio::post(context, [this] { ward.stop(); });
        thread.join();
    }

    tests::Printed domain(const std::string& arguments) const {
        return tests::run_shell(MAILDOCTOR_COMMAND " domain --dns 127.0.0.1:" + std::to_string(ward.dns_port()) +
            " --profile " MAILDOCTOR_SOURCE_DIR "/profiles/practice.json " + arguments);
    }

    boost::asio::io_context context{1};
    practice::Ward ward{context, {}};
    std::thread thread;
};

TEST_F(DomainCommand, prints_each_record_with_what_it_means) {
    const tests::Printed printed = domain("Anna@Practice.Test");
    EXPECT_EQ(printed.status, 0) << printed.out;
    EXPECT_THAT(printed.out,
        AllOf(HasSubstr("mx           good"), HasSubstr("    10 mx.practice.test"), HasSubstr("dkim         good"),
            HasSubstr("imaps        good"), HasSubstr("pop3s        missing")));
}

TEST_F(DomainCommand, its_exit_status_tells_whether_mail_gets_there) {
    EXPECT_EQ(domain("moved.practice.test").status, 1);
    EXPECT_EQ(domain("wants-no-mail.practice.test").status, 1);
    const tests::Printed gone = domain("ran-out.test");
    EXPECT_EQ(gone.status, 1);
    EXPECT_THAT(gone.out, HasSubstr("ran-out.test does not exist"));
}

TEST_F(DomainCommand, prints_what_is_missing_as_a_zone_and_json_when_asked_to) {
    const tests::Printed missing = domain("moved.practice.test --missing");
    EXPECT_THAT(missing.out,
        AllOf(HasSubstr("moved.practice.test. 3600 IN MX 10 mx.practice.test.\n"), Not(HasSubstr("elsewhere.test."))));
    const auto record = json::Json::parse(domain("practice.test --json").out)["records"][0];
    EXPECT_EQ(record["values"], json::Json::array({"10 mx.practice.test"}));
}

TEST_F(DomainCommand, says_what_is_wrong_with_its_argument) {
    for (const char* argument : {"localhost", "192.0.2.1", "'two words'", "a..b"}) {
        const tests::Printed printed = domain(argument);
        EXPECT_EQ(printed.status, 2) << argument;
        EXPECT_THAT(printed.out, HasSubstr("expected a domain such as example.se")) << argument;
    }
}

}  // namespace
}  // namespace maildoctor::cli
