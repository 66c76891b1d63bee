// malloc and free of the page's modules: for each power of two a list of free blocks. A module lives as long as its page and asks
// for the same sizes again and again, so that nothing is ever joined, or given back to the browser. Emscripten's smallest
// allocator can do that, and is six times as long: 0.7 kB more on the wire, for each module.
#include <emscripten/heap.h>

#include <bit>
#include <cstddef>
#include <cstdint>

extern "C" {
extern unsigned char __heap_base;
void* malloc(std::size_t size);
void free(void* block);
}

namespace {

/// Before each block, so that `free` knows its list; what is behind it is aligned for everything.
struct alignas(8) Head {
    unsigned power;
    Head* next;  ///< while it is free
};

constexpr std::size_t kPage = 65536;
constexpr std::size_t kLargest = std::size_t{1} << 30U;

Head* free_blocks[32];
std::uintptr_t used = 0;  ///< from here on nothing was ever handed out

Head* new_block(unsigned power) {
    if (used == 0) used = (reinterpret_cast<std::uintptr_t>(&__heap_base) + 7) & ~std::uintptr_t{7};
    const std::uintptr_t end = used + (std::uintptr_t{1} << power);
    if (end > __builtin_wasm_memory_size(0) * kPage && emscripten_resize_heap(end) == 0) return nullptr;
    auto* const head = reinterpret_cast<Head*>(used);
    used = end;
    head->power = power;
    return head;
}

}  // namespace

void* malloc(std::size_t size) {
    if (size > kLargest) return nullptr;
    const auto power = static_cast<unsigned>(std::bit_width(size + sizeof(Head) - 1));
    Head* head = free_blocks[power];
    if (head != nullptr) free_blocks[power] = head->next;
    else head = new_block(power);
    return head == nullptr ? nullptr : head + 1;
}

void free(void* block) {
    if (block == nullptr) return;
    Head* const head = static_cast<Head*>(block) - 1;
    head->next = free_blocks[head->power];
    free_blocks[head->power] = head;
}
