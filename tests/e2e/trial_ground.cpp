// SPDX-License-Identifier: GPL-3.0-only
#include "tests/e2e/trial_ground.h"

#include "tests/support/task_dialogue.h"

#include <QTest>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

/// The broker takes the worker that lies beside it, so both stand here.
const QString kFolder = QStringLiteral(CONDUIT_BIN_DIR "/../tests/trial");
const QString kLeaseSeconds = u"3"_s;
const QString kStopGraceSeconds = u"1"_s;

bool hasStarted(bool isUp, const QByteArray &log)
{
    if (!isUp)
        QTest::qFail(log.isEmpty() ? "it does not start" : log.constData(), __FILE__, __LINE__);
    return isUp;
}

} // namespace

bool TrialGround::startBroker(int workers, const QStringList &arguments)
{
    if (!m_broker)
        m_broker = std::make_unique<BrokerProcess>(kFolder);
    m_broker->setWorkers(workers);
    m_broker->setArguments(QStringList {u"--stop-grace"_s, kStopGraceSeconds} + arguments);
    if (!hasStarted(m_broker->start(), m_broker->log()))
        return false;
    m_client.emplace(m_broker->connect());
    return true;
}

bool TrialGround::startApart()
{
    if (!startBroker(0, {}))
        return false;
    m_worker = std::make_unique<WorkerProcess>(kFolder, m_broker->address(), u"trial"_s);
    m_worker->setArguments({u"--concurrency"_s, u"2"_s, u"--lease"_s, kLeaseSeconds});
    return hasStarted(m_worker->start(), m_worker->log());
}

bool TrialGround::startTogether(const QStringList &arguments)
{
    return startBroker(1, QStringList {u"--concurrency"_s, u"2"_s, u"--lease"_s, kLeaseSeconds} + arguments);
}

bool TrialGround::startAgainAlone() { return startBroker(0, {}); }

void TrialGround::clear()
{
    constexpr qsizetype kShown = 4'000;
    if (QTest::currentTestFailed() && m_broker)
        qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(kShown));
    if (QTest::currentTestFailed() && m_worker)
        qWarning().noquote() << "the worker said:" << QString::fromUtf8(m_worker->log().right(kShown));
    m_client.reset();
    m_worker.reset();
    m_broker.reset();
}

QString TrialGround::stateOf(const QString &id) { return loadTask(*m_client, id)["state"_L1].toString(); }

QJsonArray TrialGround::attemptsOf(const QString &id)
{
    return m_client->get(taskPath(id, "/attempts")).json()["attempts"_L1].toArray();
}

qint64 TrialGround::childOf(const QString &id)
{
    return loadTask(*m_client, id)["progress"_L1]["message"_L1].toString().toLongLong();
}

QByteArray trialTask(const QByteArray &type, const QByteArray &payload, const QByteArray &more)
{
    const QByteArray rest = more.isEmpty() ? QByteArray() : ',' + more;
    return R"({"task_type":)" + quoted(type) + R"(,"payload":)" + payload + rest + '}';
}

} // namespace conduit::test
