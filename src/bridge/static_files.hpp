// The built page, served beside the bridge for small installations and for trying it out. GET and HEAD only.
#pragma once

#include <filesystem>

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace maildoctor::bridge {

/// Under this policy all of the page works.
inline constexpr const char* kContentSecurityPolicy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'";

/// The answer for `request` out of `root`: a file below it and nowhere else, its `.br` or `.gz` neighbour where the client
/// takes that, 304 for a known ETag, 404 for anything else. A folder is its index.html.
boost::beast::http::response<boost::beast::http::string_body> serve_file(
    const std::filesystem::path& root, const boost::beast::http::request<boost::beast::http::empty_body>& request);

/// A line of text that nobody keeps.
boost::beast::http::response<boost::beast::http::string_body> text_answer(
    const boost::beast::http::request<boost::beast::http::empty_body>& request, boost::beast::http::status status,
    std::string text);

/// The headers that every answer carries; fewer if it is a part of a page, and not `whole`.
void secure(boost::beast::http::response<boost::beast::http::string_body>& response, bool whole = true);

}  // namespace maildoctor::bridge
