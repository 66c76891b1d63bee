// Every rule against its cases in tests/rules/<rule-id>.json, which the WASM's tests read too; and that nothing is missing:
// rule, cases, texts and translations belong together.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "core/rules/rule.hpp"
#include "json/json.hpp"

namespace maildoctor {
namespace {

using json::Json;
namespace fs = std::filesystem;

const fs::path kSource = MAILDOCTOR_SOURCE_DIR;

Json read_json(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    Json out;
    const auto problem = json::parse_json(text.str(), out);
    EXPECT_FALSE(problem) << path << ": " << (problem ? problem->expected : "");
    return out;
}

Profile read_profile(const std::string& name) {
    Profile out;
    const auto problem = decode(json::Reader(read_json(kSource / "profiles" / (name + ".json"))), out, UnknownMembers::refuse);
    EXPECT_FALSE(problem) << name << ": " << (problem ? problem->path + ": " + problem->expected : "");
    return out;
}

Case read_case(const Json& value) {
    Case out;
    const auto problem = decode(json::Reader(value), out, UnknownMembers::refuse);
    EXPECT_FALSE(problem) << (problem ? problem->path + ": " + problem->expected : "");
    return out;
}

/// What the rules find, as the case files write it: `changed` only where it is true.
Json findings_of(const Profile& profile, const Case& facts) {
    Json out = Json::array();
    for (const Finding& finding : find(read(profile, facts))) {
        Json each = encode<json::Writer>(finding);
        if (!finding.changed) each.erase("changed");
        out.push_back(each);
    }
    return out;
}

/// Key order is no matter.
bool same(const Json& left, const Json& right) {
    return nlohmann::json::parse(left.dump()) == nlohmann::json::parse(right.dump());
}

std::string snake(std::string id) {
    std::replace(id.begin(), id.end(), '-', '_');
    return id;
}

class EachRule : public testing::TestWithParam<const Rule*> {
protected:
    std::string id{GetParam()->id};
    Json file = read_json(kSource / "tests/rules" / (id + ".json"));
};

TEST_P(EachRule, finds_what_its_cases_say_and_nothing_else) {
    ASSERT_EQ(file["rule"], id);
    for (const Json& each : file["cases"]) {
        const std::string name = each.contains("profile") ? each["profile"] : file["profile"];
        const Json findings = findings_of(read_profile(name), read_case(each["case"]));
        EXPECT_TRUE(same(findings, each["findings"]))
            << each["name"] << "\n  found    " << findings << "\n  expected " << each["findings"];
    }
}

TEST_P(EachRule, has_a_case_that_fires_and_a_near_miss) {
    bool fires = false, near_miss = false;
    for (const Json& each : file["cases"]) {
        bool here = false;
        for (const Json& finding : each["findings"]) here = here || finding["rule"] == id;
        (here ? fires : near_miss) = true;
    }
    EXPECT_TRUE(fires);
    EXPECT_TRUE(near_miss);
}

TEST_P(EachRule, has_texts_in_both_languages_that_use_only_what_there_is) {
    static const std::set<std::string> kEverywhere{"provider", "controlPanel", "controlPanelLogin", "mailPassword",
        "mailPasswordIndefinite", "webmail", "username", "limitAddress", "limitDomain", "limitMessage", "limitMinutes",
        "incomingHost", "incomingPort", "outgoingHost", "outgoingPort"};
    const Json english = read_json(kSource / "src/core/rules" / (snake(id) + ".en.json"));
    const Json swedish = read_json(kSource / "locales/sv/rules.json");
    EXPECT_FALSE(english.value("note", "").empty());
    for (const std::string part : {"title", "why", "fix"}) {
        const std::string texts[] = {
            english.value(part, ""), swedish.value("rule." + id + "." + part, Json::object()).value("text", "")};
        for (const std::string& text : texts) {
            EXPECT_FALSE(text.empty()) << part;
            static const std::regex kPlaceholder("\\{([a-zA-Z]+)[,}]");
            for (std::sregex_iterator at(text.begin(), text.end(), kPlaceholder), end; at != end; ++at) {
                // A select's branch of one word looks like a placeholder too: `imap {IMAP}`.
                if (at->position() > 0 && text[static_cast<std::size_t>(at->position()) - 1] == ' ' &&
                    std::isupper(static_cast<unsigned char>((*at)[1].str()[0])))
                    continue;
                const bool known =
                    kEverywhere.count((*at)[1]) > 0 || testing::Value(GetParam()->parameters, testing::Contains((*at)[1].str()));
                EXPECT_TRUE(known) << part << ": {" << (*at)[1] << "} in " << text;
            }
        }
    }
}

std::vector<const Rule*> pointers() {
    std::vector<const Rule*> out;
    for (const Rule& rule : all_rules()) out.push_back(&rule);
    return out;
}
INSTANTIATE_TEST_SUITE_P(
    Rules, EachRule, testing::ValuesIn(pointers()), [](const auto& info) { return snake(std::string(info.param->id)); });

TEST(Rules, ids_are_unique_and_well_formed) {
    std::set<std::string_view> seen;
    for (const Rule& rule : all_rules()) {
        EXPECT_TRUE(seen.insert(rule.id).second) << rule.id;
        EXPECT_THAT(std::string(rule.id), testing::MatchesRegex("[a-z][a-z0-9]*(-[a-z0-9]+)+"));
    }
}

TEST(Rules, every_case_file_and_translation_belongs_to_a_rule) {
    std::set<std::string> ids;
    for (const Rule& rule : all_rules()) ids.insert(std::string(rule.id));
    for (const auto& entry : fs::directory_iterator(kSource / "tests/rules"))
        if (entry.path().extension() == ".json") EXPECT_EQ(ids.count(entry.path().stem().string()), 1U) << entry.path();
    const Json swedish = read_json(kSource / "locales/sv/rules.json");
    for (const auto& item : swedish.items()) {
        const std::string id = item.key().substr(5, item.key().rfind('.') - 5);
        EXPECT_EQ(ids.count(id), 1U) << item.key();
    }
}

TEST(Rules, any_bytes_of_any_length_give_findings_and_no_crash) {
    const Profile profile = read_profile("websupport.se");
    const std::string long_ones[] = {std::string(1 << 20, 'a'), std::string(1 << 20, '.'), std::string(1 << 20, '@'),
        std::string(1 << 20, '\xFF'), std::string(1 << 20, '9'), std::string(1 << 20, ':'), std::string(1 << 20, ' '),
        std::string(1 << 16, '\0')};
    for (const std::string& text : long_ones) {
        Case facts;
        facts.settings.address = text;
        for (ServerSettings* side : {&facts.settings.incoming, &facts.settings.outgoing})
            side->host = side->port = side->username = text;
        for (const Finding& finding : find(read(profile, facts)))
            for (const Change& change : finding.fix.value_or(Fix{}).changes) EXPECT_LE(change.value.size(), 512U) << finding.rule;
    }
}

TEST(Rules, an_empty_case_has_no_findings) {
    for (const std::string name : {"websupport.se", "university"})
        EXPECT_THAT(find(read(read_profile(name), Case{})), testing::IsEmpty());
}

}  // namespace
}  // namespace maildoctor
