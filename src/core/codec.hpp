// One decoder and one encoder over the field lists, for every kind of JSON-like value: nlohmann::json here, by a Reader and a
// Writer. The page's WebAssembly reads the same lists as tables (wasm/codec.hpp).
#pragma once

#include <cmath>
#include <string>
#include <variant>

#include "core/describe.hpp"

namespace maildoctor {

/// What was wrong in a value, and where: `settings.incoming.port`, "a text".
struct Problem {
    std::string path;
    std::string expected;
};
MAILDOCTOR_DESCRIBE(Problem, path, expected)

/// What to do with members that the struct does not have: a command line refuses, a wire ignores.
enum class UnknownMembers : bool { refuse, ignore };

/// The kinds of JSON value a Reader can report.
enum class ValueKind : unsigned char { missing, null, boolean, number, string, array, object };

/// Numbers above this, or with a fraction below it, are refused where a number is wanted: they do not survive a double.
inline constexpr double kLargestNumber = 9007199254740991.0;

namespace detail {

template <class T>
std::string expected_of() {
    if constexpr (std::is_same_v<T, bool>) {
        return "true or false";
    } else if constexpr (std::is_same_v<T, double>) {
        return "a number";
    } else if constexpr (std::is_same_v<T, std::string>) {
        return "a text";
    } else if constexpr (DescribedEnum<T>) {
        return std::string(kJoinedNames<T>);
    } else if constexpr (IsOptional<T>::value) {
        return expected_of<typename T::value_type>();
    } else if constexpr (IsVector<T>::value) {
        return "a list";
    } else {
        return "an object";
    }
}

inline std::string join(std::string_view path, std::string_view name) {
    return path.empty() ? std::string(name) : std::string(path) + "." + std::string(name);
}

}  // namespace detail

/// Decodes `reader` into `out`. Absent members keep the value they have; all members are optional here, and what must be
/// there is asked of the finished value. Returns the first problem, if any; `out` is then unspecified but valid.
///
/// A Reader has: `ValueKind kind()`, `bool boolean()`, `double number()`, `std::string string()`, `std::size_t size()`,
/// `Reader at(std::size_t)`, `Reader member(std::string_view)` and `std::vector<std::string> names()`.
template <class T, class Reader>
std::optional<Problem> decode(const Reader& reader, T& out, UnknownMembers unknown, const std::string& path = {}) {
    const auto wrong = [&] { return Problem{path, detail::expected_of<T>()}; };
    if constexpr (std::is_same_v<T, bool>) {
        if (reader.kind() != ValueKind::boolean) return wrong();
        out = reader.boolean();
    } else if constexpr (std::is_same_v<T, double>) {
        if (reader.kind() != ValueKind::number) return wrong();
        const double number = reader.number();
        if (!std::isfinite(number) || std::fabs(number) > kLargestNumber) return wrong();
        out = number;
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (reader.kind() != ValueKind::string) return wrong();
        out = reader.string();
    } else if constexpr (DescribedEnum<T>) {
        if (reader.kind() != ValueKind::string) return wrong();
        const auto value = from_name<T>(reader.string());
        if (!value) return wrong();
        out = *value;
    } else if constexpr (IsOptional<T>::value) {
        out.emplace();
        return decode(reader, *out, unknown, path);
    } else if constexpr (IsVector<T>::value) {
        if (reader.kind() != ValueKind::array) return wrong();
        out.clear();
        const std::size_t size = reader.size();
        for (std::size_t i = 0; i < size; ++i) {
            out.emplace_back();
            if (auto problem = decode(reader.at(i), out.back(), unknown, path + "[" + std::to_string(i) + "]")) return problem;
        }
    } else if constexpr (IsMap<T>::value) {
        if (reader.kind() != ValueKind::object) return wrong();
        out.clear();
        for (const std::string& name : reader.names())
            if (auto problem = decode(reader.member(name), out[name], unknown, detail::join(path, name))) return problem;
    } else {
        static_assert(Described<T>);
        if (reader.kind() != ValueKind::object) return wrong();
        std::optional<Problem> problem;
        for_each_field<T>([&](const auto& field) {
            if (problem) return;
            const auto member = reader.member(field.name());
            if (member.kind() == ValueKind::missing) return;
            problem = decode(member, out.*(field.pointer), unknown, detail::join(path, field.name()));
        });
        if (problem || unknown == UnknownMembers::ignore) return problem;
        for (const std::string& name : reader.names()) {
            std::string known;
            bool found = false;
            for_each_field<T>([&](const auto& field) {
                found = found || field.name() == name;
                if (!known.empty()) known += '|';
                known += field.name();
            });
            if (!found) return Problem{detail::join(path, name), "one of the members " + known};
        }
    }
    return std::nullopt;
}

namespace detail {
template <class T>
bool is_absent(const T& value) {
    if constexpr (IsOptional<T>::value) return !value.has_value();
    else return false;
}
}  // namespace detail

/// Encodes `value`. Absent optionals are left out; everything else is written.
///
/// A Writer has a type `Value`, and makes values: `boolean(bool)`, `number(double)`, `string(std::string_view)`, `array()`,
/// `object()`, `push(Value&, Value)` and `set(Value&, std::string_view name, Value)`.
template <class Writer, class T>
typename Writer::Value encode(const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
        return Writer::boolean(value);
    } else if constexpr (std::is_same_v<T, double>) {
        return Writer::number(value);
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
        return Writer::string(value);
    } else if constexpr (DescribedEnum<T>) {
        return Writer::string(name_of(value));
    } else if constexpr (IsOptional<T>::value) {
        return encode<Writer>(*value);
    } else if constexpr (IsVector<T>::value) {
        auto out = Writer::array();
        for (const auto& item : value) Writer::push(out, encode<Writer>(item));
        return out;
    } else if constexpr (IsMap<T>::value) {
        auto out = Writer::object();
        for (const auto& [name, item] : value) Writer::set(out, name, encode<Writer>(item));
        return out;
    } else if constexpr (Described<T>) {
        auto out = Writer::object();
        for_each_field<T>([&](const auto& field) {
            const auto& member = value.*(field.pointer);
            if (!detail::is_absent(member)) Writer::set(out, field.name(), encode<Writer>(member));
        });
        return out;
    } else {
        return std::visit([](const auto& held) { return encode<Writer>(held); }, value);
    }
}

}  // namespace maildoctor
