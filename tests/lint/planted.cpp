// One planted error per check of .clang-tidy; tests/lint/check.sh proves that each is found. Never compiled.
// After a comment `// expect: <check>` comes the line that must be reported.
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "planted.hpp"

namespace planted {

// expect: misc-unused-using-decls
using std::weak_ptr;

void take(std::string text);

void infinite_loop(int limit) {
    int i = 0;
    // expect: bugprone-infinite-loop
    while (i < limit) {
    }
}

std::string string_constructor() {
    // expect: bugprone-string-constructor
    return std::string('x', 5);
}

bool string_compare(const char* a, const char* b) {
    // expect: bugprone-suspicious-string-compare
    if (strcmp(a, b)) return true;
    return false;
}

struct SelfAssigned {
    // expect: bugprone-unhandled-self-assignment
    SelfAssigned& operator=(const SelfAssigned& other) {
        delete text;
        text = new int(*other.text);
        return *this;
    }
    int* text = nullptr;
};

void unused_return(std::vector<int>& list, std::unique_ptr<int>& pointer) {
    // expect: bugprone-unused-return-value
    pointer.release();
    list.clear();
}

std::size_t use_after_move(std::string text) {
    take(std::move(text));
    // expect: bugprone-use-after-move
    return text.size();
}

int null_dereference() {
    int* pointer = nullptr;
    // expect: clang-analyzer-core.NullDereference
    return *pointer;
}

int deleted_twice() {
    auto* number = new int(1);
    delete number;
    // expect: clang-analyzer-cplusplus.NewDelete
    return *number;
}

// expect: cppcoreguidelines-virtual-class-destructor
struct Base {
    virtual void run();
};

struct Derived : Base {
    // expect: modernize-use-override
    virtual void run();
};

// expect: modernize-use-nullptr
int* null = 0;

int copies(const std::vector<std::string>& list) {
    int sum = 0;
    // expect: performance-for-range-copy
    for (const std::string text : list) sum += static_cast<int>(text.size());
    return sum;
}

std::string moved_constant(const std::string& text) {
    // expect: performance-move-const-arg
    return std::move(text);
}

// expect: performance-unnecessary-value-param
std::size_t by_value(const std::string text) {
    return text.size();
}

// expect: readability-identifier-naming
void BadName() {}

// expect: readability-function-size
void long_function(int& x) {
    x += 1;
    x += 2;
    x += 3;
    x += 4;
    x += 5;
    x += 6;
    x += 7;
    x += 8;
    x += 9;
    x += 10;
    x += 11;
    x += 12;
    x += 13;
    x += 14;
    x += 15;
    x += 16;
    x += 17;
    x += 18;
    x += 19;
    x += 20;
    x += 21;
    x += 22;
    x += 23;
    x += 24;
    x += 25;
    x += 26;
    x += 27;
    x += 28;
    x += 29;
    x += 30;
    x += 31;
    x += 32;
    x += 33;
    x += 34;
    x += 35;
    x += 36;
    x += 37;
    x += 38;
    x += 39;
    x += 40;
    x += 41;
    x += 42;
    x += 43;
    x += 44;
    x += 45;
    x += 46;
    x += 47;
    x += 48;
    x += 49;
    x += 50;
    x += 51;
    x += 52;
    x += 53;
    x += 54;
    x += 55;
    x += 56;
    x += 57;
    x += 58;
    x += 59;
    x += 60;
    x += 61;
    x += 62;
}

}  // namespace planted
