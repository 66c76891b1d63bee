// Writing XML: the only place where text becomes markup.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maildoctor::setup {

/// `text` as it may stand between tags and in a quoted attribute of XML 1.0 in UTF-8. Characters that XML cannot hold, and
/// bytes that are not UTF-8, become U+FFFD; line breaks and tabs survive attribute normalisation.
std::string escaped(std::string_view text);

/// An indented document. Names of elements and attributes are ours, and are not escaped.
class XmlWriter {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// `prolog` follows the XML declaration, such as a DOCTYPE.
    explicit XmlWriter(std::string_view prolog = {});

    void begin(std::string_view name, Attributes attributes = {});
    void end();
    void text(std::string_view name, std::string_view content);
    void empty(std::string_view name, Attributes attributes = {});

    /// Ends what is open.
    std::string finish();

private:
    void tag(std::string_view name, Attributes attributes, std::string_view close);

    std::string out_;
    std::vector<std::string> open_;
};

}  // namespace maildoctor::setup
