// Replies as servers send them: cut anywhere, too long, in another protocol, with words that are not to be trusted.
#include "core/probe/reply.hpp"

#include <gmock/gmock.h>

namespace maildoctor::probe {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Said {
    const char* name;
    ServiceProtocol protocol;
    Awaited awaited;
    std::string bytes;
    Outcome outcome;
    std::vector<std::string> capabilities = {};
    std::optional<Protocol> spoken = {};
};

void PrintTo(const Said& said, std::ostream* out) { *out << said.name; }

const std::string kLongestFits(kLongestLine - 5, 'x');

std::string lines(std::size_t count, const std::string& line) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += line;
    return out;
}

using enum Outcome;
using A = Awaited;
using P = ServiceProtocol;
// clang-format off
const Said kSaid[] = {
    {"imap_greets", P::imap, A::greeting, "* OK ready\r\n", ok},
    {"imap_greets_in_lower_case", P::imap, A::greeting, "* ok ready\r\n", ok},
    {"imap_greets_with_a_bare_line_feed", P::imap, A::greeting, "* OK\n", ok},
    {"imap_greets_with_capabilities", P::imap, A::greeting, "* OK [CAPABILITY IMAP4rev1 id] ready\r\n", ok, {"IMAP4REV1", "ID"}},
    {"imap_is_authenticated", P::imap, A::greeting, "* PREAUTH hello\r\n", already_authenticated},
    {"imap_leaves", P::imap, A::greeting, "* BYE later\r\n", temporary_refusal},
    {"imap_begins_a_word_that_is_not_ok", P::imap, A::greeting, "* OKAY\r\n", malformed},
    {"imap_greets_with_a_tag", P::imap, A::greeting, "a OK ready\r\n", malformed},
    {"imap_greets_with_an_empty_line", P::imap, A::greeting, "\r\n", another_protocol},
    {"imap_lists_capabilities", P::imap, A::capabilities, "* CAPABILITY IMAP4rev1 auth=plain\r\na OK\r\n", ok, {"IMAP4REV1", "AUTH=PLAIN"}},
    {"imap_says_other_things_first", P::imap, A::capabilities, "* OK [ALERT] hi\r\n* CAPABILITY X\r\n* 3 EXISTS\r\na OK\r\n", ok, {"X"}},
    {"imap_lists_twice", P::imap, A::capabilities, "* CAPABILITY OLD\r\n* CAPABILITY NEW\r\na OK\r\n", ok, {"NEW"}},
    {"imap_lists_nothing", P::imap, A::capabilities, "a OK\r\n", malformed},
    {"imap_answers_another_tag", P::imap, A::capabilities, "b OK\r\n", malformed},
    {"imap_answers_a_longer_tag", P::imap, A::starttls, "ab OK\r\n", malformed},
    {"imap_answers_the_tag_alone", P::imap, A::starttls, "a\r\n", malformed},
    {"imap_refuses", P::imap, A::starttls, "a NO no\r\n", permanent_refusal},
    {"imap_refuses_for_now", P::imap, A::starttls, "a NO [UNAVAILABLE] no\r\n", temporary_refusal},
    {"imap_asks_to_continue", P::imap, A::starttls, "+ go on\r\n", malformed},
    {"pop3_greets", P::pop3, A::greeting, "+OK ready\r\n", ok},
    {"pop3_greets_without_words", P::pop3, A::greeting, "+OK\r\n", ok},
    {"pop3_refuses", P::pop3, A::greeting, "-ERR no\r\n", permanent_refusal},
    {"pop3_is_in_use", P::pop3, A::greeting, "-ERR [IN-USE] no\r\n", temporary_refusal},
    {"pop3_lists_capabilities", P::pop3, A::capabilities, "+OK\r\nSTLS\r\nSASL PLAIN login\r\n.\r\n", ok, {"STLS", "SASL PLAIN LOGIN"}},
    {"pop3_stuffs_a_dot", P::pop3, A::capabilities, "+OK\r\n..X\r\n.\r\n", ok, {".X"}},
    {"pop3_does_not_know_capa", P::pop3, A::capabilities, "-ERR what\r\n", ok},
    {"pop3_says_something_else", P::pop3, A::starttls, "OK\r\n", malformed},
    {"smtp_greets", P::smtp, A::greeting, "220 mail.example.net ESMTP\r\n", ok},
    {"smtp_greets_with_the_code_alone", P::smtp, A::greeting, "220\r\n", ok},
    {"smtp_greets_in_many_lines", P::smtp, A::greeting, "220-mail.example.net\r\n220-be kind\r\n220 ready\r\n", ok},
    {"smtp_of_a_host_called_ftp_greets", P::smtp, A::greeting, "220 ftp.example.net ESMTP\r\n", ok},
    {"smtp_lists_capabilities", P::smtp, A::capabilities, "250-mail.example.net\r\n250-SIZE 100\r\n250 starttls\r\n", ok, {"SIZE 100", "STARTTLS"}},
    {"smtp_lists_nothing", P::smtp, A::capabilities, "250 mail.example.net\r\n", ok},
    {"smtp_changes_its_code", P::smtp, A::capabilities, "250-a\r\n251 b\r\n", malformed},
    {"smtp_answers_an_unknown_class", P::smtp, A::starttls, "334 go on\r\n", malformed},
    {"smtp_is_busy", P::smtp, A::starttls, "454 4.7.0 later\r\n", temporary_refusal},
    {"smtp_refuses_in_many_lines", P::smtp, A::greeting, "554-no\r\n554 no\r\n", permanent_refusal},
    {"smtp_code_runs_into_its_words", P::smtp, A::capabilities, "250x\r\n", malformed},
    {"pop3_where_imap_was_expected", P::imap, A::greeting, "+OK ready\r\n", another_protocol, {}, Protocol::pop3},
    {"smtp_where_imap_was_expected", P::imap, A::greeting, "220 mail ESMTP\r\n", another_protocol, {}, Protocol::smtp},
    {"imap_where_smtp_was_expected", P::smtp, A::greeting, "* OK ready\r\n", another_protocol, {}, Protocol::imap},
    {"imap_where_pop3_was_expected", P::pop3, A::greeting, "* BYE later\r\n", another_protocol, {}, Protocol::imap},
    {"http_where_imap_was_expected", P::imap, A::greeting, "HTTP/1.1 400 Bad Request\r\n", another_protocol},
    {"ssh_where_smtp_was_expected", P::smtp, A::greeting, "SSH-2.0-OpenSSH_9.2\r\n", another_protocol},
    {"ftp_where_smtp_was_expected", P::smtp, A::greeting, "220 ProFTPD ready\r\n", another_protocol},
    {"managesieve_where_imap_was_expected", P::imap, A::greeting, "\"IMPLEMENTATION\" \"Dovecot Pigeonhole\"\r\n",
        another_protocol},
    {"tls_where_imap_was_expected", P::imap, A::greeting, "\x15\x03\x01\x02\x02\x46", another_protocol},
    {"words_that_no_server_says", P::imap, A::greeting, "Welcome\r\n", malformed},
    {"http_is_well", P::https, A::http_status, "HTTP/1.1 200 OK\r\n", ok},
    {"http_without_a_reason", P::https, A::http_status, "HTTP/1.1 204\r\n", ok},
    {"http_redirects", P::https, A::http_status, "HTTP/1.0 308 Permanent Redirect\r\n", ok},
    {"http_wants_a_log_in", P::https, A::http_status, "HTTP/1.1 401 Unauthorized\r\n", ok},
    {"http_forbids", P::https, A::http_status, "HTTP/1.1 403 Forbidden\r\n", unexpected_status},
    {"http_is_broken", P::https, A::http_status, "HTTP/1.1 503 Service Unavailable\r\n", unexpected_status},
    {"http_of_another_age", P::https, A::http_status, "HTTP/2 200\r\n", malformed},
    {"http_with_a_number_too_long", P::https, A::http_status, "HTTP/1.1 2000 OK\r\n", malformed},
    {"http_with_a_number_too_short", P::https, A::http_status, "HTTP/1.1 20\r\n", malformed},
    {"imap_where_http_was_expected", P::https, A::http_status, "* OK ready\r\n", malformed},
    {"line_of_the_greatest_length", P::imap, A::greeting, "* OK " + kLongestFits + "\n", ok},
    {"line_that_is_one_byte_longer", P::imap, A::greeting, "* OK " + kLongestFits + "x\n", malformed},
    {"line_that_does_not_end", P::smtp, A::greeting, std::string(kLongestLine + 1, '2'), malformed},
    {"reply_of_the_most_lines", P::smtp, A::greeting, lines(kMostLines - 1, "220-x\r\n") + "220 x\r\n", ok},
    {"reply_of_one_line_more", P::smtp, A::greeting, lines(kMostLines, "220-x\r\n") + "220 x\r\n", malformed},
    {"pop3_list_that_does_not_end", P::pop3, A::capabilities, "+OK\r\n" + lines(kMostLines, "X\r\n"), malformed,
     std::vector<std::string>(64, "X")},
    {"imap_that_never_comes_to_the_point", P::imap, A::starttls, lines(kMostLines + 1, "* 1 EXISTS\r\n"), malformed},
};
// clang-format on

class Reading : public testing::TestWithParam<Said> {};
INSTANTIATE_TEST_SUITE_P(Server, Reading, testing::ValuesIn(kSaid), [](const auto& info) { return info.param.name; });

/// The first reply, when the bytes come in pieces of this size.
std::optional<Reply> read(const Said& said, std::size_t piece) {
    ReplyReader reader(said.protocol);
    for (std::size_t at = 0; at < said.bytes.size(); at += piece) {
        reader.append(std::string_view(said.bytes).substr(at, piece));
        if (auto reply = reader.next(said.awaited)) return reply;
    }
    return std::nullopt;
}

TEST_P(Reading, means_the_same_however_it_is_cut) {
    for (const std::size_t piece : {GetParam().bytes.size(), std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{4096}}) {
        const auto reply = read(GetParam(), piece);
        ASSERT_TRUE(reply) << piece;
        EXPECT_EQ(name_of(reply->outcome), name_of(GetParam().outcome)) << piece;
        EXPECT_EQ(reply->capabilities, GetParam().capabilities) << piece;
        EXPECT_EQ(reply->spoken, GetParam().spoken) << piece;
    }
}

TEST_P(Reading, waits_for_the_last_byte_of_a_reply_that_is_in_order) {
    if (GetParam().outcome == malformed || GetParam().outcome == another_protocol) return;
    Said cut = GetParam();
    cut.bytes.pop_back();
    EXPECT_FALSE(read(cut, 1));
}

TEST(ReplyReader, leaves_what_comes_after_the_reply) {
    ReplyReader reader(ServiceProtocol::pop3);
    reader.append("+OK one\r\n+OK two\r\n-E");
    EXPECT_EQ(reader.next(Awaited::greeting)->words, "+OK one");
    EXPECT_TRUE(reader.has_rest());
    EXPECT_EQ(reader.next(Awaited::starttls)->words, "+OK two");
    EXPECT_TRUE(reader.has_rest());
    EXPECT_FALSE(reader.next(Awaited::starttls));
    reader.append("RR\r\n");
    EXPECT_EQ(reader.next(Awaited::starttls)->words, "-ERR");
    EXPECT_FALSE(reader.has_rest());
}

TEST(ReplyReader, makes_words_printable_and_short) {
    ReplyReader reader(ServiceProtocol::smtp);
    reader.append("554 \x1b[2J\t\x7f\xc3\xa5" + std::string(300, 'x') + "\r\n");
    const auto reply = reader.next(Awaited::greeting);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->words, "554 ?[2J????" + std::string(188, 'x'));
}

TEST(ReplyReader, makes_capabilities_printable_short_and_few) {
    ReplyReader reader(ServiceProtocol::pop3);
    reader.append("+OK\r\n\x1b" + std::string(300, 'x') + "\r\n" + lines(100, "UIDL\r\n") + ".\r\n");
    const auto reply = reader.next(Awaited::capabilities);
    ASSERT_TRUE(reply);
    EXPECT_THAT(reply->capabilities, SizeIs(64));
    EXPECT_EQ(reply->capabilities.front(), "?" + std::string(99, 'X'));
}

TEST(ReplyReader, keeps_nothing_of_one_reply_for_the_next) {
    ReplyReader reader(ServiceProtocol::imap);
    reader.append("* CAPABILITY IMAP4rev1\r\na OK\r\na OK begin\r\n");
    EXPECT_THAT(reader.next(Awaited::capabilities)->capabilities, ElementsAre("IMAP4REV1"));
    const auto next = reader.next(Awaited::starttls);
    EXPECT_FALSE(next->lists_capabilities);
    EXPECT_THAT(next->capabilities, IsEmpty());
}

TEST(ReplyReader, counts_the_lines_of_each_reply_anew) {
    ReplyReader reader(ServiceProtocol::smtp);
    for (int i = 0; i < 3; ++i) {
        reader.append(lines(kMostLines - 1, "250-x\r\n") + "250 x\r\n");
        EXPECT_EQ(name_of(reader.next(Awaited::capabilities)->outcome), "ok");
    }
}

}  // namespace
}  // namespace maildoctor::probe
