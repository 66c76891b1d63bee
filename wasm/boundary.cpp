#include "boundary.hpp"

namespace maildoctor::wasm {

namespace {
std::string lines;
std::string kept;
}  // namespace

[[clang::export_name("input")]] char* input(std::size_t size) {
    lines.assign(size, '\n');
    return lines.data();
}

const std::string& asked() { return lines; }

const char* answer(std::string text) {
    kept = std::move(text);
    return kept.c_str();
}

const char* refusal(const Problem& problem, const std::string& root) {
    const bool plain = problem.path.empty() || problem.path.front() == '[';
    return answer("{\"error\":" + write(Problem{root + (plain ? "" : ".") + problem.path, problem.expected}) + "}");
}

}  // namespace maildoctor::wasm
