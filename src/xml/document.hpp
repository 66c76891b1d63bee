// Reading XML from anybody: one small document at a time, by Expat, without a DOCTYPE. So there are no entities to expand and
// none to fetch.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maildoctor::xml {

inline constexpr std::size_t kLargestDocument = 1024UL * 1024;  ///< bytes
inline constexpr std::size_t kDeepest = 32;                     ///< elements within each other

/// Something about a document, and the line that it is about, from 1; 0: about no line.
struct Remark {
    std::size_t line = 0;
    std::string text;
};

struct Element {
    std::string name;      ///< with its prefix, if it has one
    std::size_t line = 0;  ///< where it begins
    std::map<std::string, std::string> attributes;
    std::string text;  ///< of its own, UTF-8, without blanks around it
    std::vector<Element> children;

    /// The first child of this name, or null.
    [[nodiscard]] const Element* child(std::string_view wanted) const;
    [[nodiscard]] std::vector<const Element*> all(std::string_view wanted) const;
    /// Empty where there is none.
    [[nodiscard]] std::string text_of(std::string_view wanted) const;
    [[nodiscard]] std::string attribute(const std::string& wanted) const;
};

/// Reads `text` into `root`. Refuses, with line and reason, what is no well-formed XML 1.0 in UTF-8, UTF-16, ISO-8859-1 or
/// US-ASCII, what is larger or deeper than it may be, and any DOCTYPE.
std::optional<Remark> read(std::string_view text, Element& root);

}  // namespace maildoctor::xml
