// nlohmann::json behind the field lists. Native only: the page reads by tables (wasm/codec.hpp).
#pragma once

#include <nlohmann/json.hpp>

#include "core/codec.hpp"

namespace maildoctor::json {

using Json = nlohmann::ordered_json;

/// Adapts one nlohmann value for `decode`; a null pointer stands for a missing member.
class Reader {
public:
    explicit Reader(const Json& value) : value_(&value) {}

    [[nodiscard]] ValueKind kind() const {
        if (value_ == nullptr) return ValueKind::missing;
        if (value_->is_null()) return ValueKind::null;
        if (value_->is_boolean()) return ValueKind::boolean;
        if (value_->is_number()) return ValueKind::number;
        if (value_->is_string()) return ValueKind::string;
        return value_->is_array() ? ValueKind::array : ValueKind::object;
    }
    [[nodiscard]] bool boolean() const { return value_->get<bool>(); }
    [[nodiscard]] double number() const { return value_->get<double>(); }
    [[nodiscard]] std::string string() const { return value_->get<std::string>(); }
    [[nodiscard]] std::size_t size() const { return value_->size(); }
    [[nodiscard]] Reader at(std::size_t index) const { return Reader((*value_)[index]); }
    [[nodiscard]] Reader member(std::string_view name) const {
        const auto found = value_->find(std::string(name));
        return found == value_->end() ? Reader() : Reader(*found);
    }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& item : value_->items()) out.push_back(item.key());
        return out;
    }

private:
    Reader() = default;
    const Json* value_ = nullptr;
};

struct Writer {
    using Value = Json;
    static Value boolean(bool value) { return value; }
    static Value number(double value) {
        // Whole numbers are written without a fraction, as JavaScript does.
        if (value == static_cast<double>(static_cast<long long>(value))) return static_cast<long long>(value);
        return value;
    }
    static Value string(std::string_view value) { return std::string(value); }
    static Value array() { return Json::array(); }
    static Value object() { return Json::object(); }
    static void push(Value& array, Value value) { array.push_back(std::move(value)); }
    static void set(Value& object, std::string_view name, Value value) { object[std::string(name)] = std::move(value); }
};

/// Writes compact text at once; a tree of values would be built only to be printed. Each value is whole JSON, so that what
/// comes into it goes before its last bracket.
struct TextWriter {
    using Value = std::string;
    static Value boolean(bool value) { return value ? "true" : "false"; }
    static Value number(double value);
    static Value string(std::string_view value);
    static Value array() { return "[]"; }
    static Value object() { return "{}"; }
    static void push(Value& array, std::string_view value) { insert(array, "", value); }
    /// `name` is a member's, or anything else that was decoded.
    static void set(Value& object, std::string_view name, std::string_view value) { insert(object, string(name) + ":", value); }

private:
    static void insert(Value& into, std::string_view before, std::string_view value) {
        const char bracket = into.back();
        into.pop_back();
        if (into.size() > 1) into += ',';
        into.append(before).append(value) += bracket;
    }
};

/// Parses `text` into `out`. A text that is not JSON is a Problem at an empty path, with line and column in `expected`.
template <class T>
std::optional<Problem> parse(std::string_view text, T& out, UnknownMembers unknown);

std::optional<Problem> parse_json(std::string_view text, Json& out);

template <class T>
std::optional<Problem> parse(std::string_view text, T& out, UnknownMembers unknown) {
    Json value;
    if (auto problem = parse_json(text, value)) return problem;
    return decode(Reader(value), out, unknown);
}

/// Compact JSON; bytes that are not UTF-8 are written as U+FFFD.
template <class T>
std::string dump(const T& value) {
    return encode<TextWriter>(value);
}

/// The same, to be read by people.
template <class T>
std::string dump(const T& value, int indent) {
    return encode<Writer>(value).dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace maildoctor::json
