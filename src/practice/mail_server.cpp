#include "practice/mail_server.hpp"

#include <array>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>
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

template <class Stream>
asio::awaitable<void> greet(Stream& stream, tcp::socket& socket, const Fault& fault) {
    if (fault.conduct == Conduct::endless_line) {
        const std::string piece(4096, 'x');
        co_await say(stream, "* OK ");
        for (std::size_t sent = 0; sent < kEndlessBytes; sent += piece.size()) co_await say(stream, piece);
        co_await wait_for_the_end(socket);
    }
    co_await say(stream, or_else(fault.greeting, kWords[static_cast<std::size_t>(fault.protocol)].greeting));
    if (fault.conduct == Conduct::closes_after_greeting) co_await leave(socket);
}

/// Answers commands; true where TLS begins, false where the client said farewell.
template <class Stream>
asio::awaitable<bool> converse(Stream& stream, const Fault& fault, bool encrypted) {
    const Words& words = kWords[static_cast<std::size_t>(fault.protocol)];
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
            co_await say(stream, with_tag(capabilities, command.tag));
        } else if (command.verb == words.starttls_verb && !encrypted) {
            co_await say(stream, with_tag(or_else(fault.starttls_reply, words.starttls_reply), command.tag));
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
asio::awaitable<void> answer_http(Stream& stream, const Fault& fault) {
    std::string request;
    co_await asio::async_read_until(stream, asio::dynamic_buffer(request, kLongestCommand), "\r\n\r\n", use_awaitable);
    co_await say(stream, or_else(fault.greeting, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
}

asio::awaitable<void> serve_encrypted(tcp::socket& socket, const Fault& fault, asio::ssl::context& context, bool greets) {
    asio::ssl::stream<tcp::socket&> stream(socket, context);
    co_await stream.async_handshake(asio::ssl::stream_base::server, use_awaitable);
    if (fault.protocol == ServiceProtocol::https) {
        co_await answer_http(stream, fault);
        co_return co_await leave(socket);
    }
    if (greets) co_await greet(stream, socket, fault);
    co_await converse(stream, fault, true);
    co_await leave(socket);
}

asio::awaitable<void> serve_plain(tcp::socket& socket, const Fault& fault, asio::ssl::context& context) {
    co_await greet(socket, socket, fault);
    const bool begins_tls = co_await converse(socket, fault, false);
    if (begins_tls) {
        co_await serve_encrypted(socket, fault, context, false);
    } else {
        co_await leave(socket);
    }
}

}  // namespace

asio::awaitable<void> attend(SharedSocket socket, const Fault& fault, std::shared_ptr<asio::ssl::context> context) {
    switch (fault.conduct) {
        case Conduct::closed_port: co_return;
        case Conduct::silent: co_return co_await wait_for_the_end(*socket);
        case Conduct::closes: co_return co_await leave(*socket);
        case Conduct::resets:
            co_await socket->async_wait(tcp::socket::wait_read, use_awaitable);
            socket->set_option(asio::socket_base::linger(true, 0));
            socket->close();
            co_return;
        case Conduct::plain_on_tls_port: co_return co_await serve_plain(*socket, fault, *context);
        case Conduct::tls_on_plain_port: co_return co_await serve_encrypted(*socket, fault, *context, true);
        case Conduct::ordinary:
        case Conduct::closes_after_greeting:
        case Conduct::old_tls_only:
        case Conduct::tls12_only:
        case Conduct::tls13_only:
        case Conduct::endless_line: break;
    }
    if (fault.security == Security::tls) {
        co_await serve_encrypted(*socket, fault, *context, true);
    } else {
        co_await serve_plain(*socket, fault, *context);
    }
}

}  // namespace maildoctor::practice
