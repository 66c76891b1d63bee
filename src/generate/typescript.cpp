#include "generate/writers.hpp"

namespace maildoctor::generate {

namespace {

/// Members of the assessment whose texts are ids of the contract: the core writes no others.
const std::map<std::string, std::string> kIdMembers{
    {"Finding.rule", "RuleId"},
    {"Finding.field", "SettingsField | `probe.${string}`"},
    {"Change.field", "SettingsField"},
    {"RankedCause.cause", "CauseId"},
    {"RankedCause.advice", "AdviceId[]"},
    {"Evidence.fact", "FactId"},
    {"ErrorMeaning.meaning", "MeaningId"},
};

std::string quote(std::string_view text) { return "'" + std::string(text) + "'"; }

template <class List, class Write>
std::string join(const List& list, std::string_view separator, Write write) {
    std::string out;
    for (const auto& item : list) {
        if (!out.empty()) out += separator;
        out += write(item);
    }
    return out;
}

template <class List>
std::string union_of(const List& names) {
    return names.empty() ? "never" : join(names, " | ", [](const auto& name) { return quote(name); });
}

std::string doc(const std::string& comment, std::string_view indent) {
    return comment.empty() ? "" : std::string(indent) + "/** " + comment + " */\n";
}

std::string interface_of(const Type& type, const Comments& comments) {
    std::string out = doc(comment_of(comments, type.cpp_name), "") + "export interface " + type.name + " {\n";
    if (!type.tag.empty()) out += "  type: " + quote(type.tag) + ";\n";
    for (const Member& member : type.members) {
        const std::string key = type.cpp_name + "." + member.name;
        const auto id = kIdMembers.find(key);
        const bool optional = member.use.kind == Kind::optional;
        out += doc(comment_of(comments, type.cpp_name + "." + member.cpp_name), "  ");
        out += "  " + member.name + (optional ? "?: " : ": ") +
            (id == kIdMembers.end() ? typescript_of(member.use) : id->second) + ";\n";
    }
    return out + "}\n\n";
}

std::string types_of(const Catalog& catalog, const Comments& comments) {
    std::string out;
    for (const Type& type : catalog.types()) {
        if (type.is_enum)
            out += doc(comment_of(comments, type.cpp_name), "") + "export type " + type.name + " = " + union_of(type.names) +
                ";\n\n";
        else out += interface_of(type, comments);
    }
    for (const Union& each : catalog.unions())
        out += "export type " + each.name + " = " + join(each.types, " | ", [](const auto& name) { return name; }) + ";\n\n";
    return out;
}

/// The grammar that web/src/core/validate.ts reads.
std::string code_of(const Use& use) {
    switch (use.kind) {
        case Kind::text: return "s";
        case Kind::number: return "n";
        case Kind::boolean: return "b";
        case Kind::argument: return "a";
        case Kind::enumeration: return "=" + use.name;
        case Kind::structure: return "." + use.name;
        case Kind::list: return "[" + code_of(use.inner.front());
        case Kind::map: return "{" + code_of(use.inner.front());
        case Kind::optional: return "?" + code_of(use.inner.front());
    }
    return {};
}

std::string tables_of(const Catalog& catalog) {
    const auto heard = catalog.reachable("ServerMessage");
    auto used = heard;
    for (const std::string& name : catalog.reachable("Case"))
        if (std::find(used.begin(), used.end(), name) == used.end()) used.push_back(name);
    std::string enums;
    std::string structs;
    for (const std::string& name : used) {
        const Type& type = catalog.at(name);
        if (type.is_enum)
            enums += "  " + name + ": " + quote(join(type.names, "|", [](const auto& each) { return each; })) + ",\n";
        else if (std::find(heard.begin(), heard.end(), name) != heard.end())
            structs += "  " + name + ": { " + join(type.members, ", ", [](const Member& member) {
                return member.name + ": " + quote(code_of(member.use));
            }) + " },\n";
    }
    std::string messages;
    for (const Union& each : catalog.unions())
        if (each.name == "ServerMessage")
            for (const std::string& name : each.types)
                messages += "  " + quote(catalog.at(name).tag) + ": " + quote(name) + ",\n";
    return "/** Names of the enums that a message or a stored case can hold. */\nexport const enumNames: Readonly<Record<string, "
           "string>> = {\n" +
        enums +
        "};\n\n/** Members of the structs of messages: s text, n number, b boolean, =enum, .struct, [list, {map, ?optional. */\n"
        "export const shapes: Readonly<Record<string, Readonly<Record<string, string>>>> = {\n" +
        structs +
        "};\n\n/** `type` of a message from the bridge -> its struct. */\nexport const serverMessages: Readonly<Record<string, "
        "string>> = {\n" +
        messages + "};\n\n";
}

template <class T>
std::string names_of() {
    std::vector<std::string> out;
    for_each_field<T>([&](const auto& field) { out.emplace_back(field.name()); });
    return "[" + join(out, ", ", quote) + "]";
}

std::string ids_of(const Contract& contract) {
    const auto id = [](const auto& each) { return each.id; };
    const auto ids = [&](const auto& list) {
        std::vector<std::string> out;
        for (const auto& each : list) out.push_back(id(each));
        return out;
    };
    std::vector<std::string> advice;
    for (const ContractCause& cause : contract.causes)
        for (const ContractAdvice& each : cause.advice)
            if (std::find(advice.begin(), advice.end(), each.id) == advice.end()) advice.push_back(each.id);
    std::string out = "export type RuleId = " + union_of(ids(contract.rules)) + ";\n";
    out += "export type CauseId = " + union_of(ids(contract.causes)) + ";\n";
    out += "export type AdviceId = " + union_of(advice) + ";\n";
    out += "export type QuestionId = " + union_of(ids(contract.questions)) + ";\n";
    out += "export type FactId = " + union_of(contract.facts) + ";\n";
    out += "export type MeaningId = " + union_of(contract.meanings) + ";\n";
    out += "export type SettingsField = " + union_of(contract.fields) + ";\n\n";
    out += "/** Arguments that every finding of a rule carries. */\nexport interface RuleParameters {\n";
    for (const ContractRule& rule : contract.rules) out += "  " + quote(rule.id) + ": " + union_of(rule.parameters) + ";\n";
    out += "}\n\n/** Questions with their answers in the order of display. */\nexport const questions = {\n";
    for (const ContractQuestion& question : contract.questions)
        out += "  " + quote(question.id) + ": [" + join(question.answers, ", ", quote) + "],\n";
    out +=
        "} as const;\n\nexport type AnswerId<Question extends QuestionId = QuestionId> = (typeof "
        "questions)[Question][number];\n\n";
    out += "/** What the diagnosis looks at, of a profile and of a case. */\nexport const asked = {\n  profile: " +
        names_of<AskedProfile>() + ",\n  case: " + names_of<AskedCase>() + ",\n";
    return out + "};\n\nexport const settingsFields: readonly SettingsField[] = [" + join(contract.fields, ", ", quote) +
        "];\n\n";
}

}  // namespace

std::string typescript_of(const Use& use) {
    switch (use.kind) {
        case Kind::text: return "string";
        case Kind::number: return "number";
        case Kind::boolean: return "boolean";
        case Kind::argument: return "string | number";
        case Kind::enumeration:
        case Kind::structure: return use.name;
        case Kind::list: return typescript_of(use.inner.front()) + "[]";
        case Kind::map: return "Record<string, " + typescript_of(use.inner.front()) + ">";
        case Kind::optional: return typescript_of(use.inner.front());
    }
    return {};
}

std::string write_typescript(const Catalog& catalog, const Comments& comments, const Contract& contract) {
    return "// Generated by maildoctor_generate from src/core; do not edit.\n\nexport const contractHash = " +
        quote(contract.hash) + ";\n\n" + types_of(catalog, comments) + ids_of(contract) + tables_of(catalog);
}

}  // namespace maildoctor::generate
