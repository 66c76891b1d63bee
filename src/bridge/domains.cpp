#include "bridge/domains.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "bridge/messages.hpp"
#include "core/probe/reply.hpp"
#include "core/reading/text.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kMostValues = 16;
constexpr std::size_t kLongestValue = 512;

bool begins_with(std::string_view text, std::string_view with) { return same_text(text.substr(0, with.size()), with); }

DnsAnswer answer_of(Outcome outcome) {
    if (outcome == Outcome::ok) return DnsAnswer::found;
    if (outcome == Outcome::name_not_found) return DnsAnswer::name_not_found;
    if (outcome == Outcome::no_address) return DnsAnswer::no_data;
    return outcome == Outcome::timed_out ? DnsAnswer::timed_out : DnsAnswer::server_failure;
}

bool is_unknown(const DomainRecord& record) {
    return record.answer == DnsAnswer::timed_out || record.answer == DnsAnswer::server_failure;
}

}  // namespace

struct Domains::Inquiry {
    explicit Inquiry(const asio::any_io_executor& executor) : cached(executor) {}

    DomainResult result;
    std::vector<Done> waiting;
    std::size_t open = 0;
    bool ended = false;
    bool is_closed_network = false;  ///< or the name's own servers fail
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    asio::steady_timer cached;  ///< how long the result may still be had
};

Domains::Domains(asio::any_io_executor executor, Resolver& resolver, Options options)
    : executor_(std::move(executor)), resolver_(resolver), options_(std::move(options)) {}

Domains::~Domains() {
    for (const auto& [domain, inquiry] : inquiries_) inquiry->cached.cancel();
}

std::optional<AnsweredBy> Domains::join(const std::string& domain, const Done& done) {
    const auto found = inquiries_.find(domain);
    if (found == inquiries_.end()) return std::nullopt;
    const auto& inquiry = found->second;
    if (!inquiry->ended) {
        inquiry->waiting.push_back(done);
        return AnsweredBy::probe_under_way;
    }
    asio::post(executor_, [inquiry, done] { done(inquiry->result); });
    return AnsweredBy::cache;
}

void Domains::start(const std::string& domain, const std::vector<std::string>& dkim_selectors, Done done) {
    const auto inquiry = std::make_shared<Inquiry>(executor_);
    inquiries_[domain] = inquiry;
    inquiry->result.domain = domain;
    inquiry->result.vantage = options_.vantage;
    inquiry->waiting.push_back(std::move(done));
    const auto questions = questions_about(domain, dkim_selectors);
    inquiry->result.records.resize(questions.size());
    inquiry->open = questions.size() + 1;
    for (std::size_t place = 0; place < questions.size(); ++place) {
        const RecordQuestion& question = questions[place];
        inquiry->result.records[place] = {question.kind, question.name, DnsAnswer::timed_out, {}};
        if (question.type == RecordType::address)
            resolver_.resolve(question.name, options_.deadline, [this, inquiry, place, question](const Resolution& found) {
                take(inquiry, place, question, {answer_of(found.outcome)});
            });
        else
            resolver_.look_up(question.name, question.type, options_.deadline,
                [this, inquiry, place, question](const Records& found) { take(inquiry, place, question, found); });
    }
    // A server of a closed network denies every name, which tells nothing about this one; `resolve` finds that out.
    resolver_.resolve(domain, options_.deadline, [this, inquiry](const Resolution& found) {
        inquiry->is_closed_network = found.outcome == Outcome::resolver_failed;
        if (--inquiry->open == 0) finish(inquiry);
    });
}

void Domains::take(const std::shared_ptr<Inquiry>& inquiry, std::size_t place, const RecordQuestion& question, Records found) {
    DomainRecord& record = inquiry->result.records[place];
    std::erase_if(found.values, [&](const std::string& value) { return !begins_with(value, question.begins); });
    const bool only_others = found.values.empty() && question.type == RecordType::txt && found.answer == DnsAnswer::found;
    record.answer = only_others ? DnsAnswer::no_data : found.answer;
    found.values.resize(std::min(found.values.size(), kMostValues));
    for (const std::string& value : found.values) record.values.push_back(probe::printable(value, kLongestValue));
    std::ranges::sort(record.values);
    if (--inquiry->open == 0) finish(inquiry);
}

void Domains::finish(const std::shared_ptr<Inquiry>& inquiry) {
    DomainResult& result = inquiry->result;
    const bool is_denied = inquiry->is_closed_network && result.records.front().answer == DnsAnswer::name_not_found;
    if (is_denied || std::ranges::all_of(result.records, is_unknown)) result.unavailable = Unavailable::vantage_unavailable;
    if (result.unavailable) result.records.clear();
    result.at = utc_now();
    inquiry->ended = true;
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - inquiry->began;
    options_.on_ended(result, taken.count());
    inquiry->cached.expires_after(options_.cache);
    inquiry->cached.async_wait([this, inquiry](const boost::system::error_code& error) {
        if (!error) inquiries_.erase(inquiry->result.domain);
    });
    for (const Done& done : std::exchange(inquiry->waiting, {})) done(result);
}

std::size_t Domains::under_way() const {
    return static_cast<std::size_t>(std::ranges::count_if(inquiries_, [](const auto& each) { return !each.second->ended; }));
}

}  // namespace maildoctor::bridge
