// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/app/cli/verb_run.h"
#include "tests/support/broker_process.h"
#include "tests/support/task_dialogue.h"

#include <QTest>

#include <memory>
#include <optional>

namespace conduit::test {

/// For a test class: a broker of its own, and the command line against it.
class VerbFixture
{
protected:
    void startBroker(const QStringList &arguments)
    {
        m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
        m_broker->setArguments(arguments);
        QVERIFY2(m_broker->start(), m_broker->log().constData());
        m_client = std::make_unique<RawHttpClient>(m_broker->port());
        m_conduit.emplace(m_broker->address());
    }

    void stopBroker()
    {
        m_client.reset();
        m_broker.reset();
    }

    [[nodiscard]] VerbOutcome run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return m_conduit->run(arguments, input);
    }
    [[nodiscard]] QString newTask(QByteArrayView task = "{\"task_type\":\"t\"}") { return enqueue(*m_client, task); }
    /// The exact text of a task as the broker tells it.
    [[nodiscard]] QByteArray taskText(const QString &id) { return m_client->get(taskPath(id)).body; }

    /// The task completes with this output.
    void complete(const QString &id, const QByteArray &output)
    {
        const QJsonObject claimed = claim(*m_client, "worker=w&wait=20");
        QCOMPARE(claimed.value(QStringLiteral("id")).toString(), id);
        QCOMPARE(report(*m_client, claimed, "\"output\":" + output).status, 200);
    }
    void fail(const QString &id, const QByteArray &error)
    {
        const QJsonObject claimed = claim(*m_client, "worker=w&wait=20");
        QCOMPARE(claimed.value(QStringLiteral("id")).toString(), id);
        QCOMPARE(report(*m_client, claimed, "\"no_retry\":true,\"error\":" + quoted(error)).status, 200);
    }

    std::unique_ptr<BrokerProcess> m_broker;
    std::unique_ptr<RawHttpClient> m_client;
    std::optional<VerbRun> m_conduit;
};

} // namespace conduit::test
