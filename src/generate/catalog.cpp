#include "generate/catalog.hpp"

#include <cctype>
#include <set>

namespace maildoctor::generate {

std::string snake_case(std::string_view wire) {
    std::string out;
    for (char c : wire) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isupper(byte) != 0) out += '_';
        out += static_cast<char>(std::tolower(byte));
    }
    return out;
}

const Type& Catalog::at(std::string_view name) const {
    return *std::find_if(types_.begin(), types_.end(), [&](const Type& type) { return type.name == name; });
}

namespace {
void visit(const Catalog& catalog, const std::string& name, std::set<std::string>& seen);

void visit(const Catalog& catalog, const Use& use, std::set<std::string>& seen) {
    if (!use.name.empty()) visit(catalog, use.name, seen);
    for (const Use& inner : use.inner) visit(catalog, inner, seen);
}

void visit(const Catalog& catalog, const std::string& name, std::set<std::string>& seen) {
    if (!seen.insert(name).second) return;
    for (const Member& member : catalog.at(name).members) visit(catalog, member.use, seen);
}
}  // namespace

std::vector<std::string> Catalog::reachable(std::string_view root) const {
    std::set<std::string> seen;
    for (const Union& each : unions_)
        if (each.name == root)
            for (const std::string& name : each.types) visit(*this, name, seen);
    if (seen.empty()) visit(*this, std::string(root), seen);
    std::vector<std::string> out;
    for (const Type& type : types_)
        if (seen.count(type.name) != 0) out.push_back(type.name);
    return out;
}

}  // namespace maildoctor::generate
