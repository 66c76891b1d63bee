#include "xml/document.hpp"

#include <memory>

#include <expat.h>

#include "core/reading/text.hpp"

namespace maildoctor::xml {

namespace {

struct Build {
    XML_Parser parser;
    Element* root;
    std::vector<Element*> open;  // the children of an element do not move while it is the innermost
    std::string refusal;

    void refuse(const char* why) {
        refusal = why;
        XML_StopParser(parser, XML_FALSE);
    }
};

Build& build_of(void* data) { return *static_cast<Build*>(data); }

void XMLCALL on_begin(void* data, const XML_Char* name, const XML_Char** attributes) {
    Build& build = build_of(data);
    if (build.open.size() >= kDeepest) return build.refuse("elements are too deep within each other");
    Element* element = build.open.empty() ? build.root : &build.open.back()->children.emplace_back();
    element->name = name;
    element->line = XML_GetCurrentLineNumber(build.parser);
    for (; *attributes != nullptr; attributes += 2) element->attributes[attributes[0]] = attributes[1];
    build.open.push_back(element);
}

void XMLCALL on_end(void* data, const XML_Char*) {
    Build& build = build_of(data);
    build.open.back()->text = std::string(trimmed(build.open.back()->text));
    build.open.pop_back();
}

void XMLCALL on_text(void* data, const XML_Char* text, int size) {
    Build& build = build_of(data);
    build.open.back()->text.append(text, static_cast<std::size_t>(size));
}

void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    build_of(data).refuse("a DOCTYPE, which these files do not have");
}

}  // namespace

const Element* Element::child(std::string_view wanted) const {
    for (const Element& each : children)
        if (each.name == wanted) return &each;
    return nullptr;
}

std::vector<const Element*> Element::all(std::string_view wanted) const {
    std::vector<const Element*> out;
    for (const Element& each : children)
        if (each.name == wanted) out.push_back(&each);
    return out;
}

std::string Element::text_of(std::string_view wanted) const {
    const Element* found = child(wanted);
    return found == nullptr ? std::string() : found->text;
}

std::string Element::attribute(const std::string& wanted) const {
    const auto found = attributes.find(wanted);
    return found == attributes.end() ? std::string() : found->second;
}

std::optional<Remark> read(std::string_view text, Element& root) {
    root = {};
    if (text.size() > kLargestDocument) return Remark{0, "larger than 1 MB"};
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
    if (!parser) return Remark{0, "no memory to read it"};
    Build build{parser.get(), &root, {}, {}};
    XML_SetUserData(parser.get(), &build);
    XML_SetElementHandler(parser.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK) return std::nullopt;
    root = {};
    return Remark{XML_GetCurrentLineNumber(parser.get()),
        build.refusal.empty() ? XML_ErrorString(XML_GetErrorCode(parser.get())) : build.refusal};
}

}  // namespace maildoctor::xml
