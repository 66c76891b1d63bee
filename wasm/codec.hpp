// The field lists as tables of addresses and offsets, read by one walker for JSON text: what core/codec.hpp does with a function
// per type and value kind, in far fewer bytes. Both refuse the same values; of several problems they may name another first.
#pragma once

#include "core/codec.hpp"

namespace maildoctor::wasm {

enum class Shape : unsigned char { boolean, number, text, argument, enumeration, optional, list, map, structure };

struct Table;

/// One member of a struct: where its address is, from the address of the struct.
struct MemberRow {
    const Table* table;
    void* (*address)(void* owner);
};

/// A type, without its type. Functions that a shape has no use for are null.
struct Table {
    Shape shape;
    const Table* inner = nullptr;                                     ///< of an optional, list or map
    std::string_view names{};                                         ///< of an enumeration or structure, with bars between
    const MemberRow* members = nullptr;                               ///< of a structure
    void (*renew)(void* container, std::size_t size) = nullptr;       ///< optional, list: with so many new items
    std::size_t (*size)(const void* container) = nullptr;             ///< optional, list
    void* (*item)(void* container, std::size_t) = nullptr;            ///< optional, list
    void (*clear)(void* container) = nullptr;                         ///< map
    void* (*at)(void* container, const std::string& name) = nullptr;  ///< map
    void (*each)(
        const void* container, void* to, void (*visit)(void* to, const std::string& name, const void* item)) = nullptr;  ///< map
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
constexpr Table list_table() {
    Table out{Shape::list, &kTable<typename List::value_type>};
    out.renew = [](void* list, std::size_t size) { *static_cast<List*>(list) = List(size); };
    out.size = [](const void* list) { return static_cast<const List*>(list)->size(); };
    out.item = [](void* list, std::size_t i) -> void* { return &(*static_cast<List*>(list))[i]; };
    return out;
}

template <class Optional>
constexpr Table optional_table() {
    Table out{Shape::optional, &kTable<typename Optional::value_type>};
    out.renew = [](void* optional, std::size_t) { static_cast<Optional*>(optional)->emplace(); };
    out.size = [](const void* optional) { return std::size_t{static_cast<const Optional*>(optional)->has_value()}; };
    out.item = [](void* optional, std::size_t) -> void* { return &**static_cast<Optional*>(optional); };
    return out;
}

template <class Map>
constexpr Table map_table() {
    Table out{Shape::map, &kTable<typename Map::mapped_type>};
    out.clear = [](void* map) { static_cast<Map*>(map)->clear(); };
    out.at = [](void* map, const std::string& name) -> void* { return &(*static_cast<Map*>(map))[name]; };
    out.each = [](const void* map, void* to, void (*visit)(void*, const std::string&, const void*)) {
        for (const auto& [name, item] : *static_cast<const Map*>(map)) visit(to, name, &item);
    };
    return out;
}

}  // namespace detail

template <class T>
constexpr Table make_table() {
    if constexpr (std::is_same_v<T, bool>) {
        return {Shape::boolean};
    } else if constexpr (std::is_same_v<T, double>) {
        return {Shape::number};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return {Shape::text};
    } else if constexpr (std::is_same_v<T, std::variant<std::string, double>>) {
        return {Shape::argument};
    } else if constexpr (DescribedEnum<T>) {
        static_assert(sizeof(T) == 1);
        return {Shape::enumeration, nullptr, kJoinedNames<T>};
    } else if constexpr (IsOptional<T>::value) {
        return detail::optional_table<T>();
    } else if constexpr (IsVector<T>::value) {
        return detail::list_table<T>();
    } else if constexpr (IsMap<T>::value) {
        return detail::map_table<T>();
    } else {
        static_assert(Described<T>);
        return {
            Shape::structure, nullptr, {detail::kMemberText<T>.data(), detail::kMemberText<T>.size()}, detail::kRows<T>.data()};
    }
}

/// Reads values, a line each, as JSON.stringify writes them: without spaces, and with numbers for characters below U+0020 only.
/// Of what anybody else wrote it makes some value or a problem.
class Decoder {
public:
    /// `text` ends with a zero. Both must outlive the decoder.
    Decoder(const char* text, Problem& problem) : at_(text), problem_(problem) {}

    /// The next value. On failure writes the problem and returns false. Members that the struct does not have are refused.
    template <class T>
    bool read(T& out) {
        skip('\n');
        return read(kTable<T>, &out);
    }

private:
    bool read(const Table& table, void* out);
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
    bool below(const std::string& step);

    const char* at_;
    Problem& problem_;
};

/// Adds the JSON of what `table` describes.
void write_value(const Table& table, const void* value, std::string& out);

template <class T>
std::string write(const T& value) {
    std::string out;
    write_value(kTable<T>, &value, out);
    return out;
}

}  // namespace maildoctor::wasm
