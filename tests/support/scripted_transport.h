// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/transport.h>

#include <QAnyStringView>

#include <list>
#include <optional>
#include <source_location>

namespace conduit::test {

/// A broker that says what the test lets it say. Calls wait in it until the test expects and answers them, so nothing is
/// answered by surprise; answers arrive inside answer(), in the test's own turn. A wrong expectation fails the test.
///
///     broker.expect("POST", "/task/42/retry");
///     QCOMPARE(broker.call().body, "{}");
///     broker.answer(200, R"({"state":"ready"})");
class ScriptedTransport final : public client::Transport
{
public:
    CallId send(const client::Call &call, Done done) override;
    void abort(CallId id) override;

    /// The oldest waiting call with this method and path becomes call(). A path without a query fits every query.
    void expect(QAnyStringView method, QAnyStringView path, std::source_location where = std::source_location::current());
    /// No call waits for an answer, aborted ones aside.
    void expectNothing(std::source_location where = std::source_location::current());
    /// For conditions: true when such a call waits.
    [[nodiscard]] bool isAsked(QAnyStringView method, QAnyStringView path) const;
    [[nodiscard]] int waitingCalls() const { return static_cast<int>(m_waiting.size()); }
    [[nodiscard]] int abortedCalls() const { return m_aborted; }

    /// What was expected last, also after its answer.
    [[nodiscard]] const client::Call &call() const { return m_call; }

    /// What its clock says from now on, beside each answer.
    void setTime(const QDateTime &time) { m_time = time; }

    // Answers to the call that was expected last.
    void answer(int status, const QByteArray &body = {}, const QByteArray &retryAfter = {},
                std::source_location where = std::source_location::current());
    /// No answer: the broker cannot be reached.
    void breakOff(const QString &reason = QStringLiteral("Connection refused"),
                  std::source_location where = std::source_location::current());

private:
    struct Waiting
    {
        CallId id;
        client::Call call;
        Done done;
    };
    void deliver(const client::Reply &reply, std::source_location where);
    [[nodiscard]] QString waitingText() const;

    std::list<Waiting> m_waiting;
    std::optional<CallId> m_expected;
    client::Call m_call;
    QDateTime m_time;
    CallId m_lastId = 0;
    int m_aborted = 0;
};

} // namespace conduit::test
