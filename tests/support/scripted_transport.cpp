// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/scripted_transport.h"

#include <QTest>

#include <algorithm>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

bool fits(const client::Call &call, QAnyStringView method, QAnyStringView path)
{
    const QString wanted = path.toString();
    const QString asked = QString::fromUtf8(call.path);
    return QAnyStringView(QUtf8StringView(call.method)) == method
        && (wanted == asked || (!wanted.contains(u'?') && wanted == asked.section(u'?', 0, 0)));
}

void fail(const QString &what, std::source_location where)
{
    QTest::qFail(qPrintable(what), where.file_name(), static_cast<int>(where.line()));
}

} // namespace

client::Transport::CallId ScriptedTransport::send(const client::Call &call, Done done)
{
    m_waiting.push_back({++m_lastId, call, std::move(done)});
    return m_lastId;
}

void ScriptedTransport::abort(CallId id)
{
    m_aborted += static_cast<int>(std::erase_if(m_waiting, [id](const Waiting &waiting) { return waiting.id == id; }));
}

void ScriptedTransport::expect(QAnyStringView method, QAnyStringView path, std::source_location where)
{
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [&](const Waiting &waiting) { return fits(waiting.call, method, path); });
    if (found == m_waiting.end()) {
        m_expected.reset();
        fail(u"nobody asked %1 %2; waiting: %3"_s.arg(method.toString(), path.toString(), waitingText()), where);
        return;
    }
    m_expected = found->id;
    m_call = found->call;
}

void ScriptedTransport::expectNothing(std::source_location where)
{
    if (!m_waiting.empty())
        fail(u"unexpected: %1"_s.arg(waitingText()), where);
}

bool ScriptedTransport::isAsked(QAnyStringView method, QAnyStringView path) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [&](const Waiting &waiting) { return fits(waiting.call, method, path); });
}

void ScriptedTransport::answer(int status, const QByteArray &body, const QByteArray &retryAfter, std::source_location where)
{
    deliver({.status = status, .body = body, .retryAfter = retryAfter, .failure = {}, .sentAt = m_time}, where);
}

void ScriptedTransport::breakOff(const QString &reason, std::source_location where)
{
    deliver({.status = 0, .failure = reason}, where);
}

void ScriptedTransport::deliver(const client::Reply &reply, std::source_location where)
{
    const auto found =
        std::find_if(m_waiting.begin(), m_waiting.end(), [this](const Waiting &waiting) { return waiting.id == m_expected; });
    if (found == m_waiting.end()) {
        fail(u"nothing to answer: expect a call first, and answer it once"_s, where);
        return;
    }
    // Taken out first: what the answer sets going may send the next call at once.
    const Done done = std::move(found->done);
    m_waiting.erase(found);
    m_expected.reset();
    done(reply);
}

QString ScriptedTransport::waitingText() const
{
    QStringList calls;
    for (const Waiting &waiting : m_waiting)
        calls.append(QString::fromUtf8(waiting.call.method + ' ' + waiting.call.path));
    return calls.isEmpty() ? u"nothing"_s : calls.join(u", "_s);
}

} // namespace conduit::test
