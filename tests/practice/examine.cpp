#include "examine.hpp"

namespace maildoctor::tests {

probe::Deadlines generous() {
    constexpr double kMinute = 60'000;
    return {kMinute, kMinute, kMinute, kMinute, kMinute, kMinute, kMinute};
}

probe::Deadlines short_in(Stage stage) {
    probe::Deadlines out = generous();
    (stage == Stage::resolve                ? out.resolve
            : stage == Stage::tls_handshake ? out.tls
            : stage == Stage::greeting      ? out.greeting
                                            : out.reply) = 200;
    return out;
}

std::vector<AddressResult> examine(boost::asio::io_context& context, const bridge::ProbeTarget& target, std::uint16_t dns_port,
    const std::string& ca_file, const probe::Deadlines& deadlines) {
    bridge::Resolver resolver(context.get_executor(), "127.0.0.1:" + std::to_string(dns_port));
    bridge::TlsContext tls(ca_file);
    bridge::Prober prober(context.get_executor(), resolver, tls, {.deadlines = deadlines, .allow_special_addresses = true});
    std::optional<std::vector<AddressResult>> results;
    const auto run = prober.start(
        target, [](const bridge::ProbeStep&) {}, [&](ProbeResult found) { results = std::move(found.addresses); });
    while (!results) context.run_one();
    return *results;
}

}  // namespace maildoctor::tests
