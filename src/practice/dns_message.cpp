#include "practice/dns_message.hpp"

#include <map>
#include <sstream>

namespace maildoctor::practice::dns {

namespace {

constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongestName = 253;  // in text, without the final dot (RFC 1035 section 2.3.4: 255 octets encoded)
constexpr std::size_t kHeaderSize = 12;

class Input {
public:
    explicit Input(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    std::optional<std::uint16_t> u16() {
        if (bytes_.size() - at_ < 2) return std::nullopt;
        at_ += 2;
        return static_cast<std::uint16_t>(bytes_[at_ - 2] << 8 | bytes_[at_ - 1]);
    }

    std::optional<std::uint32_t> u32() {
        const auto high = u16();
        const auto low = u16();
        if (!high || !low) return std::nullopt;
        return static_cast<std::uint32_t>(*high) << 16 | *low;
    }

    std::optional<std::vector<std::uint8_t>> octets(std::size_t count) {
        if (bytes_.size() - at_ < count) return std::nullopt;
        const auto part = bytes_.subspan(at_, count);
        at_ += count;
        return std::vector<std::uint8_t>(part.begin(), part.end());
    }

    std::optional<std::string> name() {
        std::string out;
        std::size_t at = at_;
        std::size_t ceiling = at_;  // a pointer must lead below every place visited, so that the walk ends
        bool jumped = false;
        while (at < bytes_.size()) {
            const std::size_t length = bytes_[at];
            if (length == 0) {
                if (!jumped) at_ = at + 1;
                return out;
            }
            if ((length & 0xC0) == 0xC0) {
                if (at + 1 >= bytes_.size()) return std::nullopt;
                const std::size_t target = (length & 0x3F) << 8 | bytes_[at + 1];
                if (target >= ceiling) return std::nullopt;
                if (!jumped) at_ = at + 2;
                jumped = true;
                at = ceiling = target;
                continue;
            }
            if (length > kLongestLabel || at + 1 + length > bytes_.size()) return std::nullopt;
            if (!out.empty()) out += '.';
            for (const std::uint8_t octet : bytes_.subspan(at + 1, length)) {
                if (octet == '.') return std::nullopt;
                out += static_cast<char>(octet);
            }
            if (out.size() > kLongestName) return std::nullopt;
            at += 1 + length;
        }
        return std::nullopt;
    }

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

std::optional<Question> read_question(Input& in) {
    auto name = in.name();
    if (!name) return std::nullopt;
    const auto type = in.u16();
    const auto klass = in.u16();
    if (!type || !klass) return std::nullopt;
    return Question{std::move(*name), *type, *klass};
}

std::optional<Record> read_record(Input& in) {
    auto question = read_question(in);
    if (!question) return std::nullopt;
    const auto ttl = in.u32();
    const auto length = in.u16();
    if (!ttl || !length) return std::nullopt;
    auto data = in.octets(*length);
    if (!data) return std::nullopt;
    return Record{std::move(question->name), question->type, question->klass, *ttl, std::move(*data)};
}

void put(std::vector<std::uint8_t>& out, std::size_t value) {
    out.push_back(static_cast<std::uint8_t>(value >> 8 & 0xFF));
    out.push_back(static_cast<std::uint8_t>(value & 0xFF));
}

bool put_name(std::vector<std::uint8_t>& out, std::string_view name) {
    if (name.size() > kLongestName) return false;
    while (!name.empty()) {
        const std::size_t dot = name.find('.');
        const std::string_view label = name.substr(0, dot);
        if (label.empty() || label.size() > kLongestLabel || dot + 1 == name.size()) return false;
        out.push_back(static_cast<std::uint8_t>(label.size()));
        out.insert(out.end(), label.begin(), label.end());
        name = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
    }
    out.push_back(0);
    return true;
}

std::size_t flags_of(const Message& message) {
    return (message.response ? 0x8000U : 0U) | (message.opcode & 0x0FU) << 11 | (message.authoritative ? 0x0400U : 0U) |
        (message.recursion_desired ? 0x0100U : 0U) | (message.recursion_available ? 0x0080U : 0U) |
        static_cast<unsigned>(message.rcode);
}

}  // namespace

std::optional<Message> decode(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < kHeaderSize) return std::nullopt;
    Input in(bytes);
    Message out;
    out.id = *in.u16();
    const std::uint16_t flags = *in.u16();
    const std::uint16_t questions = *in.u16();
    const std::uint16_t answers = *in.u16();
    (void)in.u32();  // the sizes of the other two sections
    out.response = (flags & 0x8000) != 0;
    out.opcode = static_cast<std::uint8_t>(flags >> 11 & 0x0F);
    out.authoritative = (flags & 0x0400) != 0;
    out.recursion_desired = (flags & 0x0100) != 0;
    out.recursion_available = (flags & 0x0080) != 0;
    out.rcode = static_cast<Rcode>(flags & 0x0F);
    for (int i = 0; i < questions; ++i) {
        auto question = read_question(in);
        if (!question) return std::nullopt;
        out.questions.push_back(std::move(*question));
    }
    for (int i = 0; i < answers; ++i) {
        auto record = read_record(in);
        if (!record) return std::nullopt;
        out.answers.push_back(std::move(*record));
    }
    return out;
}

std::optional<std::vector<std::uint8_t>> encode(const Message& message) {
    constexpr std::size_t kMost = 0xFFFF;
    if (message.questions.size() > kMost || message.answers.size() > kMost) return std::nullopt;
    std::vector<std::uint8_t> out;
    put(out, message.id);
    put(out, flags_of(message));
    put(out, message.questions.size());
    put(out, message.answers.size());
    put(out, 0);
    put(out, 0);
    for (const Question& question : message.questions) {
        if (!put_name(out, question.name)) return std::nullopt;
        put(out, question.type);
        put(out, question.klass);
    }
    for (const Record& record : message.answers) {
        if (record.data.size() > kMost || !put_name(out, record.name)) return std::nullopt;
        put(out, record.type);
        put(out, record.klass);
        put(out, record.ttl >> 16);
        put(out, record.ttl);
        put(out, record.data.size());
        out.insert(out.end(), record.data.begin(), record.data.end());
    }
    return out;
}

std::optional<std::vector<std::uint8_t>> data_of(std::uint16_t type, const std::string& text) {
    std::vector<std::uint8_t> out;
    if (type == kTypeTxt) {
        constexpr std::size_t kLongestString = 255;
        for (std::size_t at = 0; at < text.size(); at += kLongestString) {
            const std::string part = text.substr(at, kLongestString);
            out.push_back(static_cast<std::uint8_t>(part.size()));
            out.insert(out.end(), part.begin(), part.end());
        }
        return out;
    }
    const std::map<std::uint16_t, int> numbers_before_name{{kTypeCname, 0}, {kTypeMx, 1}, {kTypeSrv, 3}};
    const auto known = numbers_before_name.find(type);
    if (known == numbers_before_name.end()) return std::nullopt;
    std::istringstream in(text);
    for (int numbers = known->second; numbers > 0; --numbers) {
        std::uint16_t number = 0;
        if (!(in >> number)) return std::nullopt;
        put(out, number);
    }
    std::string name;
    if (!(in >> name) || !put_name(out, name == "." ? "" : name)) return std::nullopt;
    return out;
}

}  // namespace maildoctor::practice::dns
