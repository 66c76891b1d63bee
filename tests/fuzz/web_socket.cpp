// What a page sends: any bytes, in pieces of any size, give the same messages as all of them at once.
#include "bridge/web_socket.hpp"
#include "arbitrary.hpp"

namespace maildoctor::bridge::web_socket {
namespace {

constexpr std::size_t kLimit = 300;

/// Each message in turn, and at last the code of what broke the rules.
std::vector<std::string> read_all(std::string_view bytes, std::size_t piece) {
    Reader reader(kLimit);
    std::vector<std::string> out;
    Message message;
    while (!bytes.empty()) {
        std::string_view some = bytes.substr(0, piece);
        bytes.remove_prefix(some.size());
        Reader::State state{};
        while ((state = reader.read(some, message)) == Reader::State::message) {
            fuzz::must(message.payload.size() <= kLimit, "a message is no longer than the limit");
            out.push_back(message.payload + static_cast<char>(message.opcode));
        }
        if (state != Reader::State::failed) continue;
        out.push_back(std::to_string(static_cast<int>(reader.why())));
        break;
    }
    return out;
}

}  // namespace
}  // namespace maildoctor::bridge::web_socket

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace maildoctor::bridge::web_socket;
    if (size < 1) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    maildoctor::fuzz::must(read_all(bytes, 1U + data[0]) == read_all(bytes, bytes.size()), "pieces and the whole are read alike");
    static_cast<void>(close_code_of(bytes));
    return 0;
}
