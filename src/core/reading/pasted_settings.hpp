// A whole block of settings, as copied from a program, a letter or a web page, split into the fields.
#pragma once

#include "core/model/settings.hpp"

namespace maildoctor {

struct PastedSettings {
    Settings settings;
    bool removed = false;  ///< a password was taken out first; the person is told
    double count = 0;      ///< how many fields were found
};
MAILDOCTOR_DESCRIBE(PastedSettings, settings, removed, count)

/// English and Swedish labels; one or many lines, tabs, bullets, `host:port`. Of several values for one field the first
/// counts; a user name without a direction is that of both. Values are as typed. Total for any bytes, linear.
PastedSettings settings_in(std::string_view text);

}  // namespace maildoctor
