#include "bridge/static_files.hpp"

#include <charconv>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>

namespace maildoctor::bridge {
namespace fs = std::filesystem;
namespace http = boost::beast::http;
using Response = http::response<http::string_body>;
namespace {

constexpr std::uintmax_t kLargestFile = 32U << 20U;

/// `whole`: opened by itself it may run or fetch something, so that a policy of its own has to hold. The others are parts of a
/// page, whose policy holds for them: 200 bytes less for each. (A worker's script would need its own; there is none.) Scripts are
/// in UTF-8 without being said so (RFC 9239, 4).
constexpr struct Type {
    std::string_view extension, name;
    bool whole = false;
} kTypes[] = {{".html", "text/html; charset=utf-8", true}, {".js", "text/javascript"}, {".mjs", "text/javascript"},
    {".css", "text/css; charset=utf-8"}, {".json", "application/json"}, {".wasm", "application/wasm"},
    {".svg", "image/svg+xml", true}, {".png", "image/png"}, {".ico", "image/x-icon"}, {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"}, {".map", "application/json"}, {".webmanifest", "application/manifest+json"}};
constexpr Type kUnknownType{"", "application/octet-stream", true};

const Type& type_of(const fs::path& file) {
    for (const Type& type : kTypes)
        if (file.extension() == type.extension) return type;
    return kUnknownType;
}

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The path of a request target without its query; nothing where it is not one, or tries to be clever.
std::optional<std::string> path_of(std::string_view target) {
    target = target.substr(0, target.find_first_of("?#"));
    if (!target.starts_with('/')) return std::nullopt;
    std::string out;
    for (std::size_t i = 1; i < target.size(); ++i) {
        char c = target[i];
        if (c == '%') {
            const int high = i + 2 < target.size() ? hex(target[i + 1]) : -1;
            const int low = i + 2 < target.size() ? hex(target[i + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0' || c == '\\') return std::nullopt;
        out += c;
    }
    for (const fs::path& part : fs::path(out))
        if (part.string().starts_with('.') || part.is_absolute()) return std::nullopt;
    return out;
}

/// The regular file behind the path, links followed, if it lies below root.
std::optional<fs::path> find_file(const fs::path& root, const std::string& path) {
    std::error_code error;
    const fs::path base = fs::canonical(root, error);
    if (error) return std::nullopt;
    fs::path file = fs::canonical(base / path, error);
    if (!error && fs::is_directory(file, error)) file = fs::canonical(file / "index.html", error);
    if (error || !fs::is_regular_file(file, error) || fs::file_size(file, error) > kLargestFile) return std::nullopt;
    const auto relative = file.lexically_relative(base);
    if (relative.empty() || *relative.begin() == "..") return std::nullopt;
    return file;
}

bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        std::string_view item = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        while (item.starts_with(' ')) item.remove_prefix(1);
        if (item.substr(0, item.find_first_of("; ")) == coding) return item.find("q=0") == std::string_view::npos;
    }
    return false;
}

/// Of size and time, short: every answer carries it. Two times of one size, in whole seconds, are alike once in eight millions.
std::string etag_of(const fs::path& file, std::string_view coding) {
    std::error_code error;
    const auto size = static_cast<std::uint32_t>(fs::file_size(file, error));
    const auto time = static_cast<std::uint32_t>(fs::last_write_time(file, error).time_since_epoch().count());
    char out[2 * 8 + 1];
    char* const end = std::to_chars(std::to_chars(out, std::end(out), size, 36).ptr, std::end(out), time, 36).ptr;
    return "\"" + std::string(out, end) + std::string(coding.substr(0, 1)) + "\"";
}

Response plain(http::status status, unsigned version, bool keep_alive) {
    Response out(status, version);
    out.keep_alive(keep_alive);
    out.set(http::field::content_type, "text/plain; charset=utf-8");
    if (status == http::status::method_not_allowed) out.set(http::field::allow, "GET, HEAD");
    secure(out);
    out.body() = std::string(http::obsolete_reason(status)) + "\n";
    out.prepare_payload();
    return out;
}

}  // namespace

void secure(Response& response, bool whole) {
    response.set("X-Content-Type-Options", "nosniff");
    if (!whole) return;
    response.set("Content-Security-Policy", kContentSecurityPolicy);
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
}

Response serve_file(const fs::path& root, const http::request<http::empty_body>& request) {
    const auto answer = [&](http::status status) { return plain(status, request.version(), request.keep_alive()); };
    if (request.method() != http::verb::get && request.method() != http::verb::head)
        return answer(http::status::method_not_allowed);
    const std::string_view target(request.target().data(), request.target().size());
    const auto path = path_of(target);
    auto file = path ? find_file(root, *path) : std::nullopt;
    if (!file) return answer(http::status::not_found);

    Response out(http::status::ok, request.version());
    out.keep_alive(request.keep_alive());
    const Type& type = type_of(*file);
    out.set(http::field::content_type, std::string(type.name));
    out.set(http::field::cache_control, "no-cache");
    out.set(http::field::vary, "Accept-Encoding");
    secure(out, type.whole);
    const auto header = request[http::field::accept_encoding];
    std::string_view coding;
    for (const auto& [name, extension] : {std::pair<std::string_view, std::string_view>{"br", ".br"}, {"gzip", ".gz"}}) {
        std::error_code error;
        fs::path packed = *file;
        packed += extension;
        if (!coding.empty() || !accepts({header.data(), header.size()}, name)) continue;
        if (!fs::is_regular_file(fs::symlink_status(packed, error))) continue;  // a link might lead out of the root
        file = packed;
        coding = name;
        out.set(http::field::content_encoding, std::string(name));
    }
    const std::string etag = etag_of(*file, coding);
    out.set(http::field::etag, etag);
    if (request[http::field::if_none_match] == etag) {
        out.result(http::status::not_modified);
        return out;
    }
    std::ifstream in(*file, std::ios::binary);
    out.body().assign(std::istreambuf_iterator<char>(in), {});
    out.prepare_payload();
    return out;
}

Response text_answer(const http::request<http::empty_body>& request, http::status status, std::string text) {
    Response out(status, request.version());
    out.keep_alive(request.keep_alive());
    out.set(http::field::content_type, "text/plain; charset=utf-8");
    out.set(http::field::cache_control, "no-store");
    secure(out);
    out.body() = std::move(text);
    if (!out.body().ends_with('\n')) out.body() += '\n';
    out.prepare_payload();
    return out;
}

}  // namespace maildoctor::bridge
