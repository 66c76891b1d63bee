// The examples are frozen: a change that breaks one breaks pages and bridges that are out there.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "core/model/wire.hpp"
#include "json/json.hpp"

namespace maildoctor {
namespace {

using json::Json;

std::vector<std::pair<std::string, Json>> examples() {
    std::vector<std::pair<std::string, Json>> out;
    for (const auto& entry : std::filesystem::directory_iterator(MAILDOCTOR_SOURCE_DIR "/tests/wire/examples")) {
        std::ifstream in(entry.path());
        out.emplace_back(entry.path().filename().string(), Json::parse(in));
    }
    return out;
}

/// Decodes `value` as the message that its `type` names, and encodes it again; nothing when there is no such message.
template <class... Each>
std::optional<Json> round_trip(const Json& value, const std::variant<Each...>*) {
    std::optional<Json> out;
    const auto attempt = [&]<class T>(const T*) {
        if (value.at("type") != T::kType) return;
        T message;
        const auto problem = decode(json::Reader(value), message, UnknownMembers::ignore);
        EXPECT_FALSE(problem) << problem->path << ": " << problem->expected;
        out = encode<json::Writer>(message);
        (*out)["type"] = T::kType;
    };
    (attempt(static_cast<const Each*>(nullptr)), ...);
    return out;
}

std::optional<Json> round_trip(const Json& value) {
    auto out = round_trip(value, static_cast<const wire::ClientMessage*>(nullptr));
    return out ? out : round_trip(value, static_cast<const wire::ServerMessage*>(nullptr));
}

TEST(Wire, every_example_survives_decoding_and_encoding) {
    for (const auto& [name, value] : examples()) {
        const auto again = round_trip(value);
        ASSERT_TRUE(again) << name << " is of no known type";
        EXPECT_EQ(nlohmann::json(*again), nlohmann::json(value)) << name;
    }
}

TEST(Wire, unknown_members_are_ignored) {
    for (auto [name, value] : examples()) {
        const Json before = value;
        value["fromTheFuture"] = Json{{"a", 1}};
        EXPECT_EQ(nlohmann::json(*round_trip(value)), nlohmann::json(before)) << name;
    }
}

template <class... Each>
void collect(std::set<std::string>& types, const std::variant<Each...>*) {
    (types.emplace(Each::kType), ...);
}

TEST(Wire, every_message_has_an_example) {
    std::set<std::string> types;
    collect(types, static_cast<const wire::ClientMessage*>(nullptr));
    collect(types, static_cast<const wire::ServerMessage*>(nullptr));
    for (const auto& [name, value] : examples()) types.erase(value.at("type").get<std::string>());
    EXPECT_TRUE(types.empty()) << *types.begin();
}

}  // namespace
}  // namespace maildoctor
