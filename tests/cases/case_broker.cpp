// SPDX-License-Identifier: GPL-3.0-only
#include "tests/cases/case_broker.h"

#include <QDebug>
#include <QFile>

namespace conduit::test {

bool CaseWithBroker::survives() const
{
    auto client = m_broker->connect();
    return m_broker->isRunning() && m_broker->pid() == m_pid && client.get("/task/types").status == 200;
}

void CaseWithBroker::init()
{
    m_broker = std::make_unique<BrokerProcess>(QStringLiteral(CONDUIT_BIN_DIR));
    prepare(*m_broker);
    QVERIFY2(m_broker->start(), m_broker->log().constData());
    m_pid = m_broker->pid();
}

void CaseWithBroker::cleanup()
{
    if (QTest::currentTestFailed())
        qWarning().noquote() << "the broker said:" << QString::fromUtf8(m_broker->log().right(4000));
    m_broker.reset();
}

QByteArray caseFile(const QString &name)
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/tests/cases/files/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace conduit::test
