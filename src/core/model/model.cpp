#include <algorithm>

#include "core/model/profile.hpp"
#include "core/model/settings.hpp"

namespace maildoctor {

std::string field_path(Direction direction, std::string_view name) {
    return std::string(name_of(direction)) + "." + std::string(name);
}

const std::vector<std::string>& settings_fields() {
    static const std::vector<std::string> fields = [] {
        std::vector<std::string> out{"address"};
        for (Direction direction : {Direction::incoming, Direction::outgoing})
            for_each_field<ServerSettings>([&](const auto& field) { out.push_back(field_path(direction, field.name())); });
        return out;
    }();
    return fields;
}

Direction direction_of(ServiceProtocol protocol) {
    return protocol == ServiceProtocol::smtp ? Direction::outgoing : Direction::incoming;
}

namespace {
template <class List, class Test>
auto find_in(const List& list, Test test) -> const typename List::value_type* {
    const auto found = std::find_if(list.begin(), list.end(), test);
    return found == list.end() ? nullptr : &*found;
}
}  // namespace

const Service* recommended(const AskedProfile& profile, Direction direction) {
    return find_in(profile.services, [&](const Service& service) {
        return service.standing == Standing::recommended && service.protocol != ServiceProtocol::https &&
            direction_of(service.protocol) == direction;
    });
}

const Service* find_service(const AskedProfile& profile, std::string_view id) {
    return find_in(profile.services, [&](const Service& service) { return service.id == id; });
}

const Limit* find_limit(const AskedProfile& profile, LimitScope scope) {
    return find_in(profile.limits, [&](const Limit& limit) { return limit.scope == scope; });
}

}  // namespace maildoctor
