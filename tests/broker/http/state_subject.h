// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/api_fixture.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <chrono>

namespace conduit::test {

/// What a door answered: a status and a word, which is the error's code or what an operation did.
struct Told
{
    int status = 0;
    QString word;

    bool operator==(const Told &) const = default;
};

/// One task, and what it takes to act on it. Nobody shares its type or its serial key, so many can be tried on one broker.
class Subject
{
public:
    static constexpr std::chrono::seconds kLease {60};

    explicit Subject(ApiFixture &api, int number) : m_api(api), m_number(QByteArray::number(number)) { }

    /// It expires in eight hours.
    void enqueue(const QByteArray &members = R"("priority":5)");
    /// Another task of the same serial key.
    QByteArray enqueueNeighbour();
    void endNeighbour();

    Told claim();
    Told claimInList();

    /// What the worker of the last claim says.
    Told tell(const QByteArray &act, const QByteArray &members = {});
    Told tellInList(const QByteArray &members);
    Told tellWithClaim(const QByteArray &members);
    Told beatHeart();

    Told act(const QByteArray &verb);
    Told edit(const QByteArray &members);
    Told moveTo(broker::Milliseconds fromNow);
    Told moveAsMany(broker::Milliseconds fromNow);
    Told remove();
    /// As an operation on many that happen to be one.
    Told operate(const QByteArray &verb, const QByteArray &args = {});
    /// The worker of a task that was asked to stop obeys.
    Told obeying(Told asked);

    enum class Pass { Due, Leases, Expiry };
    /// Time goes by, and one of the background passes comes.
    Told pass(broker::Milliseconds time, Pass pass);

    /// As GET /task/{id} shows it, without what depends on its surroundings.
    QJsonObject seen();
    bool isRunning();

private:
    [[nodiscard]] QByteArray typeOf(const QByteArray &whose) const;
    [[nodiscard]] QByteArray postOf(const QByteArray &whose, const QByteArray &members) const;
    [[nodiscard]] QByteArray momentIn(broker::Milliseconds time) const;
    [[nodiscard]] QByteArray path() const;
    [[nodiscard]] QByteArray leaseMember() const;
    [[nodiscard]] QByteArray entry(const QByteArray &members) const;
    Told takeToken(const ApiFixture::Reply &reply);

    ApiFixture &m_api;
    QByteArray m_number;
    QByteArray m_id;
    QByteArray m_token = "of-nobody";
    QByteArray m_neighbour;
};

} // namespace conduit::test
