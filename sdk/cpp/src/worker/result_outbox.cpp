// SPDX-License-Identifier: MIT
#include "result_outbox.h"

#include "log.h"

#include <algorithm>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

/// What a claim carries at the most. A request may have 8 MiB, and one result alone nearly as much.
constexpr qsizetype kCarriedBytesMax = 1024 * 1024;
const QString kTooLarge = u"payload_too_large"_s;

/// Later, or with another token, the same result may be taken.
bool isForNow(const client::Failure &failure)
{
    return failure.isUnreachable() || failure.status >= 500 || failure.status == 401 || failure.status == 403
        || failure.status == 408 || failure.status == 429;
}

/// The result itself is at fault, while the broker still waits for one.
bool isUnfit(const QString &code) { return code == kTooLarge || code == u"malformed_json" || code == u"invalid_argument"; }

wire::AttemptResult substituteFor(const wire::AttemptResult &result, const QString &code, const QString &message)
{
    // The same words whether the broker or whoever stands before it has refused it.
    const QString reason =
        code == kTooLarge ? u"result too large (%1 bytes): %2"_s : u"The broker did not take the result of %1 bytes: %2"_s;
    wire::AttemptResult substitute;
    substitute.id = result.id;
    substitute.leaseToken = result.leaseToken;
    substitute.error = reason.arg(result.output.size()).arg(message);
    substitute.noRetry = true;
    substitute.errorClass = u"result_refused"_s;
    return substitute;
}

} // namespace

void ResultOutbox::add(const wire::AttemptResult &result) { m_entries.emplace(++m_lastNumber, Entry {.result = result}); }

QList<wire::LeaseRenewal> ResultOutbox::leases() const
{
    QList<wire::LeaseRenewal> leases;
    for (const auto &[number, entry] : m_entries) {
        if (!entry.result.leaseToken.isEmpty())
            leases.append({.id = entry.result.id, .leaseToken = entry.result.leaseToken});
    }
    return leases;
}

qsizetype ResultOutbox::waiting() const
{
    return std::count_if(m_entries.begin(), m_entries.end(), [](const auto &item) { return item.second.place == Place::Here; });
}

ResultOutbox::Load ResultOutbox::takeAlong(qsizetype max)
{
    Load load {++m_lastLoad};
    qsizetype bytes = 0;
    for (auto &[number, entry] : m_entries) {
        if (load.results.size() == max)
            break;
        const qsizetype size = entry.result.output.size();
        if (entry.place != Place::Here || bytes + size > kCarriedBytesMax)
            continue;
        bytes += size;
        entry.place = Place::WithClaim;
        entry.load = load.number;
        load.results.append(entry.result);
    }
    return load;
}

void ResultOutbox::settle(quint64 load, const QList<client::Client::Claimed::Stored> &answers)
{
    const auto isOfLoad = [load](const Entry &entry) { return entry.place == Place::WithClaim && entry.load == load; };
    QHash<QString, QString> codes;
    for (const auto &answer : answers)
        codes.insert(answer.id, answer.errorCode);
    std::erase_if(m_entries,
                  [&](const auto &item) { return isOfLoad(item.second) && codes.value(item.second.result.id).isEmpty(); });
    std::vector<Number> refused;
    for (const auto &[number, entry] : m_entries) {
        if (isOfLoad(entry))
            refused.push_back(number);
    }
    for (const Number number : refused) {
        const QString code = codes.value(m_entries.at(number).result.id);
        refuse(number, code, code);
    }
    Q_EMIT settled();
}

void ResultOutbox::takeBack(quint64 load)
{
    for (auto &[number, entry] : m_entries) {
        if (entry.place == Place::WithClaim && entry.load == load)
            entry.place = Place::Here;
    }
}

void ResultOutbox::sendAll()
{
    for (const auto &[number, entry] : m_entries) {
        if (entry.place == Place::Here)
            send(number);
    }
}

void ResultOutbox::sendLarge()
{
    for (const auto &[number, entry] : m_entries) {
        if (entry.place == Place::Here && entry.result.output.size() > kCarriedBytesMax)
            send(number);
    }
}

void ResultOutbox::send(Number number)
{
    Entry &entry = m_entries.at(number);
    entry.place = Place::OnItsWay;
    m_client.reportResult(entry.result, this, [this, number](const auto &answer) { take(number, answer); });
}

void ResultOutbox::take(Number number, const client::Result<QString> &answer)
{
    if (answer) {
        m_entries.erase(number);
        Q_EMIT settled();
    } else if (isForNow(answer.error())) {
        m_entries.at(number).place = Place::Here;
        Q_EMIT postponed(answer.error());
    } else {
        // Whoever refuses a body before looking at it knows no word of ours, but the status says enough.
        const bool isTooLarge = answer.error().status == 413;
        refuse(number, isTooLarge ? kTooLarge : answer.error().code, answer.error().message);
        Q_EMIT settled();
    }
}

void ResultOutbox::refuse(Number number, const QString &code, const QString &message)
{
    Entry &entry = m_entries.at(number);
    if (isUnfit(code) && !entry.isSubstitute) {
        qCWarning(lcWorker).noquote() << "task" << entry.result.id << "fails: its result was refused:" << message;
        entry.result = substituteFor(entry.result, code, message);
        entry.isSubstitute = true;
        send(number);
        return;
    }
    qCWarning(lcWorker).noquote() << "the result of task" << entry.result.id << "is not wanted any more:" << message;
    m_entries.erase(number);
}

} // namespace conduit::worker
