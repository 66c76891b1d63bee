// Awaiting Asio without exceptions: `auto [error, size] = co_await stream.async_read_some(buffer, kTuple);`
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace maildoctor::bridge {

inline constexpr auto kTuple = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace maildoctor::bridge
