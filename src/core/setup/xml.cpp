#include "core/setup/xml.hpp"

#include "core/reading/text.hpp"

namespace maildoctor::setup {

namespace {

/// XML 1.0 section 2.2.
bool is_allowed(char32_t code) {
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code <= 0xD7FF) ||
        (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

std::string_view reference_of(char c) {
    switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";
        case '\t': return "&#9;";
        case '\n': return "&#10;";
        case '\r': return "&#13;";
        default: return {};
    }
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t code = next_code_point(text, at);
        const std::string_view reference = reference_of(text[begin]);
        if (!is_allowed(code)) out += "\xEF\xBF\xBD";
        else out += reference.empty() ? text.substr(begin, at - begin) : reference;
    }
    return out;
}

XmlWriter::XmlWriter(std::string_view prolog) : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") { out_ += prolog; }

void XmlWriter::tag(std::string_view name, Attributes attributes, std::string_view close) {
    out_.append(2 * open_.size(), ' ').append("<").append(name);
    for (const auto& [key, value] : attributes) out_.append(" ").append(key).append("=\"").append(escaped(value)).append("\"");
    out_ += close;
}

void XmlWriter::begin(std::string_view name, Attributes attributes) {
    tag(name, attributes, ">\n");
    open_.emplace_back(name);
}

void XmlWriter::end() {
    const std::string name = std::move(open_.back());
    open_.pop_back();
    out_.append(2 * open_.size(), ' ').append("</").append(name).append(">\n");
}

void XmlWriter::text(std::string_view name, std::string_view content) {
    tag(name, {}, ">");
    out_.append(escaped(content)).append("</").append(name).append(">\n");
}

void XmlWriter::empty(std::string_view name, Attributes attributes) { tag(name, attributes, "/>\n"); }

std::string XmlWriter::finish() {
    while (!open_.empty()) end();
    return std::move(out_);
}

}  // namespace maildoctor::setup
