#include "codec.hpp"

#include "core/model/assessment.hpp"

namespace maildoctor::wasm {

namespace {

/// Walks down `value`; on failure the path is made on the way back, so that a good value pays nothing for it.
class Decoder {
public:
    explicit Decoder(Problem& problem) : problem_(problem) {}

    bool read(const val& value, const Table& table, void* out) {
        switch (table.shape) {
            case Shape::boolean:
                if (!value.isTrue() && !value.isFalse()) return wrong("true or false");
                *static_cast<bool*>(out) = value.isTrue();
                return true;
            case Shape::number: return number(value, *static_cast<double*>(out));
            case Shape::text:
                if (!value.isString()) return wrong("a text");
                *static_cast<std::string*>(out) = value.as<std::string>();
                return true;
            case Shape::argument: return wrong("nothing");  // written, never read
            case Shape::enumeration: return enumerator(value, table, *static_cast<unsigned char*>(out));
            case Shape::optional: return read(value, *table.inner, table.make(out));
            case Shape::list: return list(value, table, out);
            case Shape::map:
            case Shape::structure: return object(value, table, out);
        }
        return false;
    }

private:
    bool wrong(std::string_view expected) {
        problem_.path.clear();
        problem_.expected = expected;
        return false;
    }

    /// Puts `step` before the path of a problem further down.
    bool below(const std::string& step) {
        const bool plain = problem_.path.empty() || problem_.path.front() == '[';
        problem_.path = step + (plain ? "" : ".") + problem_.path;
        return false;
    }

    bool number(const val& value, double& out) {
        if (!value.isNumber()) return wrong("a number");
        out = value.as<double>();
        return (std::isfinite(out) && std::fabs(out) <= kLargestNumber) || wrong("a number");
    }

    static std::string joined(const Table& table) {
        std::string out;
        for (std::size_t i = 0; i < table.count; ++i) {
            if (i != 0) out += '|';
            out += table.shape == Shape::enumeration ? table.names[i] : table.members[i].name;
        }
        return out;
    }

    bool enumerator(const val& value, const Table& table, unsigned char& out) {
        if (!value.isString()) return wrong(joined(table));
        const auto name = value.as<std::string>();
        for (std::size_t i = 0; i < table.count; ++i) {
            if (table.names[i] != name) continue;
            out = static_cast<unsigned char>(i);
            return true;
        }
        return wrong(joined(table));
    }

    bool list(const val& value, const Table& table, void* out) {
        if (!value.isArray()) return wrong("a list");
        table.clear(out);
        const double size = value["length"].as<double>();
        for (double i = 0; i < size; ++i)
            if (!read(value[i], *table.inner, table.make(out)))
                return below("[" + std::to_string(static_cast<unsigned>(i)) + "]");
        return true;
    }

    bool object(const val& value, const Table& table, void* out) {
        if (!is_object(value)) return wrong("an object");
        if (table.shape == Shape::map) table.clear(out);
        const val names = val::global("Object").call<val>("keys", value);
        const double size = names["length"].as<double>();
        for (double i = 0; i < size; ++i) {
            const val name = names[i];
            if (!member(name.as<std::string>(), value[name], table, out)) return false;
        }
        return true;
    }

    static bool is_object(const val& value) {
        return !value.isNull() && !value.isUndefined() && !value.isTrue() && !value.isFalse() && !value.isNumber() &&
            !value.isString() && !value.isArray();
    }

    bool member(const std::string& name, const val& value, const Table& table, void* out) {
        if (table.shape == Shape::map) return read(value, *table.inner, table.at(out, name)) || below(name);
        for (std::size_t i = 0; i < table.count; ++i)
            if (table.members[i].name == name)
                return read(value, *table.members[i].table, table.members[i].address(out)) || below(name);
        wrong("one of the members " + joined(table));
        return below(name);
    }

    Problem& problem_;
};

void set_member(void* object, const std::string& name, const Table& table, const void* item) {
    static_cast<val*>(object)->set(name, write_value(table, item));
}

val write_list(const Table& table, const void* value) {
    val out = val::array();
    const std::size_t size = table.size(value);
    for (std::size_t i = 0; i < size; ++i) out.set(static_cast<double>(i), write_value(*table.inner, table.item(value, i)));
    return out;
}

val write_structure(const Table& table, const void* value) {
    val out = val::object();
    for (std::size_t i = 0; i < table.count; ++i) {
        const MemberRow& member = table.members[i];
        const void* item = member.address(const_cast<void*>(value));  // an address only; nothing is written through it
        if (member.table->shape == Shape::optional) {
            if (member.table->size(item) == 0) continue;
            set_member(&out, std::string(member.name), *member.table->inner, member.table->item(item, 0));
        } else {
            set_member(&out, std::string(member.name), *member.table, item);
        }
    }
    return out;
}

val write_argument(const Argument& argument) {
    const auto* text = std::get_if<std::string>(&argument);
    return text != nullptr ? val(*text) : val(*std::get_if<double>(&argument));
}

val write_map(const Table& table, const void* value) {
    struct To {
        val object;
        const Table& inner;
    } to{val::object(), *table.inner};
    table.each(value, &to, [](void* into, const std::string& name, const void* item) {
        auto& target = *static_cast<To*>(into);
        set_member(&target.object, name, target.inner, item);
    });
    return to.object;
}

}  // namespace

bool read_value(const val& value, const Table& table, void* out, Problem& problem) {
    return Decoder(problem).read(value, table, out);
}

val write_value(const Table& table, const void* value) {
    switch (table.shape) {
        case Shape::boolean: return val(*static_cast<const bool*>(value));
        case Shape::number: return val(*static_cast<const double*>(value));
        case Shape::text: return val(*static_cast<const std::string*>(value));
        case Shape::argument: return write_argument(*static_cast<const Argument*>(value));
        case Shape::enumeration: return val(std::string(table.names[*static_cast<const unsigned char*>(value)]));
        case Shape::optional: return val::undefined();  // written by its struct, or left out there
        case Shape::list: return write_list(table, value);
        case Shape::map: return write_map(table, value);
        case Shape::structure: return write_structure(table, value);
    }
    return val::undefined();
}

}  // namespace maildoctor::wasm
