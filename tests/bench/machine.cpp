// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/machine.h"

#include "tests/bench/measurement.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QVariant>

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace conduit::bench {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::duration<double, std::micro>;

constexpr int kSyncs = 500;
constexpr int kRareSyncs = 100;
constexpr std::chrono::milliseconds kRest {20};
constexpr int kCommits = 2'000;
constexpr int kRoundTrips = 5'000;
/// The sizes of W1's request and its answer.
constexpr std::size_t kRequestBytes = 200;
constexpr std::size_t kAnswerBytes = 900;

Result<double> syncTime(const QString &path, int syncs, std::chrono::milliseconds rest)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return u"cannot write "_s + path;
    const QByteArray record(256, 'x');
    QList<double> times;
    for (int i = 0; i < syncs; ++i) {
        std::this_thread::sleep_for(rest);
        const auto start = Clock::now();
        if (file.write(record) != record.size() || ::fsync(file.handle()) != 0)
            return u"cannot write "_s + path;
        times.append(Microseconds(Clock::now() - start).count());
    }
    return medianOf(times);
}

Result<double> insertMany(QSqlDatabase database)
{
    for (const QString &statement :
         {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s,
          u"CREATE TABLE task (seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, payload TEXT NOT NULL) STRICT"_s}) {
        if (QSqlQuery query(database); !query.exec(statement))
            return query.lastError().text();
    }
    QSqlQuery insert(database);
    insert.prepare(u"INSERT INTO task (id, payload) VALUES (?, ?)"_s);
    const auto start = Clock::now();
    for (int i = 0; i < kCommits; ++i) {
        insert.bindValue(0, QByteArray::number(i).rightJustified(16, '0'));
        insert.bindValue(1, uR"({"echo":"hello world hello world hello world"})"_s);
        if (!insert.exec())
            return insert.lastError().text();
    }
    return Microseconds(Clock::now() - start).count() / kCommits;
}

Result<double> commitTime(const QString &path)
{
    const QString name = u"machine"_s;
    Result<double> time = [&]() -> Result<double> {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path);
        if (!database.open())
            return database.lastError().text();
        return insertMany(database);
    }();
    QSqlDatabase::removeDatabase(name);
    return time;
}

bool receiveAll(int socket, char *target, std::size_t size)
{
    while (size > 0) {
        const auto got = ::recv(socket, target, size, 0);
        if (got <= 0)
            return false;
        target += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

void answerAll(int listener)
{
    const int peer = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    const int on = 1;
    ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::array<char, kAnswerBytes> bytes {};
    while (receiveAll(peer, bytes.data(), kRequestBytes))
        ::send(peer, bytes.data(), kAnswerBytes, MSG_NOSIGNAL);
    ::close(peer);
}

/// A listening socket on a free port of loopback; the address it got is left in `address`.
int listenOnLoopback(sockaddr_in &address)
{
    address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    ::listen(listener, 1);
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    return listener;
}

Result<double> roundTripTime()
{
    sockaddr_in address {};
    const int listener = listenOnLoopback(address);
    const int caller = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(caller, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(listener);
        ::close(caller);
        return u"cannot connect on loopback"_s;
    }
    const int on = 1;
    ::setsockopt(caller, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::thread answerer(answerAll, listener);
    std::array<char, kAnswerBytes> bytes {};
    const auto start = Clock::now();
    bool isWhole = true;
    for (int i = 0; i < kRoundTrips && isWhole; ++i)
        isWhole = ::send(caller, bytes.data(), kRequestBytes, MSG_NOSIGNAL) == static_cast<ssize_t>(kRequestBytes)
            && receiveAll(caller, bytes.data(), kAnswerBytes);
    const double mean = Microseconds(Clock::now() - start).count() / kRoundTrips;
    ::close(caller);
    answerer.join();
    ::close(listener);
    return isWhole ? Result<double>(mean) : Result<double>(u"loopback broke"_s);
}

} // namespace

Result<MachineLimits> measureMachine(const QString &folder)
{
    const QTemporaryDir files(folder + u"/conduit-machine-XXXXXX"_s);
    if (!files.isValid())
        return u"cannot write in "_s + folder;
    const auto sync = syncTime(files.filePath(u"sync"_s), kSyncs, std::chrono::milliseconds(0));
    if (!sync)
        return sync.error();
    const auto rareSync = syncTime(files.filePath(u"rare"_s), kRareSyncs, kRest);
    if (!rareSync)
        return rareSync.error();
    const auto commit = commitTime(files.filePath(u"commit.db"_s));
    if (!commit)
        return commit.error();
    const auto roundTrip = roundTripTime();
    if (!roundTrip)
        return roundTrip.error();
    return MachineLimits {*sync, *rareSync, *commit, *roundTrip};
}

} // namespace conduit::bench
