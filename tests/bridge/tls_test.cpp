// TLS as a machine: what a server may send instead of a handshake, and certificates that mean harm.
#include "bridge/tls.hpp"

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <gmock/gmock.h>

#include "practice/certificates.hpp"

namespace maildoctor::bridge {
namespace {

using practice::Authority;
using practice::Credential;
using practice::Leaf;

using State = TlsClient::State;

/// A server's end of TLS, over memory as the client's.
class Server {
public:
    explicit Server(const Credential& credential) {
        practice::present(context_.get(), credential);
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        SSL_set_accept_state(ssl_.get());
    }

    /// Takes what the client sent, and returns what the server says to it.
    std::string hears(const std::string& bytes) {
        BIO_write(SSL_get_rbio(ssl_.get()), bytes.data(), static_cast<int>(bytes.size()));
        SSL_do_handshake(ssl_.get());
        std::string out(BIO_ctrl_pending(SSL_get_wbio(ssl_.get())), '\0');
        if (!out.empty()) BIO_read(SSL_get_wbio(ssl_.get()), out.data(), static_cast<int>(out.size()));
        return out;
    }

private:
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{SSL_CTX_new(TLS_server_method()), &SSL_CTX_free};
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, &SSL_free};
};

State shake_hands(TlsClient& client, Server& server) {
    for (;;) {
        const State state = client.handshake();
        const std::string said = server.hears(client.take_output());
        if (state != State::wants_bytes) return state;
        client.feed(said);
    }
}

TEST(Tls, names_of_a_certificate_cannot_control_a_terminal) {
    const std::string evil = "mail\x1b[2J\x7f\xc2\x9b.test";
    const TlsContext context;
    TlsClient client(context, "mail.test");
    Server server(Authority().issue(Leaf::self_signed, evil));
    ASSERT_EQ(shake_hands(client, server), State::done);
    const Certificate certificate = client.certificate();
    EXPECT_EQ(certificate.issuer, "mail?[2J??.test");
    EXPECT_THAT(certificate.names, testing::ElementsAre("mail?[2J??.test"));
}

TEST(Tls, certificates_are_shown_as_they_were_sent) {
    const Authority authority;
    const auto shown = [&](Leaf leaf) {
        const TlsContext context;
        TlsClient client(context, "mail.test");
        Server server(authority.issue(leaf, "mail.test"));
        EXPECT_EQ(shake_hands(client, server), State::done);
        EXPECT_EQ(client.cipher(), "TLS_AES_256_GCM_SHA384");
        return client.certificate();
    };
    const Certificate good = shown(Leaf::good);
    EXPECT_EQ(good.key + ", " + good.signature, "EC 256, ecdsa-with-SHA256");
    EXPECT_THAT(good.chain, testing::ElementsAre("mail.test"));
    EXPECT_TRUE(good.in_order);
    const Certificate mixed = shown(Leaf::wrong_order);
    EXPECT_THAT(mixed.chain, testing::ElementsAre("mail.test", "Mail Doctor practice ward", "Mail Doctor intermediate"));
    EXPECT_FALSE(mixed.in_order);
    EXPECT_EQ(shown(Leaf::weak_key).key, "RSA 1024");
    EXPECT_EQ(shown(Leaf::weak_signature).signature, "ecdsa-with-SHA1");
}

TEST(Tls, certificate_is_judged_by_the_fault_to_be_mended_first) {
    const Authority authority;
    const std::pair<Leaf, Outcome> leaves[] = {{Leaf::self_signed, Outcome::self_signed}, {Leaf::good, Outcome::untrusted},
        {Leaf::expired, Outcome::untrusted}, {Leaf::wrong_name, Outcome::untrusted}, {Leaf::weak_key, Outcome::untrusted},
        {Leaf::weak_signature, Outcome::untrusted}, {Leaf::incomplete_chain, Outcome::incomplete_chain},
        {Leaf::second_missing, Outcome::incomplete_chain}, {Leaf::untrusted_intermediate, Outcome::untrusted},
        {Leaf::wrong_order, Outcome::untrusted}};
    const TlsContext context;
    for (const auto& [leaf, outcome] : leaves) {
        TlsClient client(context, "mail.test");
        Server server(authority.issue(leaf, "mail.test"));
        ASSERT_EQ(shake_hands(client, server), State::done);
        EXPECT_EQ(name_of(client.verdict()), name_of(outcome));
    }
}

TEST(Tls, chain_that_was_seen_before_is_judged_as_if_it_were_new) {
    const Authority authority;
    const std::string ca_file = testing::TempDir() + "/maildoctor-tls-" + std::to_string(getpid()) + ".pem";
    std::ofstream(ca_file) << authority.pem();
    const TlsContext context(ca_file);
    std::filesystem::remove(ca_file);
    const Credential good = authority.issue(Leaf::good, "mail.test");
    const Credential expired = authority.issue(Leaf::expired, "mail.test");
    const auto verdict_on = [&](const std::string& host, const Credential& credential) {
        TlsClient client(context, host);
        Server server(credential);
        EXPECT_EQ(shake_hands(client, server), State::done);
        return name_of(client.verdict());
    };
    for (int time = 0; time < 3; ++time) {
        EXPECT_EQ(verdict_on("mail.test", good), "ok");
        EXPECT_EQ(verdict_on("other.test", good), "name-mismatch");
        EXPECT_EQ(verdict_on("192.0.2.7", good), "name-mismatch");
        EXPECT_EQ(verdict_on("mail.test", expired), "expired");
        EXPECT_EQ(verdict_on("other.test", expired), "expired");
    }
}

TEST(Tls, that_is_no_tls_is_recognised_by_its_first_byte) {
    const TlsContext context;
    for (const std::string& said : {std::string("*"), std::string("* OK ready\r\n"), std::string("220 mail"),
             std::string("\x16\x02\x01"), std::string(3, '\0'), std::string("HTTP/1.1 400 Bad Request\r\n")}) {
        TlsClient client(context, "mail.test");
        EXPECT_EQ(client.handshake(), State::wants_bytes);
        client.feed(said);
        EXPECT_EQ(client.handshake(), State::failed) << said;
        EXPECT_EQ(name_of(client.failure()), "not-tls");
        EXPECT_EQ(client.first_bytes(), said);
    }
}

TEST(Tls, that_does_not_go_on_wants_more) {
    const TlsContext context;
    TlsClient client(context, "mail.test");
    EXPECT_EQ(client.handshake(), State::wants_bytes);
    client.feed("\x16");
    EXPECT_EQ(client.handshake(), State::wants_bytes);
    client.feed("\x03\x03");
    EXPECT_EQ(client.handshake(), State::wants_bytes);
}

TEST(Tls, alert_before_any_handshake_is_a_failed_one) {
    const TlsContext context;
    const std::pair<std::string, const char*> alerts[] = {
        {{"\x15\x03\x01\x00\x02\x02\x28", 7}, "handshake-failed"}, {{"\x15\x03\x01\x00\x02\x02\x46", 7}, "no-common-version"}};
    for (const auto& [alert, outcome] : alerts) {
        TlsClient client(context, "mail.test");
        EXPECT_EQ(client.handshake(), State::wants_bytes);
        client.feed(alert);
        EXPECT_EQ(client.handshake(), State::failed);
        EXPECT_EQ(name_of(client.failure()), outcome);
    }
}

TEST(Tls, sends_the_name_it_is_for_but_never_an_address) {
    const TlsContext context;
    const auto hello_to = [&](const std::string& host) {
        TlsClient client(context, host);
        client.handshake();
        return client.take_output();
    };
    EXPECT_NE(hello_to("mail.test").find("mail.test"), std::string::npos);
    EXPECT_EQ(hello_to("192.0.2.7").find("192.0.2.7"), std::string::npos);
}

TEST(TlsContext, says_which_file_it_cannot_read) {
    try {
        const TlsContext context("/nonexistent.pem");
        FAIL() << "it could";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("/nonexistent.pem"));
    }
}

}  // namespace
}  // namespace maildoctor::bridge
