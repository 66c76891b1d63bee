#include "bridge/resolver.hpp"

#include <ares.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

#include <netinet/in.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "bridge/address.hpp"
#include "bridge/dns_answer.hpp"
#include "bridge/outcome.hpp"

namespace maildoctor::bridge {
namespace asio = boost::asio;
namespace {

struct Library {
    Library() {
        if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS) throw std::runtime_error("c-ares did not start");
    }
    ~Library() { ares_library_cleanup(); }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
};

/// Who asked for a name, and until when.
struct Waiter {
    Waiter(const asio::any_io_executor& executor, Resolver::Done told) : deadline(executor), done(std::move(told)) {}

    asio::steady_timer deadline;
    Resolver::Done done;

    void answer(const Resolution& found) {
        deadline.cancel();
        if (done) std::exchange(done, nullptr)(found);
    }
};

/// What one type of records told of a name, as far as is known.
struct Family {
    Outcome outcome = Outcome::timed_out;
    std::vector<asio::ip::address> addresses = {};
    std::vector<std::string> aliases = {};
    std::optional<double> elapsed_ms = {};  ///< once it was answered
};

/// One name being asked for, once for all who want to know: both families, whichever comes first.
struct Lookup {
    Family v4, v6;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    int open = 2;
    std::vector<std::shared_ptr<Waiter>> waiters;
    std::function<void()> on_answered;

    /// What is known by now.
    [[nodiscard]] Resolution found() const {
        const auto told = [this](const Family& family) {
            return AddressLookup{family.outcome, family.elapsed_ms.value_or(elapsed())};
        };
        Resolution out{Outcome::ok, v4.addresses, HostLookup{v4.aliases.empty() ? v6.aliases : v4.aliases, told(v4), told(v6)}};
        out.addresses.insert(out.addresses.end(), v6.addresses.begin(), v6.addresses.end());
        if (out.addresses.empty()) out.outcome = combined();
        return out;
    }

    /// Milliseconds, with two digits.
    [[nodiscard]] double elapsed() const {
        return std::round(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count() * 100) /
            100;
    }

    /// Without an address: a name that one family denies does not exist; what could not be found out outranks "none".
    [[nodiscard]] Outcome combined() const {
        for (const Outcome outcome : {Outcome::name_not_found, Outcome::timed_out, Outcome::resolver_failed})
            if (v4.outcome == outcome || v6.outcome == outcome) return outcome;
        return Outcome::no_address;
    }
};

/// What c-ares carries for one query.
struct Query {
    std::shared_ptr<Lookup> lookup;
    bool v6 = false;
};

void on_answer(void* argument, int status, int /*timeouts*/, unsigned char* answer, int size) {
    const std::unique_ptr<Query> query(static_cast<Query*>(argument));
    Lookup& lookup = *query->lookup;
    if (status == ARES_EDESTRUCTION)
        for (const auto& waiter : std::exchange(lookup.waiters, {})) {
            waiter->done = nullptr;
            waiter->deadline.cancel();
        }
    if (lookup.waiters.empty()) return;
    Family& family = query->v6 ? lookup.v6 : lookup.v4;
    const DnsBytes bytes(answer, static_cast<std::size_t>(size));
    family.outcome = status == ARES_SUCCESS ? read_addresses(query->v6, bytes, family.addresses) : outcome_of_dns(status);
    family.aliases = read_aliases(bytes);  // of a denial, too: they lead to nowhere
    family.elapsed_ms = lookup.elapsed();
    if (--lookup.open == 0) lookup.on_answered();
}

/// One name being asked for records of one type.
struct RecordsQuery {
    RecordsQuery(const asio::any_io_executor& executor, RecordType wanted) : deadline(executor), type(wanted) {}

    asio::steady_timer deadline;
    RecordType type;
    Resolver::RecordsDone done;

    void finish(const Records& found) {
        if (!done) return;
        deadline.cancel();
        std::exchange(done, nullptr)(found);
    }
};

constexpr int type_number(RecordType type) { return type == RecordType::mx ? 15 : type == RecordType::txt ? 16 : 33; }

void on_records(void* argument, int status, int /*timeouts*/, unsigned char* answer, int size) {
    const std::unique_ptr<std::shared_ptr<RecordsQuery>> query(static_cast<std::shared_ptr<RecordsQuery>*>(argument));
    if (status == ARES_EDESTRUCTION) {
        (*query)->done = nullptr;
        (*query)->deadline.cancel();
    } else
        (*query)->finish(status == ARES_SUCCESS ? read_records((*query)->type, {answer, static_cast<std::size_t>(size)})
                                                : Records{answer_of_dns(status)});
}

/// c-ares's own reader passes over what it cannot read, and would then ask the system's servers.
std::optional<ares_addr_port_node> read_server(const std::string& text) {
    const auto server = read_endpoint(text, 53);
    if (!server || server->port() == 0) return std::nullopt;
    ares_addr_port_node out{};
    out.udp_port = out.tcp_port = server->port();
    const auto address = server->address();
    out.family = address.is_v4() ? AF_INET : AF_INET6;
    if (address.is_v4()) std::ranges::copy(address.to_v4().to_bytes(), reinterpret_cast<unsigned char*>(&out.addr.addr4));
    else std::ranges::copy(address.to_v6().to_bytes(), reinterpret_cast<unsigned char*>(&out.addr.addr6));
    return out;
}

}  // namespace

struct Resolver::Impl : std::enable_shared_from_this<Impl> {
    explicit Impl(asio::any_io_executor where) : executor(std::move(where)), timer(executor) {}

    asio::any_io_executor executor;
    Library library;
    ares_channel channel = nullptr;
    asio::steady_timer timer;
    struct Socket {
        explicit Socket(const asio::any_io_executor& executor, ares_socket_t fd) : descriptor(executor, fd) {}
        asio::posix::stream_descriptor descriptor;
        bool reading = false, writing = false;       // what c-ares wants to know
        bool read_wait = false, write_wait = false;  // what is being waited for
    };
    std::map<ares_socket_t, std::shared_ptr<Socket>> sockets;
    std::map<std::string, std::shared_ptr<Lookup>> lookups;  ///< under way

    void open(const std::string& server);
    void close();
    void ask(const std::string& name, std::chrono::milliseconds deadline, Done done);
    void ask_records(const std::string& name, RecordType type, std::chrono::milliseconds deadline, RecordsDone done);
    void ask_root(std::function<void(bool exists)> done);
    void on_socket(ares_socket_t fd, bool readable, bool writable);
    void wait(ares_socket_t fd, const std::shared_ptr<Socket>& socket);
    void arm_timer();
    void settle(const std::string& name, Lookup& lookup, const Resolution& found);
    void drop_queries();
    std::size_t wanted = 0;  ///< lookups that somebody waits for
};

void Resolver::Impl::open(const std::string& server) {
    ares_options options{};
    options.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
    options.timeout = 1500;
    options.tries = 2;
    std::array<char, 2> dns_only{'b', '\0'};
    options.lookups = dns_only.data();
    options.sock_state_cb = [](void* self, ares_socket_t fd, int readable, int writable) {
        static_cast<Impl*>(self)->on_socket(fd, readable != 0, writable != 0);
    };
    options.sock_state_cb_data = this;
    const int chosen =
        ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS | ARES_OPT_DOMAINS | ARES_OPT_SOCK_STATE_CB;
    if (ares_init_options(&channel, &options, chosen) != ARES_SUCCESS) throw std::runtime_error("c-ares did not start");
    if (server.empty()) return;
    auto node = read_server(server);
    if (!node || ares_set_servers_ports(channel, &*node) != ARES_SUCCESS) {
        close();
        throw std::runtime_error("not the address of a DNS server: " + server);
    }
}

void Resolver::Impl::close() {
    timer.cancel();
    if (channel != nullptr) ares_destroy(std::exchange(channel, nullptr));
    for (auto& [fd, socket] : sockets) socket->descriptor.release();
    sockets.clear();
}

void Resolver::Impl::ask(const std::string& name, std::chrono::milliseconds deadline, Done done) {
    const auto waiter = std::make_shared<Waiter>(executor, std::move(done));
    std::shared_ptr<Lookup>& slot = lookups[name];
    const bool is_new = slot == nullptr;
    if (is_new) slot = std::make_shared<Lookup>();
    const auto lookup = slot;
    lookup->waiters.push_back(waiter);
    waiter->deadline.expires_after(deadline);
    waiter->deadline.async_wait([this, name, lookup, waiter](const boost::system::error_code& error) {
        if (error || !waiter->done) return;
        const Resolution found = lookup->found();
        if (lookup->waiters.size() == 1) {
            settle(name, *lookup, found);
            return drop_queries();
        }
        std::erase(lookup->waiters, waiter);
        waiter->answer(found);
    });
    if (!is_new) return;
    ++wanted;
    lookup->on_answered = [this, name, weak = std::weak_ptr(lookup)] {
        const auto asked = weak.lock();
        const Resolution found = asked->found();
        if (found.outcome != Outcome::name_not_found) return settle(name, *asked, found);
        ask_root([this, name, asked, found](bool exists) {
            settle(name, *asked, exists ? found : Resolution{Outcome::resolver_failed, {}, {}});
        });
    };
    const auto query = [&](int type, bool v6) {
        ares_query(channel, name.c_str(), 1 /* IN */, type, on_answer, std::make_unique<Query>(Query{lookup, v6}).release());
    };
    query(1 /* A */, false);
    query(28 /* AAAA */, true);
    arm_timer();
}

/// Whoever still waits for this name hears it.
void Resolver::Impl::settle(const std::string& name, Lookup& lookup, const Resolution& found) {
    const auto waiters = std::exchange(lookup.waiters, {});
    if (waiters.empty()) return;
    lookups.erase(name);
    --wanted;
    for (const auto& each : waiters) each->answer(found);
}

void Resolver::Impl::ask_records(const std::string& name, RecordType type, std::chrono::milliseconds deadline, RecordsDone done) {
    const auto query = std::make_shared<RecordsQuery>(executor, type);
    query->deadline.expires_after(deadline);
    ++wanted;
    query->done = [this, done = std::move(done)](const Records& found) {
        --wanted;
        done(found);
    };
    query->deadline.async_wait([this, query](const boost::system::error_code& error) {
        if (error || !query->done) return;
        query->finish({DnsAnswer::timed_out});
        drop_queries();
    });
    ares_query(channel, name.c_str(), 1 /* IN */, type_number(type), on_records,
        std::make_unique<std::shared_ptr<RecordsQuery>>(query).release());
    arm_timer();
}

/// A server that says that not even the root exists serves a closed network: what it denies may well exist in the Internet.
void Resolver::Impl::ask_root(std::function<void(bool exists)> done) {
    ++wanted;
    done = [this, done = std::move(done)](bool exists) {
        --wanted;
        done(exists);
    };
    const auto on_root = [](void* argument, int status, int /*timeouts*/, unsigned char* /*answer*/, int /*size*/) {
        const std::unique_ptr<std::function<void(bool)>> told(static_cast<std::function<void(bool)>*>(argument));
        if (status != ARES_EDESTRUCTION) (*told)(status != ARES_ENOTFOUND);
    };
    ares_query(
        channel, ".", 1 /* IN */, 2 /* NS */, on_root, std::make_unique<std::function<void(bool)>>(std::move(done)).release());
    arm_timer();
}

void Resolver::Impl::on_socket(ares_socket_t fd, bool readable, bool writable) {
    const auto found = sockets.find(fd);
    if (!readable && !writable) {
        // c-ares closes the socket itself, right after this.
        if (found != sockets.end()) {
            found->second->descriptor.release();
            sockets.erase(found);
        }
        return;
    }
    const auto socket =
        found != sockets.end() ? found->second : sockets.emplace(fd, std::make_shared<Socket>(executor, fd)).first->second;
    socket->reading = readable;
    socket->writing = writable;
    wait(fd, socket);
}

void Resolver::Impl::wait(ares_socket_t fd, const std::shared_ptr<Socket>& socket) {
    const auto on_ready = [this, self = weak_from_this(), fd, socket](bool reading) {
        return [this, self, fd, socket, reading](const boost::system::error_code& error) {
            (reading ? socket->read_wait : socket->write_wait) = false;
            const auto alive = self.lock();
            if (error || !alive || channel == nullptr || !socket->descriptor.is_open()) return;
            ares_process_fd(channel, reading ? fd : ARES_SOCKET_BAD, reading ? ARES_SOCKET_BAD : fd);
            if (channel == nullptr) return;
            if (socket->descriptor.is_open()) wait(fd, socket);
            arm_timer();
        };
    };
    using Wait = asio::posix::descriptor_base;
    if (socket->reading && !std::exchange(socket->read_wait, true))
        socket->descriptor.async_wait(Wait::wait_read, on_ready(true));
    if (socket->writing && !std::exchange(socket->write_wait, true))
        socket->descriptor.async_wait(Wait::wait_write, on_ready(false));
}

void Resolver::Impl::arm_timer() {
    timeval left{};
    if (ares_timeout(channel, nullptr, &left) == nullptr) {
        timer.cancel();
        return;
    }
    timer.expires_after(std::chrono::seconds(left.tv_sec) + std::chrono::microseconds(left.tv_usec));
    timer.async_wait([this, self = weak_from_this()](const boost::system::error_code& error) {
        const auto alive = self.lock();
        if (error || !alive || channel == nullptr) return;
        ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
        if (channel != nullptr) arm_timer();
    });
}

/// If nobody waits for any answer any more.
void Resolver::Impl::drop_queries() {
    if (channel == nullptr || wanted > 0) return;
    ares_cancel(channel);
    arm_timer();
}

Resolver::Resolver(asio::any_io_executor executor, const std::string& server)
    : impl_(std::make_shared<Impl>(std::move(executor))) {
    impl_->open(server);
}

Resolver::~Resolver() { impl_->close(); }

void Resolver::resolve(const std::string& name, std::chrono::milliseconds deadline, Done done) {
    boost::system::error_code not_literal;
    const auto literal = asio::ip::make_address(name, not_literal);
    asio::post(impl_->executor,
        [self = std::weak_ptr(impl_), name, literal, deadline, done = std::move(done), is_literal = !not_literal]() mutable {
            const auto impl = self.lock();
            if (!impl) return;
            if (is_literal) return done({Outcome::ok, {literal}});
            impl->ask(name, deadline, std::move(done));
        });
}

void Resolver::look_up(const std::string& name, RecordType type, std::chrono::milliseconds deadline, RecordsDone done) {
    asio::post(impl_->executor, [self = std::weak_ptr(impl_), name, type, deadline, done = std::move(done)]() mutable {
        if (const auto impl = self.lock()) impl->ask_records(name, type, deadline, std::move(done));
    });
}

}  // namespace maildoctor::bridge
