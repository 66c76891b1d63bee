#include "core/reading/moment.hpp"

#include <chrono>
#include <cmath>

namespace maildoctor {

namespace {

constexpr double kSecondsADay = 86400;

constexpr std::string_view kPattern = "0000-00-00T00:00:00";

}  // namespace

std::optional<double> seconds_of(std::string_view moment) {
    if (moment.size() <= kPattern.size() || moment.back() != 'Z') return std::nullopt;
    for (std::size_t i = 0; i < kPattern.size(); ++i)
        if (kPattern[i] == '0' ? moment[i] < '0' || moment[i] > '9' : moment[i] != kPattern[i]) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t digits) {
        unsigned out = 0;
        for (std::size_t i = at; i < at + digits; ++i) out = out * 10 + static_cast<unsigned>(moment[i] - '0');
        return out;
    };
    const std::chrono::year_month_day date(
        std::chrono::year(static_cast<int>(number(0, 4))), std::chrono::month(number(5, 2)), std::chrono::day(number(8, 2)));
    if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60) return std::nullopt;
    const std::chrono::duration<double> day = std::chrono::sys_days(date).time_since_epoch();
    return day.count() + number(11, 2) * 3600.0 + number(14, 2) * 60.0 + number(17, 2);
}

std::string moment_of(double seconds) {
    const double days = std::floor(seconds / kSecondsADay);
    const auto rest = static_cast<unsigned>(seconds - days * kSecondsADay);
    const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::days(static_cast<int>(days))));
    std::string out(kPattern);
    const auto write = [&](std::size_t at, std::size_t digits, unsigned number) {
        for (std::size_t i = at + digits; i-- > at; number /= 10) out[i] = static_cast<char>('0' + number % 10);
    };
    write(0, 4, static_cast<unsigned>(static_cast<int>(date.year())));
    write(5, 2, static_cast<unsigned>(date.month()));
    write(8, 2, static_cast<unsigned>(date.day()));
    write(11, 2, rest / 3600);
    write(14, 2, rest / 60 % 60);
    write(17, 2, rest % 60);
    return out += 'Z';
}

}  // namespace maildoctor
