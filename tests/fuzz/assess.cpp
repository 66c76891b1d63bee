// Every case gets an assessment. What must hold of it, whatever the case and the profile:
//   the same case gives the same assessment; probabilities lie in [0, 1] and fall; every rule, cause and step is in the
//   contract; decode(encode(x)) is x, for the case and for the assessment.
#include "core/assess.hpp"

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

#include "arbitrary.hpp"
#include "core/contract.hpp"
#include "json/json.hpp"

namespace {

using namespace maildoctor;
using fuzz::must;

Profile read_profile(const std::string& name) {
    std::ifstream file(MAILDOCTOR_SOURCE_DIR "/profiles/" + name + ".json");
    std::stringstream text;
    text << file.rdbuf();
    Profile profile;
    must(!json::parse(text.str(), profile, UnknownMembers::refuse), "the profile can be read");
    must(!check(profile), "the profile is good");
    return profile;
}

struct Fixture {
    Profile provider = read_profile("websupport.se");
    Profile university = read_profile("university");
    std::set<std::string> rules, causes, steps{"settings", "paste", "probe"};
    fuzz::Words words{"kalle@exempel.se", "imap.websuport.se", "imap.gmail.com", "smtp.exempel.se", "mailin.telia.com", "993",
        "143", "995", "465", "587", "25", "0", "65536", "https://imap.exempel.se:993/", "0x800CCC0E",
        "535 5.7.8 Authentication failed", "2026-11-23T20:00:00Z", "Asia/Shanghai", "Europe/Stockholm", "sv-SE", "dont-know"};

    Fixture() {
        for (const auto& rule : contract().rules) rules.insert(rule.id);
        for (const auto& cause : contract().causes) causes.insert(cause.id);
        for (const auto& question : contract().questions) {
            steps.insert(question.id);
            words.push_back(question.id);
            words.insert(words.end(), question.answers.begin(), question.answers.end());
        }
        words.insert(words.end(), causes.begin(), causes.end());
        words.insert(words.end(), contract().fields.begin(), contract().fields.end());
        for (const auto& service : provider.services) {
            words.push_back(service.id);
            words.push_back(service.host);
        }
    }
};

template <class T>
void survives_the_codec(const T& value, const char* invariant) {
    const std::string text = json::dump(value);
    T read;
    must(!json::parse(text, read, UnknownMembers::refuse), invariant);
    must(json::dump(read) == text, invariant);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static const Fixture fixture;
    FuzzedDataProvider bytes(data, size);
    // The page checks a profile's types only.
    const Profile any = bytes.ConsumeBool() ? fuzz::arbitrary<Profile>(bytes, fixture.words) : Profile{};
    const Profile& profile = !any.services.empty() ? any : bytes.ConsumeBool() ? fixture.provider : fixture.university;
    const Case facts = fuzz::arbitrary<Case>(bytes, fixture.words);
    const Assessment assessment = assess(profile, facts);

    must(fuzz::equal(assessment, assess(profile, facts)), "the same case gives the same assessment");
    survives_the_codec(facts, "decode(encode(case)) is the case");
    check(facts);
    for (const auto& finding : assessment.findings) {
        must(fixture.rules.contains(finding.rule), "a finding's rule is in the contract");
        must(!finding.field.empty(), "a finding names its field");
    }
    double before = 1;
    for (const auto& cause : assessment.causes) {
        must(fixture.causes.contains(cause.cause), "a cause is in the contract");
        must(cause.probability >= 0 && cause.probability <= before + 1e-8, "probabilities lie in [0, 1] and fall");
        for (const auto& evidence : cause.evidence) must(std::isfinite(evidence.weight), "weights are finite");
        before = cause.probability;
    }
    const Step& step = assessment.step;
    if (step.kind == StepKind::question) must(fixture.steps.contains(step.id), "a question is in the contract");
    if (step.kind == StepKind::verdict) must(fixture.causes.contains(step.id), "a verdict is a cause");
    return 0;
}
