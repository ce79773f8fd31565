// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/answer_memory.h"

#include <QCryptographicHash>

#include <algorithm>

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::minutes kLookEvery {1};

/// Everything that makes a request what it is.
QByteArray fingerprintOf(const Request &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray *part : {&request.path, &request.query, &request.body}) {
        hash.addData(QByteArray::number(part->size()) + ':');
        hash.addData(*part);
    }
    return hash.result();
}

QByteArray textFrom(const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    QByteArray text(""); // Not null, which storage would refuse: an answer may well have no headers.
    for (const auto &[name, value] : headers)
        text += name + ": " + value + '\n';
    return text;
}

Answer answerFrom(const RememberedAnswer &remembered)
{
    Answer answer {.status = remembered.status, .body = remembered.body};
    for (const QByteArray &line : remembered.headers.split('\n')) {
        const auto colon = line.indexOf(": ");
        if (colon > 0)
            answer.headers.emplaceBack(line.first(colon), line.sliced(colon + 2));
    }
    answer.headers.emplaceBack("Idempotent-Replay", "true");
    return answer;
}

bool isKey(const QByteArray &key)
{
    return key.size() <= AnswerMemory::kKeyCharactersMax
        && std::all_of(key.begin(), key.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

} // namespace

Outcome AnswerMemory::answer(LaneHandler handler, const ApiCall &call, Engine &engine)
{
    if (call.request.idempotencyKey.isEmpty())
        return handler(call, engine);
    if (!isKey(call.request.idempotencyKey))
        return Error {ErrorCode::InvalidArgument,
                      u"Idempotency-Key takes at most %1 printable ASCII characters."_s.arg(kKeyCharactersMax)};
    const QString key = QString::fromLatin1(call.request.idempotencyKey);
    const QByteArray fingerprint = fingerprintOf(call.request);
    const Moment now = m_clock.steadyNow();
    const auto known = m_store.find(key);
    if (!known)
        return known.error();
    if (*known && (*known)->keptUntil > now) {
        if ((*known)->fingerprint != fingerprint)
            return Error {ErrorCode::IdempotencyKeyReused,
                          u"This Idempotency-Key came with another request within the last 24 hours. Choose a new one."_s};
        return answerFrom(**known);
    }
    Outcome outcome = handler(call, engine);
    if (const auto *answer = std::get_if<Answer>(&outcome); answer && answer->status < 300) {
        const RememberedAnswer remembered {fingerprint, answer->status, textFrom(answer->headers), answer->body,
                                           now + kKeepFor};
        if (const Status saved = m_store.save(key, remembered); !saved)
            return saved.error();
    }
    return outcome;
}

Result<int> AnswerMemory::runOnce()
{
    const Moment now = m_clock.steadyNow();
    if (now < m_lookedAt + kLookEvery)
        return 0;
    const auto forgotten = m_store.forget(now, kForgottenPerPassMax);
    if (forgotten && *forgotten < kForgottenPerPassMax)
        m_lookedAt = now;
    return forgotten;
}

} // namespace conduit::broker
