// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/worker_process.h"

#include <QDir>

namespace conduit::test {

using namespace Qt::StringLiterals;

WorkerProcess::WorkerProcess(const QString &binFolder, const QString &brokerAddress, const QString &name)
    : m_process(QDir(binFolder).filePath(u"conduit-worker"_s), m_folder.filePath(u"worker.log"_s)),
      m_brokerAddress(brokerAddress),
      m_name(name)
{
    for (const auto &variable : {u"BROKER_URL"_s, u"WORKER_NAME"_s, u"POLL_INTERVAL_MS"_s, u"CONDUIT_TOKEN"_s})
        m_process.unsetEnvironment(variable);
    m_process.setWorkingDirectory(m_folder.path());
}

bool WorkerProcess::start()
{
    return m_folder.isValid()
        && m_process.start(QStringList {u"--broker-url"_s, m_brokerAddress, u"--name"_s, m_name} + m_arguments);
}

} // namespace conduit::test
