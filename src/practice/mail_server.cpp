#include "practice/mail_server.hpp"

#include <array>
#include <chrono>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace maildoctor::practice {

namespace asio = boost::asio;
using asio::use_awaitable;
using asio::ip::tcp;
using SharedSocket = std::shared_ptr<tcp::socket>;

namespace {

constexpr std::size_t kLongestCommand = 1024;
constexpr std::size_t kEndlessBytes = 1 << 20;
constexpr std::chrono::milliseconds kBetweenDrops{20};
/// How a server's part of a handshake begins: the head of its record and of its ServerHello (RFC 8446 sections 5.1 and 4).
constexpr std::string_view kHandshake("\x16\x03\x03\x00\x7A\x02\x00\x00\x76\x03\x03", 11);

/// What a healthy server says; `{tag}` stands for the client's tag.
struct Words {
    std::string_view greeting;
    std::string_view capability_verb, capabilities_with_starttls, capabilities_without, capabilities_after_tls;
    std::string_view starttls_verb, starttls_reply;
    std::string_view farewell_verb, farewell_reply;
    std::string_view unknown;
};

// clang-format off
/// In the order of ServiceProtocol, of which the last is none of mail.
constexpr Words kWords[] = {
    {"* OK Practice ward ready.\r\n",
     "CAPABILITY", "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n{tag} OK Done.\r\n",
     "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n{tag} OK Done.\r\n", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK Done.\r\n",
     "STARTTLS", "{tag} OK Begin TLS.\r\n",
     "LOGOUT", "* BYE Get well soon.\r\n{tag} OK Done.\r\n",
     "{tag} BAD Unknown command.\r\n"},
    {"+OK Practice ward ready.\r\n",
     "CAPA", "+OK\r\nTOP\r\nUIDL\r\nSTLS\r\n.\r\n", "+OK\r\nTOP\r\nUIDL\r\n.\r\n", "+OK\r\nTOP\r\nUIDL\r\nUSER\r\nSASL PLAIN\r\n.\r\n",
     "STLS", "+OK Begin TLS.\r\n",
     "QUIT", "+OK Get well soon.\r\n",
     "-ERR Unknown command.\r\n"},
    {"220 ward.practice.test ESMTP\r\n",
     "EHLO", "250-ward.practice.test\r\n250-8BITMIME\r\n250 STARTTLS\r\n", "250-ward.practice.test\r\n250 8BITMIME\r\n",
     "250-ward.practice.test\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n",
     "STARTTLS", "220 2.0.0 Begin TLS.\r\n",
     "QUIT", "221 2.0.0 Get well soon.\r\n",
     "502 5.5.1 Unknown command.\r\n"},
};
// clang-format on

const Words& words_of(const Fault& fault) { return kWords[static_cast<std::size_t>(fault.protocol)]; }

struct Command {
    std::string tag;   ///< IMAP only
    std::string verb;  ///< upper case
};

Command parse(ServiceProtocol protocol, std::string_view line) {
    Command out;
    const auto word = [&line] {
        const std::size_t end = std::min(line.find_first_of(" \r\n"), line.size());
        std::string text(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
        return text;
    };
    if (protocol == ServiceProtocol::imap) out.tag = word();
    out.verb = word();
    for (char& letter : out.verb)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return out;
}

std::string with_tag(std::string_view reply, const std::string& tag) {
    constexpr std::string_view kPlaceholder = "{tag}";
    std::string out(reply);
    for (std::size_t at = 0; (at = out.find(kPlaceholder, at)) != std::string::npos; at += tag.size())
        out.replace(at, kPlaceholder.size(), tag);
    return out;
}

std::string_view or_else(std::string_view scripted, std::string_view ordinary) { return scripted.empty() ? ordinary : scripted; }

template <class Stream>
asio::awaitable<void> say(Stream& stream, std::string_view text) {
    co_await asio::async_write(stream, asio::buffer(text.data(), text.size()), use_awaitable);
}

/// Reads until the client leaves. A socket that is closed with bytes unread resets the connection instead of ending it.
asio::awaitable<void> wait_for_the_end(tcp::socket& socket) {
    std::array<char, 4096> unread{};
    while (true) co_await socket.async_read_some(asio::buffer(unread), use_awaitable);  // ends with the exception
}

asio::awaitable<void> leave(tcp::socket& socket) {
    socket.shutdown(tcp::socket::shutdown_send);
    co_await wait_for_the_end(socket);
}

/// Where the fault is of this stage and breaks it off, does so, and ends with an exception once the client has left.
template <class Stream>
asio::awaitable<void> break_off(Stream& stream, tcp::socket& socket, const Fault& fault, Stage stage, std::string_view due) {
    if (fault.stage != stage) co_return;
    switch (fault.conduct) {
        case Conduct::silent: break;
        case Conduct::closes: socket.shutdown(tcp::socket::shutdown_send); break;
        case Conduct::closes_halfway:
            co_await say(stream, due.substr(0, due.size() / 2));
            socket.shutdown(tcp::socket::shutdown_send);
            break;
        case Conduct::resets:
            if (stage == Stage::tls_handshake) co_await socket.async_wait(tcp::socket::wait_read, use_awaitable);
            socket.set_option(asio::socket_base::linger(true, 0));
            socket.close();
            break;
        case Conduct::endless: {
            std::string piece;
            while (piece.size() < 4096) piece += due;
            for (std::size_t said = 0; said < kEndlessBytes; said += piece.size()) co_await say(stream, piece);
            break;
        }
        case Conduct::drips:
            for (asio::steady_timer pause(socket.get_executor());;) {
                for (const char& drop : due) {
                    co_await say(stream, {&drop, 1});
                    pause.expires_after(kBetweenDrops);
                    co_await pause.async_wait(use_awaitable);
                }
            }
        case Conduct::ordinary:
        case Conduct::closed_port:
        case Conduct::plain_on_tls_port:
        case Conduct::tls_on_plain_port:
        case Conduct::old_tls_only:
        case Conduct::tls12_only:
        case Conduct::tls13_only:
        case Conduct::foreign_ciphers:
        case Conduct::small_dh:
        case Conduct::unknown_name:
        case Conduct::wants_client_certificate: co_return;
    }
    co_await wait_for_the_end(socket);
}

/// Says what is due in this stage, or breaks it off.
template <class Stream>
asio::awaitable<void> say_or_break(Stream& stream, tcp::socket& socket, const Fault& fault, Stage stage, std::string_view due) {
    co_await break_off(stream, socket, fault, stage, due);
    co_await say(stream, due);
}

template <class Stream>
asio::awaitable<void> greet(Stream& stream, tcp::socket& socket, const Fault& fault) {
    co_await say_or_break(stream, socket, fault, Stage::greeting, or_else(fault.greeting, words_of(fault).greeting));
}

/// Answers commands; true where TLS begins, false where the client said farewell.
template <class Stream>
asio::awaitable<bool> converse(Stream& stream, tcp::socket& socket, const Fault& fault, bool encrypted) {
    const Words& words = words_of(fault);
    const std::string_view capabilities = encrypted ? words.capabilities_after_tls
        : fault.starttls_offered                    ? words.capabilities_with_starttls
                                                    : words.capabilities_without;
    std::string unread;
    while (true) {
        const std::size_t size =
            co_await asio::async_read_until(stream, asio::dynamic_buffer(unread, kLongestCommand), '\n', use_awaitable);
        const Command command = parse(fault.protocol, std::string_view(unread).substr(0, size));
        unread.erase(0, size);
        if (command.verb == words.capability_verb) {
            const std::string reply = with_tag(or_else(fault.capabilities_reply, capabilities), command.tag);
            if (encrypted) co_await break_off(stream, socket, fault, Stage::capabilities, reply);
            co_await say(stream, reply);
        } else if (command.verb == words.starttls_verb && !encrypted && fault.starttls_offered) {
            const std::string reply = with_tag(or_else(fault.starttls_reply, words.starttls_reply), command.tag);
            co_await say_or_break(stream, socket, fault, Stage::starttls, reply);
            if (fault.starttls_reply.empty()) co_return true;
        } else if (command.verb == words.farewell_verb) {
            co_await say(stream, with_tag(words.farewell_reply, command.tag));
            co_return false;
        } else {
            co_await say(stream, with_tag(words.unknown, command.tag));
        }
    }
}

/// One request, one answer.
template <class Stream>
asio::awaitable<void> answer_http(Stream& stream, tcp::socket& socket, const Fault& fault) {
    std::string request;
    co_await asio::async_read_until(stream, asio::dynamic_buffer(request, kLongestCommand), "\r\n\r\n", use_awaitable);
    co_await say_or_break(stream, socket, fault, Stage::http_response,
        or_else(fault.greeting, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
}

asio::awaitable<void> serve_encrypted(tcp::socket& socket, const Fault& fault, asio::ssl::context& context, bool greets) {
    co_await break_off(socket, socket, fault, Stage::tls_handshake, kHandshake);
    if (!fault.handshake.empty()) {
        co_await socket.async_wait(tcp::socket::wait_read, use_awaitable);
        co_await say(socket, fault.handshake);
        co_await leave(socket);
    }
    asio::ssl::stream<tcp::socket&> stream(socket, context);
    co_await stream.async_handshake(asio::ssl::stream_base::server, use_awaitable);
    if (fault.protocol == ServiceProtocol::https) {
        co_await answer_http(stream, socket, fault);
    } else {
        if (greets) co_await greet(stream, socket, fault);
        co_await converse(stream, socket, fault, true);
    }
    co_await leave(socket);
}

asio::awaitable<void> serve_plain(tcp::socket& socket, const Fault& fault, asio::ssl::context& context) {
    co_await greet(socket, socket, fault);
    const bool begins_tls = co_await converse(socket, socket, fault, false);
    if (begins_tls) co_await serve_encrypted(socket, fault, context, false);
    co_await leave(socket);
}

}  // namespace

asio::awaitable<void> attend(SharedSocket socket, const Fault& fault, std::shared_ptr<asio::ssl::context> context) {
    const bool expects_tls = fault.security == Security::tls;
    const bool is_the_other = fault.conduct == Conduct::plain_on_tls_port || fault.conduct == Conduct::tls_on_plain_port;
    if (expects_tls != is_the_other) {
        co_await serve_encrypted(*socket, fault, *context, true);
    } else {
        co_await serve_plain(*socket, fault, *context);
    }
}

}  // namespace maildoctor::practice
