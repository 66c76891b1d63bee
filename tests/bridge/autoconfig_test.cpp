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
        config.limits.setup_rate_in_total = {4, 0.001};
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
    fetch(get("/autodiscover/autodiscover.xml"), http::status::bad_request);
    HttpRequest bomb = autodiscover("anna@example.se");
    bomb.body() = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + bomb.body();
    bomb.prepare_payload();
    fetch(bomb, http::status::bad_request);
    HttpRequest large = autodiscover("anna@example.se" + std::string(5000, ' '));
    fetch(large, http::status::bad_request);
}

TEST_F(SetupRequests, a_configuration_profile_is_made_for_the_address_in_the_form) {
    EXPECT_THAT(fetch(form("address=o%27neill%2Bco%40planted.example&protocol=pop3&language=sv")),
        testing::AllOf(HasSubstr("<string>o&#39;neill+co@planted.example</string>"), HasSubstr("EmailTypePOP")));
    EXPECT_EQ(type, "application/x-apple-aspen-config");
    EXPECT_EQ(response[http::field::cache_control], "no-store");
    EXPECT_EQ(response[http::field::content_disposition], "attachment; filename=mail.mobileconfig");
    fetch(form("address=+nobody"), http::status::bad_request);
    fetch(get("/bridge/apple.mobileconfig?address=anna@planted.example"), http::status::bad_request);
    nothing_was_seen("planted");
}

TEST_F(SetupRequests, a_body_is_taken_where_it_is_wanted_and_nowhere_else) {
    HttpRequest large = form("address=" + std::string(5000, 'a') + "@example.se");
    fetch(large, http::status::bad_request);
    HttpRequest elsewhere = form("address=anna@example.se");
    for (const char* path : {"/", "/bridge", "/mail/config-v1.1.xml", "/bridge/apple.mobileconfig/x"}) {
        elsewhere.target(path);
        fetch(elsewhere, http::status::bad_request);
    }
    HttpRequest put = form("address=anna@example.se");
    put.method(http::verb::put);
    fetch(put, http::status::bad_request);
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
    for (int i = 0; i < 4; ++i) fetch(get("/mail/config-v1.1.xml?emailaddress=anna@example.se"));
    fetch(get("/mail/config-v1.1.xml?emailaddress=anna@example.se"), http::status::too_many_requests);
}

}  // namespace
}  // namespace maildoctor::bridge
