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

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const std::string_view part : parts) out += part;
    return out;
}

/// What comes before a path, with a dot between where the path begins with a name.
std::string before(std::string_view step, std::string_view path) {
    const bool plain = path.empty() || path.front() == '[';
    return joined({step, plain ? "" : ".", path});
}

/// An address only; nothing is written through it.
void* item_of(const Table& table, const void* container, std::size_t i) {
    return table.items.item(const_cast<void*>(container), i);
}

/// Reads a value as JSON.stringify writes it: without spaces, and with numbers for characters below U+0020 only. Of what anybody
/// else wrote it makes some value or a problem.
class Decoder {
public:
    /// `text` ends with a zero. Both must outlive the decoder.
    Decoder(const char* text, Problem& problem) : at_(text), problem_(problem) {}

    /// On failure writes the problem and returns false. Members that the struct does not have are refused.
    bool read(const Table& table, void* out);

private:
    bool number(double& out);
    bool enumerator(const Table& table, unsigned char& out);
    bool list(const Table& table, void* out);
    bool object(const Table& table, void* out);
    bool member(const std::string& name, const Table& table, void* out);
    std::string string();
    char escaped();
    bool skip(char wanted);
    void skip_letters();
    bool wrong(std::string_view expected);
    bool below(std::string_view step);

    const char* at_;
    Problem& problem_;
};

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
        if (!read(*table.inner, table.items.item(out, i))) {
            char index[kLongestNumber];
            return below(joined({"[", {index, page_text_of(static_cast<double>(i), index)}, "]"}));
        }
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
    return wrong(joined({"one of the members ", table.named.names}));
}

std::string Decoder::string() {
    if (!skip('"')) return {};
    const char* const begin = at_;
    while (*at_ != 0 && *at_ != '"' && *at_ != '\\') ++at_;
    std::string out(begin, static_cast<std::size_t>(at_ - begin));
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
bool Decoder::below(std::string_view step) {
    problem_.path = before(step, problem_.path);
    return false;
}

/// Makes JSON in a room of its own: a call of std::string for each character took a quarter of an assessment.
class Encoder {
public:
    std::string run(const Table& table, const void* value) {
        write(table, value);
        out_.resize(used());
        return std::move(out_);
    }

private:
    void write(const Table& table, const void* value) {
        switch (table.shape) {
            case Shape::boolean: return put(std::string_view(*static_cast<const bool*>(value) ? "true" : "false"));
            case Shape::number: return number(*static_cast<const double*>(value));
            case Shape::text: return text(*static_cast<const std::string*>(value));
            case Shape::argument: return argument(*static_cast<const Argument*>(value));
            case Shape::enumeration: return enumerator(table.named.names, *static_cast<const unsigned char*>(value));
            case Shape::optional: return write(*table.inner, item_of(table, value, 0));  // its struct leaves out what is absent
            case Shape::list: return list(table, value);
            case Shape::map: return map(table, value);
            case Shape::structure: return structure(table, value);
        }
    }

    void text(std::string_view text) {
        make_room(6 * text.size() + 2);
        *at_++ = '"';
        for (const char c : text) {
            const auto code = static_cast<unsigned char>(c);
            if (code < 0x20) {
                for (const char each : {'\\', 'u', '0', '0', static_cast<char>('0' + code / 16)}) *at_++ = each;
                *at_++ = "0123456789abcdef"[code % 16];
                continue;
            }
            if (c == '"' || c == '\\') *at_++ = '\\';
            *at_++ = c;
        }
        *at_++ = '"';
    }

    void number(double number) {
        make_room(kLongestNumber);
        at_ += page_text_of(number, at_);
    }

    void enumerator(std::string_view names, std::size_t index) {
        for (; index > 0; --index) take_name(names);
        quote_first(names);
    }

    void argument(const Argument& argument) {
        if (const auto* held = std::get_if<std::string>(&argument)) text(*held);
        else number(*std::get_if<double>(&argument));
    }

    void list(const Table& table, const void* value) {
        put('[');
        const std::size_t size = table.items.size(value);
        for (std::size_t i = 0; i < size; ++i) {
            separate();
            write(*table.inner, item_of(table, value, i));
        }
        put(']');
    }

    void structure(const Table& table, const void* value) {
        put('{');
        std::string_view names = table.named.names;
        for (const MemberRow* row = table.named.members; !names.empty(); ++row) {
            const void* item = row->address(const_cast<void*>(value));  // an address only; nothing is written through it
            if (row->table->shape == Shape::optional && row->table->items.size(item) == 0) {
                take_name(names);
                continue;
            }
            separate();
            quote_first(names);
            put(':');
            write(*row->table, item);
        }
        put('}');
    }

    void map(const Table& table, const void* value) {
        struct To {
            Encoder& encoder;
            const Table& inner;
        } to{*this, *table.inner};
        put('{');
        table.entries.each(value, &to, [](void* into, const std::string& name, const void* item) {
            const auto& [encoder, inner] = *static_cast<To*>(into);
            encoder.separate();
            encoder.text(name);
            encoder.put(':');
            encoder.write(inner, item);
        });
        put('}');
    }

    /// Takes the first of our names, in which nothing needs a backslash.
    void quote_first(std::string_view& names) {
        make_room(names.size() + 2);
        *at_++ = '"';
        const char *name = names.data(), *const end = name + names.size();
        while (name != end && *name != '|') *at_++ = *name++;
        *at_++ = '"';
        if (name != end) ++name;
        names.remove_prefix(static_cast<std::size_t>(name - names.data()));
    }

    /// Between two items; no item ends with a bracket that opens.
    void separate() {
        if (at_[-1] != '{' && at_[-1] != '[') put(',');
    }

    void put(char c) {
        if (at_ == end_) make_room(1);
        *at_++ = c;
    }

    void put(std::string_view text) {
        make_room(text.size());
        for (const char c : text) *at_++ = c;
    }

    [[nodiscard]] std::size_t used() const { return static_cast<std::size_t>(at_ - out_.data()); }

    void make_room(std::size_t size) {
        if (static_cast<std::size_t>(end_ - at_) >= size) return;
        const std::size_t begun = used();
        out_.resize(2 * (begun + size));
        at_ = &out_[begun];
        end_ = &out_[out_.size()];
    }

    std::string out_ = std::string(8192, 0);
    char* at_ = out_.data();
    char* end_ = &out_[out_.size()];
};

}  // namespace

std::string write_value(const Table& table, const void* value) { return Encoder().run(table, value); }

std::string read_value(const std::string& text, std::string_view root, const Table& table, void* out) {
    Problem problem;
    return Decoder(text.c_str(), problem).read(table, out) ? std::string() : refusal(problem, root);
}

std::string refusal(const Problem& problem, std::string_view root) {
    return joined({R"({"error":)", write(Problem{before(root, problem.path), problem.expected}), "}"});
}

}  // namespace maildoctor::wasm
