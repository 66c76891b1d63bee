#include "practice/ward.hpp"

#include <algorithm>
#include <fstream>
#include <list>
#include <map>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "practice/certificates.hpp"
#include "practice/dns_server.hpp"
#include "practice/mail_server.hpp"

namespace maildoctor::practice {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;
using SharedSocket = std::shared_ptr<tcp::socket>;
using SharedAcceptor = std::shared_ptr<tcp::acceptor>;

namespace {

using SharedContext = std::shared_ptr<asio::ssl::context>;

/// Ends the program where OpenSSL fails: an exception would be seen by nobody, and the server be silent.
SharedContext make_context(const Authority& authority, const Fault& fault) noexcept {
    const Conduct conduct = fault.conduct;
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX* raw = context->native_handle();
    present(raw, authority.issue(fault.leaf, host_of(fault)));
    const auto only_tls12 = [raw](const char* ciphers) {
        SSL_CTX_set_max_proto_version(raw, TLS1_2_VERSION);
        SSL_CTX_set_cipher_list(raw, ciphers);
    };
    if (conduct == Conduct::tls12_only) only_tls12("DEFAULT");
    if (conduct == Conduct::tls13_only) SSL_CTX_set_min_proto_version(raw, TLS1_3_VERSION);
    if (conduct == Conduct::old_tls_only) {
        SSL_CTX_set_min_proto_version(raw, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(raw, TLS1_1_VERSION);
        SSL_CTX_set_cipher_list(raw, "ALL");
    }
    if (conduct == Conduct::foreign_ciphers) only_tls12("eNULL");
    if (conduct == Conduct::small_dh) {
        only_tls12("kDHE");
        SSL_CTX_set_dh_auto(raw, 2);
    }
    if (conduct == Conduct::unknown_name) {
        const auto refuse = [](SSL*, int* alert, void*) {
            *alert = SSL_AD_UNRECOGNIZED_NAME;
            return SSL_CLIENT_HELLO_ERROR;
        };
        SSL_CTX_set_client_hello_cb(raw, refuse, nullptr);
    }
    if (conduct == Conduct::wants_client_certificate) {
        only_tls12("DEFAULT");
        SSL_CTX_set_verify(raw, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    return context;
}

dns::Zone zone_of(Naming naming, std::chrono::milliseconds slow_answer) {
    switch (naming) {
        case Naming::found:
        case Naming::not_found: return {.addresses = {"127.0.0.1"}};
        case Naming::no_address: return {};
        case Naming::server_failure: return {.rcode = dns::Rcode::server_failure};
        case Naming::refused: return {.rcode = dns::Rcode::refused};
        case Naming::never_answered: return {.silent = true};
        case Naming::answered_slowly: return {.addresses = {"127.0.0.1"}, .delay = slow_answer};
        case Naming::one_of_two: return {.addresses = {"127.0.0.1", "127.0.0.2"}};
    }
    return {};
}

/// Customers' domains: one in order, one whose mail went elsewhere, one without a mail server, one that wants no mail, one whose
/// second SPF record makes both void. A domain that ran out is one that is not here.
const struct {
    const char* name;
    std::uint16_t type;
    const char* text;
} kRecords[] = {
    {"practice.test", dns::kTypeMx, "10 mx.practice.test"},
    {"practice.test", dns::kTypeTxt, "some-other-proof=4711"},
    {"practice.test", dns::kTypeTxt, "v=spf1 include:spf.practice.test ~all"},
    {"_dmarc.practice.test", dns::kTypeTxt, "v=DMARC1; p=none"},
    {"s1._domainkey.practice.test", dns::kTypeTxt, "v=DKIM1; p=MIIB"},
    {"_imaps._tcp.practice.test", dns::kTypeSrv, "0 1 993 imap.practice.test"},
    {"moved.practice.test", dns::kTypeMx, "10 mx.elsewhere.test"},
    {"moved.practice.test", dns::kTypeTxt, "v=spf1 include:spf.elsewhere.test -all"},
    {"no-mail-server.practice.test", dns::kTypeTxt, "v=spf1 include:spf.practice.test ~all"},
    {"wants-no-mail.practice.test", dns::kTypeMx, "0 ."},
    {"two-spf.practice.test", dns::kTypeMx, "10 mx.practice.test"},
    {"two-spf.practice.test", dns::kTypeTxt, "v=spf1 include:spf.practice.test ~all"},
    {"two-spf.practice.test", dns::kTypeTxt, "v=spf1 a -all"},
};

dns::Zones make_zones(const WardOptions& options) {
    dns::Zones out = options.other_names;
    for (const auto& [name, type, text] : kRecords) out[name].records.emplace_back(type, text);
    for (const Fault& fault : faults())
        if (fault.naming != Naming::not_found) out.emplace(host_of(fault), zone_of(fault.naming, options.slow_answer));
    return out;
}

/// Bound and not listening: a connection is refused, and nobody else gets the port.
tcp::socket reserve(asio::io_context& context, const char* address, std::uint16_t port) {
    tcp::socket out(context, tcp::v4());
    out.set_option(tcp::socket::reuse_address(port != 0));  // where a connection of before has not been forgotten yet
    out.bind({asio::ip::make_address(address), port});
    return out;
}

Service make_service(const Fault& fault, std::uint16_t port) {
    Service out;
    out.id = fault.id;
    out.protocol = fault.protocol;
    out.host = host_of(fault);
    out.port = port;
    out.security = fault.security;
    out.standing = out.id == "imaps" || out.id == "submissions" ? Standing::recommended : Standing::accepted;
    return out;
}

/// The connections that are open, so that they can be ended.
using Sessions = std::list<std::weak_ptr<tcp::socket>>;
using Counts = std::map<std::string, std::size_t, std::less<>>;

/// Without a context, makes one for the first client: most tests ask one server of all.
asio::awaitable<void> accept(SharedAcceptor acceptor, const Fault& fault, std::shared_ptr<const Authority> authority,
    SharedContext context, std::shared_ptr<Sessions> sessions, std::shared_ptr<Counts> accepted) {
    while (true) {
        auto socket = std::make_shared<tcp::socket>(co_await acceptor->async_accept(asio::use_awaitable));
        sessions->remove_if([](const auto& session) { return session.expired(); });
        sessions->push_back(socket);
        ++(*accepted)[std::string(fault.id)];
        if (!context) context = make_context(*authority, fault);
        asio::co_spawn(acceptor->get_executor(), attend(socket, fault, context), asio::detached);
    }
}

}  // namespace

struct Ward::Impl {
    asio::io_context& context;
    WardOptions options;
    std::shared_ptr<const Authority> authority = std::make_shared<Authority>();
    std::string ca_pem = authority->pem();
    std::vector<Service> services = {};
    std::vector<SharedAcceptor> acceptors = {};
    std::vector<tcp::socket> reserved = {};
    std::shared_ptr<Sessions> sessions = std::make_shared<Sessions>();
    std::shared_ptr<Counts> accepted = std::make_shared<Counts>();
    std::shared_ptr<udp::socket> dns = {};
    std::uint16_t dns_port = 0;

    void open(const Fault& fault, std::uint16_t port) {
        if (fault.conduct == Conduct::closed_port) {
            reserved.push_back(reserve(context, "127.0.0.1", port));
            services.push_back(make_service(fault, reserved.back().local_endpoint().port()));
            return;
        }
        auto acceptor = std::make_shared<tcp::acceptor>(context, tcp::endpoint(asio::ip::address_v4::loopback(), port));
        const std::uint16_t bound = acceptor->local_endpoint().port();
        if (fault.naming == Naming::one_of_two) reserved.push_back(reserve(context, "127.0.0.2", bound));
        services.push_back(make_service(fault, bound));
        acceptors.push_back(acceptor);
        const SharedContext tls = options.certificates_at_start ? make_context(*authority, fault) : nullptr;
        asio::co_spawn(context, accept(acceptor, fault, authority, tls, sessions, accepted), asio::detached);
    }

    void write_ca() const {
        if (options.ca_file.empty()) return;
        std::ofstream file(options.ca_file, std::ios::trunc);
        file << ca_pem;
        if (!file.flush()) throw std::runtime_error("practice ward: cannot write " + options.ca_file.string());
    }
};

Ward::Ward(asio::io_context& context, WardOptions options) : impl_(new Impl{.context = context, .options = std::move(options)}) {}

Ward::~Ward() { stop(); }

void Ward::start() {
    impl_->write_ca();
    std::uint16_t port = impl_->options.first_port;
    for (const Fault& fault : faults()) impl_->open(fault, port == 0 ? port : port++);
    impl_->dns =
        std::make_shared<udp::socket>(impl_->context, udp::endpoint(asio::ip::address_v4::loopback(), impl_->options.dns_port));
    impl_->dns_port = impl_->dns->local_endpoint().port();
    asio::co_spawn(impl_->context, dns::serve(impl_->dns, make_zones(impl_->options)), asio::detached);
}

void Ward::stop() {
    boost::system::error_code ignored;
    for (const SharedAcceptor& acceptor : impl_->acceptors) acceptor->close(ignored);
    for (const auto& session : *impl_->sessions)
        if (const SharedSocket socket = session.lock()) socket->close(ignored);
    if (impl_->dns) impl_->dns->close(ignored);
    impl_->reserved.clear();
}

const std::vector<Service>& Ward::services() const { return impl_->services; }

const Service& Ward::service(std::string_view id) const {
    const auto found = std::ranges::find(impl_->services, id, &Service::id);
    if (found == impl_->services.end()) throw std::out_of_range("practice ward: no service " + std::string(id));
    return *found;
}

std::size_t Ward::accepted(std::string_view id) const {
    const auto found = impl_->accepted->find(id);
    return found == impl_->accepted->end() ? 0 : found->second;
}

std::uint16_t Ward::dns_port() const { return impl_->dns_port; }

const std::string& Ward::ca_pem() const { return impl_->ca_pem; }

}  // namespace maildoctor::practice
