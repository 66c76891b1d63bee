// A probe machine, a fake clock, and a server that answers as a healthy one would until a test says otherwise.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/probe/machine.hpp"

namespace maildoctor::probe {

/// One of the ten ways to speak with a server.
struct Way {
    ServiceProtocol protocol{};
    Security security{};
};

std::vector<Way> every_way();
/// `imap_starttls`.
std::string name_of_way(const Way& way);
void PrintTo(const Way& way, std::ostream* out);

/// The stages of a healthy probe, in order; without resolve, which is not the machine's.
std::vector<Stage> stages_of(const Way& way);

/// What a healthy server says. `command` is what was sent, without its line end; empty: the greeting.
std::string healthy_reply(ServiceProtocol protocol, std::string_view command, bool encrypted);

inline constexpr double kBegan = 1000;
inline constexpr const char* kClientName = "[192.0.2.7]";

/// The whole of one examination. `action` is what the machine waits for now.
class Examination {
public:
    explicit Examination(Way way, Deadlines deadlines = {});

    /// Tells the machine what happened, at `now`.
    void happens(const Event& event);
    void says(std::string_view bytes) { happens(event::Received{bytes}); }
    void fails(Outcome outcome) { happens(event::Failed{outcome}); }

    /// Does what the action asks for, as a healthy server and network would; a step takes 1 ms.
    void goes_well();
    /// Goes on until `stage` has begun and the machine reads; `command`: until that has been sent, too.
    void reaches(Stage stage, std::string_view command = {});
    void ends_well();

    [[nodiscard]] bool is_finished() const { return action.kind == Action::Kind::finish; }
    [[nodiscard]] const AddressResult& result() const { return machine_.result(); }
    /// The stage that was told to have begun last.
    [[nodiscard]] Stage stage() const { return told.back().stage; }
    [[nodiscard]] bool is_taking_leave() const;

    Way way;
    double now = kBegan;
    Action action;
    std::vector<Progress> told;     ///< all progress, in order
    std::vector<std::string> sent;  ///< all commands, without their line ends

private:
    Machine machine_;
    bool encrypted_ = false;
};

}  // namespace maildoctor::probe
