// Any described struct from the fuzzer's bytes, over the field lists.
#pragma once

#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/describe.hpp"

namespace maildoctor::fuzz {

/// Ends the run with the name of the invariant that does not hold.
inline void must(bool holds, const char* invariant) {
    if (holds) return;
    std::fprintf(stderr, "invariant broken: %s\n", invariant);
    std::abort();
}

/// Texts that the code under test knows: without them a fuzzer seldom gets past the first comparison.
using Words = std::vector<std::string>;

template <class T>
T arbitrary(FuzzedDataProvider& bytes, const Words& words) {
    if constexpr (std::is_same_v<T, bool>) {
        return bytes.ConsumeBool();
    } else if constexpr (std::is_same_v<T, double>) {
        return bytes.ConsumeIntegralInRange<int>(-2, 100000);
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (bytes.ConsumeBool()) return {};
        if (bytes.ConsumeBool()) return bytes.ConsumeRandomLengthString(80);
        return words[bytes.ConsumeIntegralInRange<std::size_t>(0, words.size() - 1)];
    } else if constexpr (DescribedEnum<T>) {
        return static_cast<T>(bytes.ConsumeIntegralInRange<std::size_t>(0, kNames<T>.size() - 1));
    } else if constexpr (IsOptional<T>::value) {
        if (!bytes.ConsumeBool()) return std::nullopt;
        return arbitrary<typename T::value_type>(bytes, words);
    } else if constexpr (IsVector<T>::value) {
        T out(bytes.ConsumeIntegralInRange<std::size_t>(0, 3));
        for (auto& each : out) each = arbitrary<typename T::value_type>(bytes, words);
        return out;
    } else if constexpr (IsMap<T>::value) {
        T out;
        for (auto count = bytes.ConsumeIntegralInRange<int>(0, 6); count > 0; --count) {
            const auto name = arbitrary<std::string>(bytes, words);
            out[name] = arbitrary<typename T::mapped_type>(bytes, words);
        }
        return out;
    } else {
        T out;
        for_each_field<T>([&](const auto& field) {
            auto& member = out.*(field.pointer);
            member = arbitrary<std::decay_t<decltype(member)>>(bytes, words);
        });
        return out;
    }
}

/// Member by member, over the field lists.
template <class T>
bool equal(const T& left, const T& right) {
    if constexpr (IsOptional<T>::value) {
        return left.has_value() == right.has_value() && (!left || equal(*left, *right));
    } else if constexpr (IsVector<T>::value) {
        return std::ranges::equal(left, right, [](const auto& a, const auto& b) { return equal(a, b); });
    } else if constexpr (IsMap<T>::value) {
        return std::ranges::equal(
            left, right, [](const auto& a, const auto& b) { return a.first == b.first && equal(a.second, b.second); });
    } else if constexpr (Described<T> && !DescribedEnum<T>) {
        bool same = true;
        for_each_field<T>([&](const auto& field) { same = same && equal(left.*(field.pointer), right.*(field.pointer)); });
        return same;
    } else {
        return left == right;
    }
}

}  // namespace maildoctor::fuzz
