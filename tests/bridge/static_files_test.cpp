// The page's files beside the bridge: those below the root, and nothing else.
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <gmock/gmock.h>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

namespace fs = std::filesystem;
namespace http = boost::beast::http;
using testing::HasSubstr;
using testing::Not;

class Files : public testing::Test {
protected:
    Files() {
        fs::create_directories(root / "article");
        write(root / "index.html", "<p>front</p>");
        write(root / "article/index.html", "<p>article</p>");
        write(root / "app.js", "plain");
        write(root / "app.js.br", "brotli");
        write(root / "app.js.gz", "gzip");
        for (const char* name : {"picture.svg", "core.wasm", "profile.json", "a.unknown"}) write(root / name, "content");
        write(root / "only.css", "p{}");
        write(root / "only.css.gz", "gzip");
        write(root / ".hidden", "secret");
        write(base / "secret.txt", "secret");
        write(base / "root-beside/secret.txt", "secret");
        fs::create_symlink(base / "secret.txt", root / "link.txt");
        fs::create_symlink(base, root / "out");
        fs::create_symlink(root / "app.js", root / "inside.js");
        write(root / "linked.css", "p{}");
        fs::create_symlink(base / "secret.txt", root / "linked.css.gz");
    }
    ~Files() override { fs::remove_all(base); }

    static void write(const fs::path& file, const std::string& text) {
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }

    HttpResponse fetch(const std::string& target, const std::string& encodings = "") {
        HttpRequest request = get(target);
        if (!encodings.empty()) request.set(http::field::accept_encoding, encodings);
        return rig.exchange(request);
    }

    fs::path base = fs::path(testing::TempDir()) / ("maildoctor-files-" + std::to_string(getpid()));
    fs::path root = base / "root";
    Rig rig{[this](ServerConfig& config) { config.root = root; }};
};

TEST_F(Files, below_the_root_are_served_with_their_type) {
    const std::pair<const char*, const char*> types[] = {{"a.html", "text/html; charset=utf-8"}, {"a.js", "text/javascript"},
        {"a.css", "text/css; charset=utf-8"}, {"a.wasm", "application/wasm"}, {"a.json", "application/json"},
        {"a.svg", "image/svg+xml"}, {"a.woff2", "font/woff2"}, {"a.unknown", "application/octet-stream"}};
    for (const auto& [name, type] : types) {
        write(root / name, "content");
        const HttpResponse response = fetch("/" + std::string(name));
        EXPECT_EQ(response.result_int(), 200U) << name;
        EXPECT_EQ(response[http::field::content_type], type);
        EXPECT_EQ(response.body(), "content");
    }
}

TEST_F(Files, of_a_folder_are_its_index) {
    EXPECT_EQ(fetch("/").body(), "<p>front</p>");
    EXPECT_EQ(fetch("/?lang=sv").body(), "<p>front</p>");
    EXPECT_EQ(fetch("/article/").body(), "<p>article</p>");
}

TEST_F(Files, outside_of_the_root_do_not_exist) {
    for (const char* target : {"/../secret.txt", "/article/../../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E%2Fsecret.txt",
             "/..%2fsecret.txt", "/.%2e/secret.txt", "/%252e%252e/secret.txt", "//etc/passwd", "/%2fetc/passwd", "/etc/passwd",
             "/..\\secret.txt", "/%5c..%5csecret.txt", "/link.txt", "/out/secret.txt", "/out/root/app.js/../../secret.txt",
             "/../root-beside/secret.txt", "/.hidden", "/%2ehidden", "/app.js%00.html", "/app.js/", "/%", "/%2", "/%zz",
             "/nothing", "http://127.0.0.1/app.js", "app.js", "*"}) {
        const HttpResponse response = fetch(target);
        EXPECT_EQ(response.result_int(), 404U) << target;
        EXPECT_THAT(response.body(), Not(HasSubstr("secret"))) << target;
    }
}

TEST_F(Files, behind_a_link_within_the_root_are_served) { EXPECT_EQ(fetch("/inside.js").body(), "plain"); }

TEST_F(Files, are_packed_as_the_client_takes_them) {
    const auto is = [&](const char* target, const char* encodings, const char* body, const char* coding) {
        const HttpResponse response = fetch(target, encodings);
        EXPECT_EQ(response.body(), body) << target << " " << encodings;
        EXPECT_EQ(response[http::field::content_encoding], coding);
        EXPECT_EQ(response[http::field::vary], "Accept-Encoding");
        EXPECT_THAT(std::string(response[http::field::content_type]), Not(HasSubstr("octet")));
    };
    is("/app.js", "", "plain", "");
    is("/app.js", "gzip, deflate, br", "brotli", "br");
    is("/app.js", "gzip", "gzip", "gzip");
    is("/app.js", "br;q=0, gzip", "gzip", "gzip");
    is("/app.js", "deflate", "plain", "");
    is("/only.css", "br, gzip", "gzip", "gzip");
    is("/linked.css", "gzip", "p{}", "");
}

TEST_F(Files, that_are_known_are_not_sent_again) {
    const HttpResponse first = fetch("/app.js");
    HttpRequest again = get("/app.js");
    again.set(http::field::if_none_match, first[http::field::etag]);
    const HttpResponse second = rig.exchange(again);
    EXPECT_EQ(second.result_int(), 304U);
    EXPECT_EQ(second.body(), "");
    EXPECT_EQ(second[http::field::etag], first[http::field::etag]);
    again.set(http::field::if_none_match, "\"another\"");
    EXPECT_EQ(rig.exchange(again).result_int(), 200U);
    again.set(http::field::if_none_match, first[http::field::etag]);
    again.set(http::field::accept_encoding, "gzip");
    EXPECT_EQ(rig.exchange(again).result_int(), 200U) << "the packed one is another";
    write(root / "app.js", "changed!");
    EXPECT_EQ(fetch("/app.js").body(), "changed!");
    EXPECT_NE(fetch("/app.js")[http::field::etag], first[http::field::etag]);
}

TEST_F(Files, are_told_of_without_their_content_for_head) {
    HttpRequest request = get("/app.js");
    request.method(http::verb::head);
    const HttpResponse response = rig.exchange(request);
    EXPECT_EQ(response.result_int(), 200U);
    EXPECT_EQ(response[http::field::content_length], "5");
    EXPECT_EQ(response.body(), "");
}

TEST_F(Files, are_read_and_nothing_else) {
    for (const auto method : {http::verb::post, http::verb::put, http::verb::delete_, http::verb::options, http::verb::trace}) {
        HttpRequest request = get("/app.js");
        request.method(method);
        const HttpResponse response = rig.exchange(request);
        EXPECT_EQ(response.result_int(), 405U) << method;
        EXPECT_EQ(response[http::field::allow], "GET, HEAD");
    }
    HttpRequest request = get("/app.js");
    request.body() = "body";
    request.prepare_payload();
    EXPECT_EQ(rig.exchange(request).result_int(), 400U);
}

TEST_F(Files, that_stand_by_themselves_and_every_other_answer_carry_the_security_headers) {
    HttpRequest foreign = upgrade(rig);
    foreign.set(http::field::origin, "https://evil.test");
    HttpRequest posted = get("/app.js");
    posted.method(http::verb::post);
    HttpRequest known = get("/");
    known.set(http::field::if_none_match, fetch("/")[http::field::etag]);
    for (const HttpRequest& request : {get("/"), get("/picture.svg"), get("/a.unknown"), get("/nothing"), get("/healthz"),
             get("/bridge"), foreign, posted, known}) {
        const HttpResponse response = rig.exchange(request);
        EXPECT_THAT(std::string(response["Content-Security-Policy"]), HasSubstr("default-src 'self'")) << request.target();
        EXPECT_EQ(response["X-Content-Type-Options"], "nosniff");
        EXPECT_EQ(response["Referrer-Policy"], "no-referrer");
    }
}

TEST_F(Files, that_are_parts_of_a_page_are_taken_for_what_they_say_and_leave_the_policy_to_the_page) {
    HttpRequest known = get("/app.js");
    known.set(http::field::if_none_match, fetch("/app.js")[http::field::etag]);
    for (const HttpRequest& request : {get("/app.js"), known, get("/core.wasm"), get("/profile.json")}) {
        const HttpResponse response = rig.exchange(request);
        EXPECT_EQ(response["X-Content-Type-Options"], "nosniff");
        EXPECT_EQ(response["Content-Security-Policy"], "");
    }
}

TEST_F(Files, are_served_one_after_the_other_on_one_connection) {
    auto stream = rig.connect();
    const std::string requests =
        "GET /app.js HTTP/1.1\r\nHost: a\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: "
        "close\r\n\r\n";
    rig.complete([&](auto handler) { boost::asio::async_write(stream, boost::asio::buffer(requests), handler); });
    std::string answers;
    rig.complete([&](auto handler) { boost::asio::async_read(stream, boost::asio::dynamic_buffer(answers), handler); });
    const auto first = answers.find("plain");
    const auto second = answers.find("404 Not Found");
    const auto third = answers.find("<p>front</p>");
    EXPECT_LT(first, second);
    EXPECT_LT(second, third);
    EXPECT_NE(third, std::string::npos);
}

TEST(Health, is_told_without_any_files) {
    Rig rig;
    const HttpResponse response = rig.exchange(get("/healthz"));
    EXPECT_EQ(response.result_int(), 200U);
    EXPECT_EQ(response.body(), "ok\n");
    EXPECT_EQ(response[http::field::cache_control], "no-store");
    EXPECT_EQ(rig.exchange(get("/")).result_int(), 404U);
}

}  // namespace
}  // namespace maildoctor::bridge
