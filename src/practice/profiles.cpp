#include "practice/profiles.hpp"

#include <algorithm>

namespace maildoctor::practice {

Profile whole_ward(Profile base, const std::vector<Service>& services) {
    const Source source = base.username.source;
    base.services = services;
    for (Service& service : base.services) service.source = source;
    return base;
}

Profile one_patient(Profile base, const std::vector<Service>& services, std::string_view id) {
    base = whole_ward(std::move(base), services);
    const Direction direction = direction_of(find_service(base, id)->protocol);
    std::erase_if(base.services, [&](const Service& service) {
        return service.id != id && (direction_of(service.protocol) == direction || service.standing != Standing::recommended);
    });
    for (Service& service : base.services) service.standing = Standing::recommended;
    return base;
}

}  // namespace maildoctor::practice
