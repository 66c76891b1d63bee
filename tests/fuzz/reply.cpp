// A server may say anything, cut anywhere. What must hold: byte by byte or all at once gives the same replies; what a reply
// carries is bounded and printable; an outcome belongs to the stage that waited for it.
#include "core/probe/reply.hpp"

#include <algorithm>

#include "arbitrary.hpp"

namespace {

using namespace maildoctor;
using namespace maildoctor::probe;
using fuzz::must;

std::string summary(const Reply& reply) {
    std::string out{name_of(reply.outcome)};
    out += '|' + reply.words + '|' + std::string(reply.spoken ? name_of(*reply.spoken) : "") + '|';
    for (const auto& capability : reply.capabilities) out += capability + ',';
    return out;
}

void is_bounded(const Reply& reply) {
    const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
    must(reply.words.size() <= 200 && std::all_of(reply.words.begin(), reply.words.end(), printable),
        "words are short and printable");
    must(reply.capabilities.size() <= 64, "capabilities are few");
}

std::string read(ServiceProtocol protocol, Awaited awaited, std::string_view text, std::size_t piece) {
    ReplyReader reader(protocol);
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        reader.append(text.substr(at, piece));
        // A reply that says malformed ends a dialogue; nothing is read after it.
        while (const auto reply = reader.next(awaited)) {
            is_bounded(*reply);
            out += summary(*reply) + '\n';
            if (reply->outcome != Outcome::ok) return out;
        }
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    FuzzedDataProvider bytes(data, size);
    const auto protocol = fuzz::arbitrary<ServiceProtocol>(bytes, {});
    const auto awaited = static_cast<Awaited>(bytes.ConsumeIntegralInRange<int>(0, 2));
    const auto piece = bytes.ConsumeIntegralInRange<std::size_t>(1, 9);
    const std::string text = bytes.ConsumeRemainingBytesAsString();
    const std::string whole = read(protocol, awaited, text, std::max<std::size_t>(text.size(), 1));
    must(read(protocol, awaited, text, 1) == whole, "byte by byte reads the same as all at once");
    must(read(protocol, awaited, text, piece) == whole, "in pieces reads the same as all at once");
    return 0;
}
