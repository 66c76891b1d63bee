// Every described type as plain data, in the order of first use, so that the writers need no templates.
#pragma once

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "core/describe.hpp"

namespace maildoctor::generate {

enum class Kind : unsigned char { text, number, boolean, argument, enumeration, structure, list, map, optional };

/// A use of a type. `name` is set for enumerations and structures; `inner` has one item for lists, maps and optionals.
struct Use {
    Kind kind{};
    std::string name;
    std::vector<Use> inner;
};

struct Member {
    std::string name;      ///< wire name
    std::string cpp_name;  ///< as in the header, to find its comment
    Use use;
};

/// A described enum (`names`) or struct (`members`); `tag` is the value of `type` where it is a message of the wire.
struct Type {
    std::string name;
    std::string cpp_name;
    std::string tag;
    bool is_enum = false;
    std::vector<std::string> names;
    std::vector<Member> members;
};

/// A variant of messages, told apart by `type`.
struct Union {
    std::string name;
    std::vector<std::string> types;
};

class Catalog {
public:
    /// Adds T and everything it uses; adding twice is the same as once.
    template <class T>
    Use add();

    template <class T>
    void add_union(std::string name);

    [[nodiscard]] const Type& at(std::string_view name) const;
    [[nodiscard]] const std::vector<Type>& types() const { return types_; }
    [[nodiscard]] const std::vector<Union>& unions() const { return unions_; }

    /// The names of all types that `root` (a type or a union) is made of, itself included, in the order of `types()`.
    [[nodiscard]] std::vector<std::string> reachable(std::string_view root) const;

private:
    [[nodiscard]] bool has(std::string_view name) const {
        return std::any_of(types_.begin(), types_.end(), [&](const Type& type) { return type.name == name; });
    }

    std::vector<Type> types_;
    std::vector<Union> unions_;
};

/// `ownHost` -> `own_host`.
std::string snake_case(std::string_view wire);

template <class T>
Use Catalog::add() {
    if constexpr (std::is_same_v<T, bool>) {
        return {Kind::boolean, {}, {}};
    } else if constexpr (std::is_same_v<T, double>) {
        return {Kind::number, {}, {}};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return {Kind::text, {}, {}};
    } else if constexpr (std::is_same_v<T, std::variant<std::string, double>>) {
        return {Kind::argument, {}, {}};
    } else if constexpr (IsOptional<T>::value) {
        return {Kind::optional, {}, {add<typename T::value_type>()}};
    } else if constexpr (IsVector<T>::value) {
        return {Kind::list, {}, {add<typename T::value_type>()}};
    } else if constexpr (IsMap<T>::value) {
        return {Kind::map, {}, {add<typename T::mapped_type>()}};
    } else if constexpr (DescribedEnum<T>) {
        Type type;
        type.name = type.cpp_name = kTypeName<T>;
        type.is_enum = true;
        for (std::string_view name : kNames<T>) type.names.emplace_back(name);
        if (!has(type.name)) types_.push_back(type);
        return {Kind::enumeration, type.name, {}};
    } else {
        static_assert(Described<T>);
        Type type;
        type.name = type.cpp_name = kTypeName<T>;
        if constexpr (requires { T::kType; }) type.tag = T::kType;
        if (type.name == "Error") type.name = "BridgeError";  // `Error` alone would hide JavaScript's own
        for_each_field<T>([&](const auto& field) {
            using MemberType = typename std::decay_t<decltype(field)>::Member;
            type.members.push_back({std::string(field.name()), snake_case(field.name()), add<MemberType>()});
        });
        const Use use{Kind::structure, type.name, {}};
        if (!has(type.name)) types_.push_back(std::move(type));
        return use;
    }
}

namespace detail {
template <class>
struct Alternatives;
template <class... Each>
struct Alternatives<std::variant<Each...>> {
    static std::vector<std::string> add_to(Catalog& catalog) { return {catalog.add<Each>().name...}; }
};
}  // namespace detail

template <class T>
void Catalog::add_union(std::string name) {
    auto types = detail::Alternatives<T>::add_to(*this);
    unions_.push_back({std::move(name), std::move(types)});
}

}  // namespace maildoctor::generate
