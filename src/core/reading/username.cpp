#include "core/reading/username.hpp"

#include <algorithm>

namespace maildoctor {

namespace {

UsernameKind kind_of(UsernameForm form, const AddressReading& address, const std::string& cleaned, const std::string& right) {
    switch (form) {
        case UsernameForm::full_address:
            if (!is_address(cleaned)) return UsernameKind::not_full_address;
            break;
        case UsernameForm::local_part:
            if (cleaned.find('@') != std::string::npos) return UsernameKind::full_address;
            break;
        case UsernameForm::other: return UsernameKind::good;
    }
    return address.usable.empty() || same_text(cleaned, right) ? UsernameKind::good : UsernameKind::differs_from_address;
}

}  // namespace

UsernameReading read_username(const Profile& profile, const AddressReading& address, std::string_view typed) {
    UsernameReading out;
    const TextReading text = read_text(typed);
    if (text.cleaned.empty() && text.hidden.empty()) return out;
    const bool whole = profile.username.form != UsernameForm::local_part;
    out.right = whole ? address.usable : address.local;
    if (out.right.empty()) {
        const std::string meant = address_in(text.cleaned);
        out.right = whole ? meant : meant.substr(0, meant.rfind('@'));
    }
    if (!text.hidden.empty() || !text.look_alike.empty()) {
        // Only the characters are known to be wrong: the rest of what was typed stays, unless it is wrong as well.
        out.kind = !text.hidden.empty() ? UsernameKind::hidden_characters : UsernameKind::look_alike_characters;
        const bool also_wrong =
            text.cleaned.empty() || kind_of(profile.username.form, address, text.cleaned, out.right) != UsernameKind::good;
        if ((!also_wrong || out.right.empty()) && text.cleaned.size() <= kLongestSetting) out.right = text.cleaned;
        return out;
    }
    out.kind = kind_of(profile.username.form, address, text.cleaned, out.right);
    return out;
}

}  // namespace maildoctor
