// What mail programs ask for by their standards, over the real server.
#include <gmock/gmock.h>

#include "rig.hpp"

namespace maildoctor::bridge {
namespace {

namespace http = boost::beast::http;
using testing::HasSubstr;
using testing::Not;

HttpRequest autodiscover(const std::string& address, const std::string& path = "/autodiscover/autodiscover.xml") {
    HttpRequest request = get(path);
    request.method(http::verb::post);
    request.set(http::field::content_type, "text/xml");
    request.body() =
        "<Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006'><Request>"
        "<EMailAddress>" +
        address + "</EMailAddress></Request></Autodiscover>";
    request.prepare_payload();
    return request;
}

HttpRequest form(const std::string& fields) {
    HttpRequest request = get("/bridge/apple.mobileconfig");
    request.method(http::verb::post);
    request.set(http::field::content_type, "application/x-www-form-urlencoded");
    request.body() = fields;
    request.prepare_payload();
    return request;
}

constexpr int kRequests = 20;

/// The practice profile, whose services have the names that a provider publishes.
class SetupRequests : public testing::Test {
protected:
    std::string fetch(const HttpRequest& request, http::status status = http::status::ok) {
        response = rig.exchange(request);
        EXPECT_EQ(response.result(), status);
        type = std::string(response[http::field::content_type]);
        return response.body();
    }
    void nothing_was_seen(const std::string& word) {
        for (const std::string& line : rig.log) EXPECT_THAT(line, Not(HasSubstr(word)));
        EXPECT_THAT(rig.exchange(get("/metrics"), rig.server->operator_port()).body(), Not(HasSubstr(word)));
    }

    std::string type;
    HttpResponse response;
    Rig rig{[](ServerConfig& config) {
        config.limits.setup_rate_in_total = {kRequests, 0.001};
        config.log_level = LogLevel::debug;
        config.operator_listen = "127.0.0.1:0";
        for (Service& service : config.profiles.front().services)
            if (service.id == "imaps" || service.id == "submissions") service.standing = Standing::recommended;
    }};
};

TEST_F(SetupRequests, autoconfiguration_is_answered_at_both_places) {
    for (const char* path : {"/mail/config-v1.1.xml?emailaddress=anna%40example.se",
             "/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=anna@example.se"}) {
        EXPECT_THAT(fetch(get(path)), testing::AllOf(HasSubstr("<domain>example.se</domain>"), HasSubstr("%EMAILADDRESS%")));
        EXPECT_EQ(type, "text/xml; charset=utf-8");
    }
    nothing_was_seen("example.se");
    nothing_was_seen("anna");
}

TEST_F(SetupRequests, without_an_address_the_host_tells_the_domain) {
    HttpRequest request = get("/mail/config-v1.1.xml");
    request.set(http::field::host, "autoconfig.example.org:80");
    EXPECT_THAT(fetch(request), HasSubstr("<domain>example.org</domain>"));
}

TEST_F(SetupRequests, autodiscover_is_answered_for_the_address_in_the_body) {
    EXPECT_THAT(fetch(autodiscover("o'neill&amp;co@example.se", "/Autodiscover/Autodiscover.xml")),
        HasSubstr("<LoginName>o&#39;neill&amp;co@example.se</LoginName>"));
    EXPECT_EQ(type, "text/xml; charset=utf-8");
    nothing_was_seen("example.se");
}

TEST_F(SetupRequests, what_names_no_address_is_refused) {
    fetch(autodiscover("nobody"), http::status::bad_request);
    for (const std::string before : {"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
             "<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>",
             "<?xml version='1.0' encoding='no-such-encoding'?>", "\xff\xfe", "<"}) {
        HttpRequest hostile = autodiscover("anna@planted.example");
        hostile.body().insert(0, before);
        hostile.prepare_payload();
        fetch(hostile, http::status::bad_request);
    }
    fetch(autodiscover("anna\xff\xc0@planted.example"), http::status::bad_request);
    nothing_was_seen("planted");
}

TEST_F(SetupRequests, a_body_that_does_not_come_ends_with_the_client_and_with_the_server) {
    const auto begin = [&] {
        auto stream = std::make_unique<boost::beast::tcp_stream>(rig.connect());
        HttpRequest request = form("address=anna@planted.example");
        request.content_length(4096);
        EXPECT_FALSE(rig.complete([&](auto handler) { http::async_write(*stream, request, handler); }));
        return stream;
    };
    const auto gone = begin();
    gone->socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send);
    boost::beast::flat_buffer buffer;
    EXPECT_FALSE(rig.complete([&](auto handler) { http::async_read(*gone, buffer, response, handler); }));
    EXPECT_EQ(response.result(), http::status::bad_request);
    expect_service_as_usual(rig);
    const auto waits = begin();
    rig.server->stop();
    rig.until([&] { return rig.server->has_ended(); });
    for (const std::string& line : rig.log) EXPECT_THAT(line, Not(HasSubstr("planted")));
}

TEST_F(SetupRequests, are_refused_by_the_status_that_says_why) {
    struct Each {
        http::verb method;
        const char* path;
        const char* type;
        std::size_t size;
        http::status status;
        const char* allow;
    };
    constexpr auto kForm = "application/x-www-form-urlencoded";
    constexpr auto kAutoconfig = "/mail/config-v1.1.xml?emailaddress=anna@planted.example";
    constexpr auto kApple = "/bridge/apple.mobileconfig";
    for (const Each& each : {Each{http::verb::put, kAutoconfig, "", 0, http::status::method_not_allowed, "GET, HEAD"},
             Each{http::verb::delete_, kAutoconfig, "", 0, http::status::method_not_allowed, "GET, HEAD"},
             Each{http::verb::get, kAutoconfig, "text/xml", 9, http::status::bad_request, ""},
             Each{http::verb::get, "/Autodiscover/Autodiscover.xml", "", 0, http::status::method_not_allowed, "POST"},
             Each{http::verb::get, kApple, "", 0, http::status::method_not_allowed, "POST"},
             Each{http::verb::put, kApple, kForm, 9, http::status::method_not_allowed, "POST"},
             Each{http::verb::post, kApple, kForm, 0, http::status::bad_request, ""},
             Each{http::verb::post, kApple, "text/plain", 9, http::status::unsupported_media_type, ""},
             Each{http::verb::post, kApple, kForm, 4097, http::status::payload_too_large, ""},
             Each{http::verb::post, "/autodiscover/autodiscover.xml", "text/xml", 10'000'000, http::status::payload_too_large,
                 ""}}) {
        HttpRequest request = get(each.path);
        request.method(each.method);
        if (*each.type != 0) request.set(http::field::content_type, each.type);
        if (each.size > 0) request.content_length(each.size);
        if (each.size <= 4097) request.body() = std::string(each.size, 'x');
        SCOPED_TRACE(std::string(request.method_string()) + " " + each.path + " " + each.type);
        fetch(request, each.status);
        EXPECT_EQ(response[http::field::allow], each.allow);
    }
    HttpRequest chunked = form("address=anna@planted.example");
    chunked.chunked(true);
    fetch(chunked, http::status::length_required);
    nothing_was_seen("planted");
    expect_service_as_usual(rig);
}

TEST_F(SetupRequests, a_configuration_profile_is_made_for_the_address_in_the_form) {
    EXPECT_THAT(fetch(form("address=o%27neill%2Bco%40planted.example&protocol=pop3&language=sv")),
        testing::AllOf(HasSubstr("<string>o&#39;neill+co@planted.example</string>"), HasSubstr("EmailTypePOP")));
    EXPECT_EQ(type, "application/x-apple-aspen-config");
    EXPECT_EQ(response[http::field::cache_control], "no-store");
    EXPECT_EQ(response[http::field::content_disposition], "attachment; filename=mail.mobileconfig");
    fetch(form("address=+nobody"), http::status::bad_request);
    fetch(get("/bridge/apple.mobileconfig?address=anna@planted.example"), http::status::method_not_allowed);
    nothing_was_seen("planted");
}

TEST_F(SetupRequests, a_body_is_taken_where_it_is_wanted_and_nowhere_else) {
    HttpRequest elsewhere = form("address=anna@planted.example");
    for (const char* path : {"/", "/bridge", "/mail/config-v1.1.xml", "/bridge/apple.mobileconfig/x"}) {
        elsewhere.target(path);
        fetch(elsewhere, path[1] == 'm' ? http::status::method_not_allowed : http::status::bad_request);
    }
    nothing_was_seen("planted");
    expect_service_as_usual(rig);
}

TEST_F(SetupRequests, what_follows_a_body_is_never_taken_for_a_request) {
    HttpRequest smuggler = form("address=anna@example.se");
    smuggler.body() += "GET /healthz HTTP/1.1\r\n\r\n";
    fetch(smuggler);
    EXPECT_FALSE(response.keep_alive());
}

TEST(SetupRate, is_each_clients_own_too) {
    Rig rig([](ServerConfig& config) {
        config.limits.probe_rate_per_client = {1, 0.001};
        config.proxies.trusted = {"127.0.0.1"};
    });
    const auto status = [&](const char* client) {
        HttpRequest request = get("/mail/config-v1.1.xml?emailaddress=anna@example.se");
        request.set("X-Forwarded-For", client);
        return rig.exchange(request).result();
    };
    EXPECT_EQ(status("192.0.2.1"), http::status::ok);
    EXPECT_EQ(status("192.0.2.1"), http::status::too_many_requests);
    EXPECT_EQ(status("192.0.2.2"), http::status::ok);
}

TEST_F(SetupRequests, too_many_are_refused) {
    for (int i = 0; i < kRequests; ++i) fetch(get("/mail/config-v1.1.xml?emailaddress=anna@example.se"));
    fetch(get("/mail/config-v1.1.xml?emailaddress=anna@example.se"), http::status::too_many_requests);
}

}  // namespace
}  // namespace maildoctor::bridge
