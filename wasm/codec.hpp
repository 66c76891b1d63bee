// The field lists as tables of addresses and offsets, read by one walker for JSON text: what core/codec.hpp does with a function
// per type and value kind, in far fewer bytes. Both refuse the same values; of several problems they may name another first.
#pragma once

#include <memory>

#include "core/codec.hpp"

namespace maildoctor::wasm {

enum class Shape : unsigned char { boolean, number, text, argument, enumeration, optional, list, map, structure };

struct Table;

/// One member of a struct: where its address is, from the address of the struct.
struct MemberRow {
    const Table* table;
    void* (*address)(void* owner);
};

/// Of a list or an optional.
struct Items {
    void (*renew)(void* container, std::size_t size);  ///< with so many new items
    std::size_t (*size)(const void* container);
    void* (*item)(void* container, std::size_t);
};

/// Of a map.
struct Entries {
    void (*clear)(void* map);
    void* (*at)(void* map, const std::string& name);
    void (*each)(const void* map, void* to, void (*visit)(void* to, const std::string& name, const void* item));
};

/// Of an enumeration, which has no members, or a structure.
struct Named {
    std::string_view names{};  ///< with bars between
    const MemberRow* members = nullptr;
};

/// A type, without its type.
struct Table {
    constexpr explicit Table(Shape a_shape, Named its = {}) : shape(a_shape), named(its) {}
    constexpr Table(Shape a_shape, const Table& of, Items its) : shape(a_shape), inner(&of), items(its) {}
    constexpr Table(const Table& of, Entries its) : shape(Shape::map), inner(&of), entries(its) {}

    Shape shape;
    const Table* inner = nullptr;  ///< of what a list, an optional or a map holds
    union {
        Named named;
        Items items;
        Entries entries;
    };
};

template <class T>
constexpr Table make_table();

template <class T>
inline constexpr Table kTable = make_table<T>();

namespace detail {

template <class T, std::size_t Index>
void* address_of_member(void* owner) {
    return &(static_cast<T*>(owner)->*(std::get<Index>(kFields<T>).pointer));
}

template <class T, std::size_t... Index>
constexpr auto make_rows(std::index_sequence<Index...>) {
    return std::array<MemberRow, sizeof...(Index)>{
        MemberRow{&kTable<typename std::decay_t<decltype(std::get<Index>(kFields<T>))>::Member>, address_of_member<T, Index>}...};
}

template <class T>
inline constexpr auto kRows = make_rows<T>(std::make_index_sequence<std::tuple_size_v<std::decay_t<decltype(kFields<T>)>>>());

template <class T>
inline constexpr auto kMemberText = [] {
    constexpr std::size_t kSize = [] {
        std::size_t out = 0;
        for_each_field<T>([&](const auto& field) { out += field.name().size() + 1; });
        return out - 1;
    }();
    std::array<char, kSize> out{};
    std::size_t at = 0;
    for_each_field<T>([&](const auto& field) {
        if (at != 0) out[at++] = '|';
        for (const char c : field.name()) out[at++] = c;
    });
    return out;
}();

template <class List>
constexpr Items items_of_list() {
    return {[](void* list, std::size_t size) {
                std::destroy_at(static_cast<List*>(list));  // shorter than to assign
                std::construct_at(static_cast<List*>(list), size);
            },
        [](const void* list) { return static_cast<const List*>(list)->size(); },
        [](void* list, std::size_t i) -> void* { return &(*static_cast<List*>(list))[i]; }};
}

template <class Optional>
constexpr Items items_of_optional() {
    return {[](void* optional, std::size_t) { static_cast<Optional*>(optional)->emplace(); },
        [](const void* optional) { return std::size_t{static_cast<const Optional*>(optional)->has_value()}; },
        [](void* optional, std::size_t) -> void* { return &**static_cast<Optional*>(optional); }};
}

template <class Map>
constexpr Entries entries_of() {
    return {[](void* map) { static_cast<Map*>(map)->clear(); },
        [](void* map, const std::string& name) -> void* { return &(*static_cast<Map*>(map))[name]; },
        [](const void* map, void* to, void (*visit)(void*, const std::string&, const void*)) {
            for (const auto& [name, item] : *static_cast<const Map*>(map)) visit(to, name, &item);
        }};
}

}  // namespace detail

template <class T>
constexpr Table make_table() {
    if constexpr (std::is_same_v<T, bool>) {
        return Table(Shape::boolean);
    } else if constexpr (std::is_same_v<T, double>) {
        return Table(Shape::number);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return Table(Shape::text);
    } else if constexpr (std::is_same_v<T, std::variant<std::string, double>>) {
        return Table(Shape::argument);
    } else if constexpr (DescribedEnum<T>) {
        static_assert(sizeof(T) == 1);
        return Table(Shape::enumeration, {kJoinedNames<T>});
    } else if constexpr (IsOptional<T>::value) {
        return {Shape::optional, kTable<typename T::value_type>, detail::items_of_optional<T>()};
    } else if constexpr (IsVector<T>::value) {
        return {Shape::list, kTable<typename T::value_type>, detail::items_of_list<T>()};
    } else if constexpr (IsMap<T>::value) {
        return {kTable<typename T::mapped_type>, detail::entries_of<T>()};
    } else {
        static_assert(Described<T>);
        constexpr auto& kText = detail::kMemberText<T>;
        return Table(Shape::structure, {std::string_view(kText.data(), kText.size()), detail::kRows<T>.data()});
    }
}

/// The JSON of what `table` describes.
std::string write_value(const Table& table, const void* value);

template <class T>
std::string write(const T& value) {
    return write_value(kTable<T>, &value);
}

/// What a page gets instead of a value; `root` begins the path.
std::string refusal(const Problem& problem, std::string_view root);

/// Reads the JSON text of what `table` describes; what is wrong with it is a refusal, and nothing is none.
std::string read_value(const std::string& text, std::string_view root, const Table& table, void* out);

template <class T>
std::string read(const std::string& text, std::string_view root, T& out) {
    return read_value(text, root, kTable<T>, &out);
}

/// What is asked about again and again.
template <class T>
using Taken = std::unique_ptr<const T>;

/// Reads it; one that is refused leaves the last one. An answer for the page.
template <class T>
std::string take(const std::string& text, std::string_view root, Taken<T>& kept) {
    auto value = std::make_unique<T>();
    if (auto refused = read(text, root, *value); !refused.empty()) return refused;
    kept = std::move(value);
    return "{}";
}

}  // namespace maildoctor::wasm
