// One examination of one address on one connection, as a machine without I/O and without a clock: `resume` takes what
// happened and returns what to do next. It never authenticates and never sends mail. The steps:
//
//   implicit TLS   connect, tls-handshake, certificate, greeting, capabilities, farewell      (RFC 8314 section 3)
//   STARTTLS       connect, greeting, starttls, tls-handshake, certificate, capabilities, farewell
//   none           connect, greeting, capabilities, farewell
//   https          connect, tls-handshake, certificate, http-response
//
// The first stage that is not ok ends the examination, and is its result.
#pragma once

#include <variant>

#include "core/probe/reply.hpp"

namespace maildoctor::probe {

/// Milliseconds; a stage's time runs from its beginning, `total` from the beginning of the probe.
struct Deadlines {
    double resolve = 3000;    ///< the DNS answers
    double connect = 5000;    ///< TCP
    double tls = 5000;        ///< the TLS handshake
    double greeting = 10000;  ///< the server's first words
    double reply = 5000;      ///< each reply to STARTTLS and to the question for capabilities; of a web server, too
    double farewell = 500;    ///< how long a polite end may take after everything is known
    double total = 25000;     ///< the whole probe
};
MAILDOCTOR_DESCRIBE(Deadlines, resolve, connect, tls, greeting, reply, farewell, total)

struct Dialogue {
    ServiceProtocol protocol{};
    Security security{};
    Deadlines deadlines = {};
    std::string authority = {};  ///< with https: host and port that are asked for (RFC 9110 section 7.2)
};

namespace event {
struct Started {};
struct Connected {
    std::string client_name;  ///< our own end, for EHLO: a host name or an address literal, RFC 5321 section 4.1.4
};
struct Written {};
struct Received {
    std::string_view bytes;
};
struct TlsDone {
    std::string version;
    Outcome verdict{};  ///< an outcome of the stage certificate
    Certificate certificate;
    std::string cipher = {};
};
/// The last action failed: timed-out, cancelled, closed, reset, refused, unreachable, address-not-allowed, not-tls, ...
struct Failed {
    Outcome outcome{};
    std::string_view bytes = {};  ///< with not-tls: what came instead of a handshake
};
}  // namespace event

using Event = std::variant<event::Started, event::Connected, event::Written, event::Received, event::TlsDone, event::Failed>;

/// A stage began (no outcome) or ended.
struct Progress {
    Stage stage{};
    std::optional<Outcome> outcome;
};

struct Action {
    enum class Kind : unsigned char { connect, read, write, start_tls, finish };
    Kind kind{};
    std::string bytes = {};               ///< with write
    double deadline = 0;                  ///< when to give up and resume with Failed{timed_out}; same clock as `now`
    std::vector<Progress> progress = {};  ///< to be told before the action is performed, in order
};

class Machine {
public:
    /// `began` is when the whole probe began, which `deadlines.total` counts from.
    Machine(Dialogue dialogue, double began);

    /// Takes what happened at `now` (milliseconds of any clock that does not go backwards); the first event is Started.
    /// An event that does not answer the last action counts as `reset`. What came after the deadline still counts, but no
    /// action is asked for after its own deadline. Once it said `finish` it says nothing else.
    Action resume(const Event& event, double now);

    /// Everything is known; what may be left is the farewell.
    [[nodiscard]] bool has_result() const { return step_ >= Step::farewell; }

    /// Without the stage resolve, which comes before; complete once there is one. `address` is left empty.
    [[nodiscard]] const AddressResult& result() const { return result_; }

private:
    enum class Step : unsigned char {
        idle,
        connecting,
        greeting,
        capabilities_before_tls,
        starttls,
        tls,
        capabilities,
        http_response,
        farewell,
        finished
    };

    Action on(const event::Started&);
    Action on(const event::Connected&);
    Action on(const event::Written&);
    Action on(const event::Received&);
    Action on(const event::TlsDone&);
    Action on(const event::Failed&);

    Action await_reply();
    Action on_reply(Reply& reply);
    Action greet();
    Action ask_capabilities(Step step);
    Action ask_web_page();
    Action start_tls();
    Action end_politely();
    Action fail(Outcome outcome);
    Action command(std::string_view text);
    Action act(Action::Kind kind, std::string bytes = {});
    Action finish();
    [[nodiscard]] bool answers(const Event& event) const;
    void begin(Stage stage, double limit);
    void end(Outcome outcome);
    [[nodiscard]] Awaited awaited() const;
    [[nodiscard]] bool offers_starttls(const Reply& reply) const;

    Dialogue dialogue_;
    ReplyReader reader_;
    AddressResult result_;
    std::vector<Progress> progress_;
    Step step_ = Step::idle;
    std::optional<Action::Kind> asked_;  ///< the last action
    std::string client_name_;
    double now_ = 0;
    double last_moment_ = 0;  ///< of the whole probe
    double stage_began_ = 0;
    double deadline_ = 0;
};

}  // namespace maildoctor::probe
