#include "core/probe/machine.hpp"

#include <algorithm>
#include <utility>

namespace maildoctor::probe {
namespace {

struct Commands {
    std::string_view capabilities, starttls, farewell;
    std::string_view starttls_capability;
};

/// In the order of ServiceProtocol. EHLO gets the client's name behind it, and Host what is asked for.
constexpr Commands kCommands[] = {
    {"a CAPABILITY", "a STARTTLS", "a LOGOUT", "STARTTLS"},
    {"CAPA", "STLS", "QUIT", "STLS"},
    {"EHLO ", "STARTTLS", "QUIT", "STARTTLS"},
    {"GET / HTTP/1.1\r\nUser-Agent: MailDoctor\r\nAccept: */*\r\nConnection: close\r\nHost: ", "", "", ""},
};
static_assert(std::size(kCommands) == kNames<ServiceProtocol>.size());
static_assert(kTag == "a");

const Commands& commands(ServiceProtocol protocol) { return kCommands[static_cast<std::size_t>(protocol)]; }

/// A transport failure in the words of its stage: what a stage cannot end in is a broken connection.
Outcome fit(Stage stage, Outcome outcome) {
    return std::ranges::count(outcomes_of(stage), outcome) > 0 ? outcome : Outcome::reset;
}

}  // namespace

Machine::Machine(Dialogue dialogue, double began)
    : dialogue_(std::move(dialogue)), reader_(dialogue_.protocol), last_moment_(began + dialogue_.deadlines.total) {}

Action Machine::resume(const Event& event, double now) {
    now_ = now;
    if (step_ == Step::finished) return finish();
    if (!answers(event)) return fail(Outcome::reset);
    return std::visit([this](const auto& what) { return on(what); }, event);
}

bool Machine::answers(const Event& event) const {
    if (std::holds_alternative<event::Failed>(event)) return true;
    if (!asked_) return std::holds_alternative<event::Started>(event);
    switch (*asked_) {
        case Action::Kind::connect: return std::holds_alternative<event::Connected>(event);
        case Action::Kind::read: return std::holds_alternative<event::Received>(event);
        case Action::Kind::write: return std::holds_alternative<event::Written>(event);
        case Action::Kind::start_tls: return std::holds_alternative<event::TlsDone>(event);
        case Action::Kind::finish: break;
    }
    return false;
}

Action Machine::on(const event::Started&) {
    step_ = Step::connecting;
    begin(Stage::connect, dialogue_.deadlines.connect);
    return act(Action::Kind::connect);
}

Action Machine::on(const event::Connected& connected) {
    client_name_ = connected.client_name;
    end(Outcome::ok);
    return dialogue_.security == Security::tls ? start_tls() : greet();
}

Action Machine::on(const event::Written&) {
    if (step_ == Step::farewell) return act(Action::Kind::read);
    return await_reply();
}

Action Machine::on(const event::Received& received) {
    if (step_ == Step::farewell) return finish();  // whatever is said to it
    reader_.append(received.bytes);
    return await_reply();
}

Action Machine::on(const event::TlsDone& done) {
    end(Outcome::ok);
    result_.tls_version = done.version;
    result_.cipher = done.cipher;
    result_.certificate = done.certificate;
    begin(Stage::certificate, 0);
    end(fit(Stage::certificate, done.verdict));
    if (result_.outcome != Outcome::ok) {
        if (dialogue_.security == Security::starttls) return end_politely();
        return finish();  // before its greeting a server expects no farewell
    }
    if (dialogue_.protocol == ServiceProtocol::https) return ask_web_page();
    return dialogue_.security == Security::tls ? greet() : ask_capabilities(Step::capabilities);
}

Action Machine::on(const event::Failed& failed) {
    if (step_ == Step::tls && failed.outcome == Outcome::not_tls) {
        result_.spoken = protocol_greeting_with(failed.bytes.substr(0, failed.bytes.find_first_of("\r\n")));
    }
    return fail(failed.outcome);
}

Action Machine::await_reply() {
    if (auto reply = reader_.next(awaited())) return on_reply(*reply);
    return act(Action::Kind::read);
}

Action Machine::on_reply(Reply& reply) {
    if (reply.outcome != Outcome::ok) {
        result_.spoken = reply.spoken;
        result_.reply = reply.words;
        // A server that refused a command still listens; one that refused the connection, or speaks otherwise, does not.
        const bool listens = step_ != Step::greeting && reply.outcome == Outcome::permanent_refusal;
        end(fit(result_.stages.back().stage, reply.outcome));
        return listens ? end_politely() : finish();
    }
    switch (step_) {
        case Step::greeting:
            result_.greeting = reply.words;
            end(Outcome::ok);
            if (dialogue_.security == Security::starttls) {
                begin(Stage::starttls, dialogue_.deadlines.reply);
                if (!reply.lists_capabilities) return ask_capabilities(Step::capabilities_before_tls);
                step_ = Step::capabilities_before_tls;
                return on_reply(reply);
            }
            return ask_capabilities(Step::capabilities);
        case Step::capabilities_before_tls:
            if (reply.lists_capabilities) result_.capabilities_before_tls = reply.capabilities;
            // A POP3 server without CAPA does not say what it offers: STLS can only be tried.
            if (reply.lists_capabilities && !offers_starttls(reply)) {
                end(Outcome::not_offered);
                return end_politely();
            }
            step_ = Step::starttls;
            return command(commands(dialogue_.protocol).starttls);
        case Step::starttls:
            if (reader_.has_rest()) return fail(Outcome::plaintext_after_starttls);
            end(Outcome::ok);
            return start_tls();
        case Step::capabilities:
            result_.capabilities = std::move(reply.capabilities);
            end(Outcome::ok);
            return end_politely();
        case Step::http_response:
            result_.reply = reply.words;
            end(Outcome::ok);
            return finish();
        case Step::idle:
        case Step::connecting:
        case Step::tls:
        case Step::farewell:
        case Step::finished: break;
    }
    return fail(Outcome::reset);
}

Action Machine::greet() {
    step_ = Step::greeting;
    begin(Stage::greeting, dialogue_.deadlines.greeting);
    return act(Action::Kind::read);
}

Action Machine::ask_capabilities(Step step) {
    step_ = step;
    if (step == Step::capabilities) begin(Stage::capabilities, dialogue_.deadlines.reply);
    std::string text(commands(dialogue_.protocol).capabilities);
    if (dialogue_.protocol == ServiceProtocol::smtp) text += client_name_;
    return command(text);
}

Action Machine::ask_web_page() {
    step_ = Step::http_response;
    begin(Stage::http_response, dialogue_.deadlines.reply);
    return command(std::string(commands(dialogue_.protocol).capabilities) + dialogue_.authority + "\r\n");
}

Action Machine::start_tls() {
    step_ = Step::tls;
    reader_ = ReplyReader(dialogue_.protocol);  // nothing from before TLS is believed after it, RFC 3207 section 4.2
    begin(Stage::tls_handshake, dialogue_.deadlines.tls);
    return act(Action::Kind::start_tls);
}

Action Machine::end_politely() {
    step_ = Step::farewell;
    deadline_ = std::min(now_ + dialogue_.deadlines.farewell, last_moment_);
    return command(commands(dialogue_.protocol).farewell);
}

Action Machine::fail(Outcome outcome) {
    if (result_.stages.empty()) begin(Stage::connect, 0);
    if (step_ != Step::farewell) end(fit(result_.stages.back().stage, outcome));
    return finish();
}

Action Machine::finish() {
    step_ = Step::finished;
    return {Action::Kind::finish, {}, now_, std::exchange(progress_, {})};
}

Action Machine::command(std::string_view text) { return act(Action::Kind::write, std::string(text) + "\r\n"); }

Action Machine::act(Action::Kind kind, std::string bytes) {
    if (now_ >= deadline_) return fail(Outcome::timed_out);
    asked_ = kind;
    return {kind, std::move(bytes), deadline_, std::exchange(progress_, {})};
}

void Machine::begin(Stage stage, double limit) {
    stage_began_ = now_;
    deadline_ = std::min(now_ + limit, last_moment_);
    result_.stages.push_back({stage, Outcome::ok, 0});
    progress_.push_back({stage, std::nullopt});
}

void Machine::end(Outcome outcome) {
    StageResult& stage = result_.stages.back();
    stage.outcome = outcome;
    stage.elapsed_ms = now_ - stage_began_;
    result_.stage = stage.stage;
    result_.outcome = outcome;
    progress_.push_back({stage.stage, outcome});
}

Awaited Machine::awaited() const {
    if (step_ == Step::greeting) return Awaited::greeting;
    if (step_ == Step::http_response) return Awaited::http_status;
    return step_ == Step::starttls ? Awaited::starttls : Awaited::capabilities;
}

bool Machine::offers_starttls(const Reply& reply) const {
    return std::ranges::count(reply.capabilities, commands(dialogue_.protocol).starttls_capability) > 0;
}

}  // namespace maildoctor::probe
