// Field lists: the one reflection mechanism of this project.
//
// MAILDOCTOR_ENUM(Security, tls, starttls, none) declares an enum and its wire names (kebab-case).
// MAILDOCTOR_DESCRIBE(Change, field, value) gives a plain struct its wire fields (camelCase).
// The JSON codec, the tables of the WebAssembly, the JSON Schema, the TypeScript types with their validators and the
// contract hash are all made from these two, so that a name has one home.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

namespace maildoctor {

/// A C++ name turned into its wire form at compile time.
template <std::size_t Capacity>
struct WireName {
    std::array<char, Capacity> text{};
    std::size_t size = 0;

    [[nodiscard]] constexpr std::string_view view() const { return {text.data(), size}; }
};

/// `own_host` -> `ownHost`.
template <std::size_t N>
constexpr WireName<N> camel_case(const char (&name)[N]) {
    WireName<N> out;
    bool raise = false;
    for (std::size_t i = 0; i + 1 < N; ++i) {
        if (name[i] == '_') {
            raise = true;
            continue;
        }
        out.text[out.size++] = raise && name[i] >= 'a' && name[i] <= 'z' ? static_cast<char>(name[i] - 'a' + 'A') : name[i];
        raise = false;
    }
    return out;
}

/// `timed_out` -> `timed-out`, and of several: `timed_out, refused` -> `timed-out|refused`.
template <std::size_t N>
constexpr WireName<N> kebab_case(const char (&names)[N]) {
    WireName<N> out;
    for (std::size_t i = 0; i + 1 < N; ++i)
        if (names[i] != ' ') out.text[out.size++] = names[i] == '_' ? '-' : names[i] == ',' ? '|' : names[i];
    return out;
}

/// Takes the first of names that have a bar between them.
constexpr std::string_view take_name(std::string_view& names) {
    const std::string_view name = names.substr(0, names.find('|'));
    names.remove_prefix(name.size() < names.size() ? name.size() + 1 : name.size());
    return name;
}

template <class Owner_, class Member_, std::size_t N>
struct Field {
    using Owner = Owner_;
    using Member = Member_;
    WireName<N> wire;
    Member Owner::*pointer;

    [[nodiscard]] constexpr std::string_view name() const { return wire.view(); }
};

template <class Owner, class Member, std::size_t N>
constexpr Field<Owner, Member, N> make_field(const char (&name)[N], Member Owner::*pointer) {
    return {camel_case(name), pointer};
}

/// All fields of a described struct, as a tuple of Field.
template <class T>
inline constexpr auto kFields = describe_fields(static_cast<const T*>(nullptr));

/// The C++ name of a described struct or enum.
template <class T>
inline constexpr std::string_view kTypeName = describe_name(static_cast<const T*>(nullptr));

namespace detail {
/// Without room at its end.
template <class E>
inline constexpr auto kEnumText = [] {
    constexpr auto kLong = describe_enumerators(static_cast<const E*>(nullptr));
    std::array<char, kLong.size> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = kLong.text[i];
    return out;
}();
}  // namespace detail

/// Wire names of an enum, with a bar between them.
template <class E>
inline constexpr std::string_view kJoinedNames{detail::kEnumText<E>.data(), detail::kEnumText<E>.size()};

namespace detail {
constexpr std::size_t count_names(std::string_view names) {
    std::size_t out = 0;
    for (; !names.empty(); ++out) take_name(names);
    return out;
}

template <class E>
constexpr auto enum_views() {
    std::array<std::string_view, count_names(kJoinedNames<E>)> out{};
    std::string_view names = kJoinedNames<E>;
    for (std::string_view& each : out) each = take_name(names);
    return out;
}
}  // namespace detail

/// Wire names of an enum, in order of declaration; the enumerators count from 0.
template <class E>
inline constexpr auto kNames = detail::enum_views<E>();

template <class E>
    requires std::is_enum_v<E>
constexpr std::string_view name_of(E value) { return kNames<E>[static_cast<std::size_t>(value)]; }

template <class E>
    requires std::is_enum_v<E>
constexpr std::optional<E> from_name(std::string_view name) {
    for (std::size_t i = 0; i < kNames<E>.size(); ++i)
        if (kNames<E>[i] == name) return static_cast<E>(i);
    return std::nullopt;
}

template <class T>
concept Described = requires {
    describe_fields(static_cast<const T*>(nullptr));
};
template <class T>
concept DescribedEnum = std::is_enum_v<T> && requires {
    describe_enumerators(static_cast<const T*>(nullptr));
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

/// Calls `visit(field)` for each field of T.
template <Described T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    std::apply([&](const auto&... field) { (visit(field), ...); }, kFields<T>);
}

}  // namespace maildoctor

// MAILDOCTOR_EACH(macro, context, a, b, c) -> macro(context, a), macro(context, b), macro(context, c); up to 64 names
#define MAILDOCTOR_PARENS ()
#define MAILDOCTOR_EXPAND(...) MAILDOCTOR_EXPAND3(MAILDOCTOR_EXPAND3(MAILDOCTOR_EXPAND3(MAILDOCTOR_EXPAND3(__VA_ARGS__))))
#define MAILDOCTOR_EXPAND3(...) MAILDOCTOR_EXPAND2(MAILDOCTOR_EXPAND2(MAILDOCTOR_EXPAND2(MAILDOCTOR_EXPAND2(__VA_ARGS__))))
#define MAILDOCTOR_EXPAND2(...) MAILDOCTOR_EXPAND1(MAILDOCTOR_EXPAND1(MAILDOCTOR_EXPAND1(MAILDOCTOR_EXPAND1(__VA_ARGS__))))
#define MAILDOCTOR_EXPAND1(...) __VA_ARGS__
#define MAILDOCTOR_EACH(macro, context, ...) __VA_OPT__(MAILDOCTOR_EXPAND(MAILDOCTOR_EACH_STEP(macro, context, __VA_ARGS__)))
#define MAILDOCTOR_EACH_STEP(macro, context, first, ...) \
    macro(context, first) __VA_OPT__(, MAILDOCTOR_EACH_AGAIN MAILDOCTOR_PARENS(macro, context, __VA_ARGS__))
#define MAILDOCTOR_EACH_AGAIN() MAILDOCTOR_EACH_STEP
#define MAILDOCTOR_FIELD(Type, member) ::maildoctor::make_field(#member, &Type::member)

#define MAILDOCTOR_DESCRIBE(Type, ...)                                                \
    constexpr auto describe_fields(const Type*) {                                     \
        return std::make_tuple(MAILDOCTOR_EACH(MAILDOCTOR_FIELD, Type, __VA_ARGS__)); \
    }                                                                                 \
    [[maybe_unused]] constexpr std::string_view describe_name(const Type*) { return #Type; }

#define MAILDOCTOR_ENUM(Type, ...)                                                                      \
    enum class Type : unsigned char { __VA_ARGS__ };                                                    \
    constexpr auto describe_enumerators(const Type*) { return ::maildoctor::kebab_case(#__VA_ARGS__); } \
    [[maybe_unused]] constexpr std::string_view describe_name(const Type*) { return #Type; }
