// XML from anybody is read, or refused with line and reason; nothing is expanded and nothing is fetched.
#include <gmock/gmock.h>

#include "xml/document.hpp"

namespace maildoctor::xml {
namespace {

using testing::HasSubstr;

std::optional<Remark> refusal_of(std::string_view text) {
    Element root;
    auto out = read(text, root);
    if (out) {
        EXPECT_TRUE(root.name.empty() && root.children.empty());
    }
    return out;
}

TEST(XmlReader, reads_elements_with_their_lines) {
    Element root;
    ASSERT_FALSE(read("<?xml version='1.0'?>\n<a k='v&amp;'>\n  <b> x &lt;<!-- no -->y </b><b/>\n</a>", root));
    EXPECT_EQ(root.name, "a");
    EXPECT_EQ(root.line, 2U);
    EXPECT_EQ(root.attribute("k"), "v&");
    EXPECT_EQ(root.attribute("absent"), "");
    EXPECT_EQ(root.text_of("b"), "x <y");
    EXPECT_EQ(root.all("b").size(), 2U);
    EXPECT_EQ(root.child("b")->line, 3U);
    EXPECT_EQ(root.child("c"), nullptr);
}

TEST(XmlReader, knows_the_encodings_of_the_standard) {
    Element root;
    ASSERT_FALSE(read("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE5</a>", root));
    EXPECT_EQ(root.text, "å");
    using namespace std::string_view_literals;
    ASSERT_FALSE(read("\xFF\xFE<\0a\0>\0\xE5\0<\0/\0a\0>\0"sv, root));
    EXPECT_EQ(root.text, "å");
    EXPECT_THAT(refusal_of("<?xml version='1.0' encoding='klingon'?><a/>")->text, HasSubstr("encoding"));
}

TEST(XmlReader, refuses_broken_bytes) {
    EXPECT_EQ(refusal_of("<a>\n\xE5</a>")->line, 2U);
    EXPECT_TRUE(refusal_of("<a>\xED\xA0\x80</a>"));
    EXPECT_TRUE(refusal_of(std::string_view("<a>\0</a>", 8)));
    EXPECT_TRUE(refusal_of("\xFE\xFF<a/>"));
}

TEST(XmlReader, refuses_entities_in_every_form) {
    const char* bomb =
        "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;'>]>\n<a>&y;</a>";
    EXPECT_THAT(refusal_of(bomb)->text, HasSubstr("DOCTYPE"));
    EXPECT_EQ(refusal_of(bomb)->line, 2U);
    EXPECT_THAT(refusal_of("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")->text, HasSubstr("DOCTYPE"));
    EXPECT_THAT(refusal_of("<!DOCTYPE a SYSTEM 'http://192.0.2.1/a.dtd'><a/>")->text, HasSubstr("DOCTYPE"));
    EXPECT_THAT(refusal_of("<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://192.0.2.1/'> %x;]><a/>")->text, HasSubstr("DOCTYPE"));
    EXPECT_THAT(refusal_of("<a>&x;</a>")->text, HasSubstr("entity"));
}

TEST(XmlReader, refuses_what_is_too_large_or_too_deep) {
    EXPECT_THAT(refusal_of("<a>" + std::string(10'000'000, 'x') + "</a>")->text, HasSubstr("1 MB"));
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    EXPECT_THAT(refusal_of(deep)->text, HasSubstr("too deep"));
    std::string wide = "<a>";
    while (wide.size() < 1'000'000) wide += "<b/>";
    Element root;
    EXPECT_FALSE(read(wide + "</a>", root));
    EXPECT_GT(root.children.size(), 200'000U);
}

TEST(XmlReader, refuses_what_is_not_well_formed_with_its_line) {
    for (const char* text : {"", " ", "<a", "<a>\n", "<a></b>", "<a/><a/>", "text", "<a k='1' k='2'/>", "<a k=1/>", "<a>]]></a>"})
        EXPECT_TRUE(refusal_of(text)) << text;
    EXPECT_EQ(refusal_of("<a>\n<b>\n</a>")->line, 3U);
}

}  // namespace
}  // namespace maildoctor::xml
