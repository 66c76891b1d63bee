// Text does not become markup.
#include <gtest/gtest.h>

#include "core/setup/xml.hpp"

namespace maildoctor::setup {
namespace {

TEST(Escaping, markup_and_quotes_become_references) {
    EXPECT_EQ(escaped("a&b<c>d\"e'f"), "a&amp;b&lt;c&gt;d&quot;e&#39;f");
    EXPECT_EQ(escaped("]]><!--<?x?>"), "]]&gt;&lt;!--&lt;?x?&gt;");
}

TEST(Escaping, other_characters_stay) { EXPECT_EQ(escaped("Övningsposten 😀 日本"), "Övningsposten 😀 日本"); }

TEST(Escaping, line_breaks_and_tabs_survive_as_references) { EXPECT_EQ(escaped("a\r\n\tb"), "a&#13;&#10;&#9;b"); }

TEST(Escaping, what_xml_cannot_hold_is_replaced) {
    using namespace std::string_view_literals;
    const std::string_view forbidden[] = {"\0"sv, "\x01"sv, "\x1B"sv, "\xEF\xBF\xBE"sv, "\xEF\xBF\xBF"sv};
    for (const auto text : forbidden) EXPECT_EQ(escaped(text), "\xEF\xBF\xBD") << text;
}

TEST(Escaping, bytes_that_are_no_utf8_are_replaced_and_hide_nothing) {
    EXPECT_EQ(escaped("\xC0<"), "\xEF\xBF\xBD&lt;");
    EXPECT_EQ(escaped("\xE2\x82<"), "\xEF\xBF\xBD\xEF\xBF\xBD&lt;");
    EXPECT_EQ(escaped("\xF0\x9F\x98"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(escaped("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a lone surrogate
}

TEST(XmlWriter, ends_what_is_open) {
    XmlWriter xml;
    xml.begin("a", {{"k", "\"<"}});
    xml.begin("b");
    xml.text("c", "<");
    xml.empty("d");
    EXPECT_EQ(xml.finish(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a k=\"&quot;&lt;\">\n  <b>\n    <c>&lt;</c>\n    <d/>\n  </b>\n</a>\n");
}

}  // namespace
}  // namespace maildoctor::setup
