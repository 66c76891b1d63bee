#include "codec.hpp"

#include "core/model/assessment.hpp"
#include "page.hpp"

namespace maildoctor::wasm {

namespace {

/// What stands for a character after a backslash; any other stands for itself.
constexpr std::string_view kEscapes = "b\bf\fn\nr\rt\t";

/// How many items the list has that begins at `at`.
std::size_t items_of(const char* at) {
    std::size_t items = at[1] == ']' ? 0 : 1, depth = 0;
    bool quoted = false;
    for (; *at != 0; ++at) {
        if (*at == '\\' && at[1] != 0) ++at;
        else if (*at == '"') quoted = !quoted;
        else if (quoted) continue;
        else if (*at == '[' || *at == '{') ++depth;
        else if ((*at == ']' || *at == '}') && --depth == 0) break;
        else if (*at == ',' && depth == 1) ++items;
    }
    return items;
}

/// An address only; nothing is written through it.
void* item_of(const Table& table, const void* container, std::size_t i) {
    return table.items.item(const_cast<void*>(container), i);
}

}  // namespace

bool Decoder::read(const Table& table, void* out) {
    switch (table.shape) {
        case Shape::boolean:
            if (*at_ != 't' && *at_ != 'f') return wrong("true or false");
            *static_cast<bool*>(out) = *at_ == 't';
            skip_letters();
            return true;
        case Shape::number: return number(*static_cast<double*>(out));
        case Shape::text:
            if (*at_ != '"') return wrong("a text");
            *static_cast<std::string*>(out) = string();
            return true;
        case Shape::argument: return wrong("nothing");  // written, never read
        case Shape::enumeration: return enumerator(table, *static_cast<unsigned char*>(out));
        case Shape::optional: table.items.renew(out, 1); return read(*table.inner, table.items.item(out, 0));
        case Shape::list: return list(table, out);
        case Shape::map:
        case Shape::structure: return object(table, out);
    }
    return false;
}

bool Decoder::number(double& out) {
    const char* begin = at_;
    while (*at_ != 0 && std::string_view("+-.0123456789e").find(*at_) != std::string_view::npos) ++at_;
    if (at_ == begin) return wrong("a number");
    out = page_number_of(begin, static_cast<std::size_t>(at_ - begin));
    return std::fabs(out) <= kLargestNumber || wrong("a number");
}

bool Decoder::enumerator(const Table& table, unsigned char& out) {
    if (*at_ == '"') {
        const std::string name = string();
        std::string_view names = table.named.names;
        for (out = 0; !names.empty(); ++out)
            if (take_name(names) == name) return true;
    }
    return wrong(table.named.names);
}

bool Decoder::list(const Table& table, void* out) {
    if (*at_ != '[') return wrong("a list");
    const std::size_t size = items_of(at_);
    table.items.renew(out, size);
    skip('[');
    for (std::size_t i = 0; i < size; ++i) {
        skip(',');
        if (!read(*table.inner, table.items.item(out, i))) return below("[" + std::to_string(i) + "]");
    }
    return skip(']');
}

bool Decoder::object(const Table& table, void* out) {
    if (!skip('{')) return wrong("an object");
    if (table.shape == Shape::map) table.entries.clear(out);
    if (skip('}')) return true;
    do {
        const std::string name = string();
        skip(':');
        if (!member(name, table, out)) return below(name);
    } while (skip(','));
    return skip('}');
}

bool Decoder::member(const std::string& name, const Table& table, void* out) {
    if (table.shape == Shape::map) return read(*table.inner, table.entries.at(out, name));
    std::string_view names = table.named.names;
    for (const MemberRow* member = table.named.members; !names.empty(); ++member)
        if (take_name(names) == name) return read(*member->table, member->address(out));
    return wrong("one of the members " + std::string(table.named.names));
}

std::string Decoder::string() {
    std::string out;
    if (!skip('"')) return out;
    for (; *at_ != 0 && *at_ != '"'; ++at_) out += *at_ == '\\' && at_[1] != 0 ? escaped() : *at_;
    skip('"');
    return out;
}

/// Goes to the last character of what a backslash begins.
char Decoder::escaped() {
    if (*++at_ != 'u') {
        const std::size_t at = kEscapes.find(*at_);
        return at == std::string_view::npos ? *at_ : kEscapes[at + 1];
    }
    int code = 0;
    for (int i = 0; i < 4 && at_[1] != 0; ++i) {
        ++at_;
        code = code * 16 + (*at_ <= '9' ? *at_ - '0' : *at_ - 'a' + 10);
    }
    return static_cast<char>(code);
}

bool Decoder::skip(char wanted) {
    if (*at_ != wanted) return false;
    ++at_;
    return true;
}

void Decoder::skip_letters() {
    while (*at_ >= 'a' && *at_ <= 'z') ++at_;
}

bool Decoder::wrong(std::string_view expected) {
    problem_.path.clear();
    problem_.expected = expected;
    return false;
}

/// Puts `step` before the path of a problem further down: the path is made on the way back, so that a good value pays nothing.
bool Decoder::below(const std::string& step) {
    const bool plain = problem_.path.empty() || problem_.path.front() == '[';
    problem_.path = step + (plain ? "" : ".") + problem_.path;
    return false;
}

namespace {

void write_text(std::string_view text, std::string& out) {
    out += '"';
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20) {
            out += "\\u00";
            out += static_cast<char>('0' + code / 16);
            out += "0123456789abcdef"[code % 16];
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

std::string_view name_at(std::string_view names, std::size_t index) {
    for (; index > 0; --index) take_name(names);
    return take_name(names);
}

void write_number(double number, std::string& out) {
    const std::size_t size = out.size();
    out.resize(size + kLongestNumber);
    out.resize(size + page_text_of(number, &out[size]));
}

/// Between two items; no item ends with a bracket that opens.
void separate(std::string& out) {
    if (out.back() != '{' && out.back() != '[') out += ',';
}

void write_member(std::string_view name, const Table& table, const void* item, std::string& out) {
    separate(out);
    write_text(name, out);
    out += ':';
    write_value(table, item, out);
}

void write_list(const Table& table, const void* value, std::string& out) {
    out += '[';
    const std::size_t size = table.items.size(value);
    for (std::size_t i = 0; i < size; ++i) {
        separate(out);
        write_value(*table.inner, item_of(table, value, i), out);
    }
    out += ']';
}

void write_structure(const Table& table, const void* value, std::string& out) {
    out += '{';
    std::string_view names = table.named.names;
    for (const MemberRow* member = table.named.members; !names.empty(); ++member) {
        const std::string_view name = take_name(names);
        const void* item = member->address(const_cast<void*>(value));  // an address only; nothing is written through it
        const bool absent = member->table->shape == Shape::optional && member->table->items.size(item) == 0;
        if (!absent) write_member(name, *member->table, item, out);
    }
    out += '}';
}

void write_map(const Table& table, const void* value, std::string& out) {
    struct To {
        const Table& inner;
        std::string& out;
    } to{*table.inner, out};
    out += '{';
    table.entries.each(value, &to, [](void* into, const std::string& name, const void* item) {
        const auto& [inner, text] = *static_cast<To*>(into);
        write_member(name, inner, item, text);
    });
    out += '}';
}

void write_argument(const Argument& argument, std::string& out) {
    if (const auto* text = std::get_if<std::string>(&argument)) write_text(*text, out);
    else write_number(*std::get_if<double>(&argument), out);
}

}  // namespace

void write_value(const Table& table, const void* value, std::string& out) {
    switch (table.shape) {
        case Shape::boolean: out += *static_cast<const bool*>(value) ? "true" : "false"; return;
        case Shape::number: return write_number(*static_cast<const double*>(value), out);
        case Shape::text: return write_text(*static_cast<const std::string*>(value), out);
        case Shape::argument: return write_argument(*static_cast<const Argument*>(value), out);
        case Shape::enumeration: return write_text(name_at(table.named.names, *static_cast<const unsigned char*>(value)), out);
        case Shape::optional:
            return write_value(*table.inner, item_of(table, value, 0), out);  // its struct leaves out what is absent
        case Shape::list: return write_list(table, value, out);
        case Shape::map: return write_map(table, value, out);
        case Shape::structure: return write_structure(table, value, out);
    }
}

std::string refusal(const Problem& problem, const std::string& root) {
    const bool plain = problem.path.empty() || problem.path.front() == '[';
    return "{\"error\":" + write(Problem{root + (plain ? "" : ".") + problem.path, problem.expected}) + "}";
}

}  // namespace maildoctor::wasm
