// Nothing, in the place of libembind: a list of dozens of types, with JavaScript for each. What crosses here (`bind` in utf8.hpp)
// needs none.
