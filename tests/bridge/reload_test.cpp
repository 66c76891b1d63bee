// Changes while pages are connected: the profile, and the bridge's own certificate.
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <gmock/gmock.h>
#include <openssl/pem.h>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "practice/certificates.hpp"
#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace fs = std::filesystem;
namespace http = beast::http;
using testing::ElementsAre;

TEST(Reload, offers_the_new_profile_to_pages_that_are_connected_and_to_new_ones) {
    Rig rig;
    Page page(rig);
    Profile profile;
    profile.id = "changed.test";
    profile.services = {rig.ward.service("pop3s")};
    page.start("under-way", "imaps-dns-slow");
    page.sees_begin(Stage::resolve);
    rig.server->reload({profile});
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok")) << "what is under way is finished";
    page.start("a", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("service-not-offered"));
    page.start("b", "pop3s");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    Page late(rig);
    EXPECT_EQ(late.hello["profile"], "changed.test");
    EXPECT_EQ(late.hello["services"].size(), 1U);
}

TEST(Reload, forgets_the_results_of_before) {
    Rig rig([](ServerConfig& config) { config.cache_ms = kHour; });
    Page page(rig);
    page.start("a", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("capabilities ok"));
    Profile profile;
    profile.services = {rig.ward.service("imaps-expired")};
    profile.services[0].id = "imaps";
    rig.server->reload({profile});
    page.start("b", "imaps");
    EXPECT_THAT(gist(page.answer()), ElementsAre("certificate expired"));
}

TEST(Reload, leaves_a_question_about_an_own_host_as_it_was_asked) {
    Rig rig;
    Page page(rig);
    page.start("a", "imaps", kOwnHost);
    page.start("b", "no-such-service");
    EXPECT_EQ(page.answer()["id"], "b");  // so that the bridge has read the first
    rig.server->reload({});
    EXPECT_THAT(gist(page.answer()), ElementsAre("certificate name-mismatch"));
}

/// Certificate and key of a server, in files, for the life of a test.
class OwnTls : public testing::Test {
protected:
    OwnTls() {
        fs::create_directory(folder);
        issue();
    }
    ~OwnTls() override { fs::remove_all(folder); }

    void issue() const {
        const practice::Credential made = authority.issue(practice::Leaf::good, "bridge.test");
        const auto to = [](const std::string& file, auto write) {
            std::FILE* out = std::fopen(file.c_str(), "w");
            write(out);
            std::fclose(out);
        };
        to(files.certificate_file, [&](std::FILE* out) { PEM_write_X509(out, made.certificate.get()); });
        to(files.key_file,
            [&](std::FILE* out) { PEM_write_PrivateKey(out, made.key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
        // The clock of files may be too coarse to tell two of them apart.
        static int age = 0;
        const auto time = fs::file_time_type::clock::now() + std::chrono::hours(++age);
        fs::last_write_time(files.certificate_file, time);
        fs::last_write_time(files.key_file, time);
    }

    const std::string folder = testing::TempDir() + "/maildoctor-tls-" + std::to_string(getpid());
    const TlsFiles files{folder + "/certificate.pem", folder + "/key.pem"};
    practice::Authority authority;
};

struct TlsPage {
    explicit TlsPage(Rig& rig) : stream(rig.connect(), context) {
        failed = static_cast<bool>(
            rig.complete([&](auto handler) { stream.async_handshake(asio::ssl::stream_base::client, handler); }));
        if (!failed) ASN1_INTEGER_get_uint64(&serial, X509_get0_serialNumber(SSL_get0_peer_certificate(stream.native_handle())));
    }

    unsigned ask(Rig& rig, const HttpRequest& request) {
        rig.complete([&](auto handler) { http::async_write(stream, request, handler); });
        HttpResponse response;
        rig.complete([&](auto handler) { http::async_read(stream, buffer, response, handler); });
        return response.result_int();
    }

    asio::ssl::context context{asio::ssl::context::tls_client};
    asio::ssl::stream<beast::tcp_stream> stream;
    beast::flat_buffer buffer;
    std::uint64_t serial = 0;
    bool failed = false;
};

TEST_F(OwnTls, is_spoken_with_the_certificate_of_the_configuration) {
    Rig rig([this](ServerConfig& config) { config.tls = files; });
    TlsPage page(rig);
    EXPECT_EQ(page.ask(rig, get("/healthz")), 200U);
    HttpRequest request = upgrade(rig);
    request.set(http::field::origin, "https://127.0.0.1:" + std::to_string(rig.server->port()));
    EXPECT_EQ(page.ask(rig, request), 101U);
}

TEST_F(OwnTls, takes_a_new_certificate_for_new_connections_and_leaves_the_old_ones) {
    Rig rig([this](ServerConfig& config) { config.tls = files; });
    TlsPage early(rig);
    issue();
    TlsPage late(rig);
    EXPECT_NE(early.serial, late.serial);
    EXPECT_EQ(early.ask(rig, get("/healthz")), 200U);
    EXPECT_EQ(late.ask(rig, get("/healthz")), 200U);
}

TEST_F(OwnTls, keeps_the_certificate_when_the_new_one_is_none_and_says_so) {
    Rig rig([this](ServerConfig& config) { config.tls = files; });
    const TlsPage early(rig);
    std::ofstream(files.certificate_file) << "half of a certifi";
    const TlsPage late(rig);
    EXPECT_EQ(early.serial, late.serial);
    EXPECT_TRUE(rig.has_logged("certificate.unusable"));
    rig.server->reload({});
    EXPECT_TRUE(rig.has_logged("server.reloaded"));
}

TEST_F(OwnTls, does_not_start_without_a_certificate) {
    std::ofstream(files.key_file) << "none";
    EXPECT_THROW(Rig([this](ServerConfig& config) { config.tls = files; }), std::runtime_error);
}

TEST_F(OwnTls, ends_who_does_not_speak_it) {
    Rig rig([this](ServerConfig& config) { config.tls = files; });
    auto stream = rig.connect();
    const HttpRequest request = get("/healthz");
    rig.complete([&](auto handler) { http::async_write(stream, request, handler); });
    beast::flat_buffer buffer;
    HttpResponse response;
    EXPECT_TRUE(rig.complete([&](auto handler) { http::async_read(stream, buffer, response, handler); }));
    rig.until([&] { return rig.has_logged("tls-handshake"); });
}

}  // namespace
}  // namespace maildoctor::bridge
