// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/broker_process.h"

#include <QDir>
#include <QUrl>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kServingLine = "listening on ";

QString folderTemplate(const QString &parentFolder)
{
    return QDir(parentFolder.isEmpty() ? QDir::tempPath() : parentFolder).filePath(u"conduit-XXXXXX"_s);
}

} // namespace

BrokerProcess::BrokerProcess(const QString &binFolder, const QString &parentFolder)
    : m_folder(folderTemplate(parentFolder)),
      m_process(QDir(binFolder).filePath(u"conduit"_s), m_folder.filePath(u"broker.log"_s))
{
    // What the machine says about brokers and displays is none of a test's business.
    const QStringList inherited = QProcessEnvironment::systemEnvironment().keys();
    for (const QString &name : inherited) {
        if (name.startsWith(u"CONDUIT_"))
            m_process.unsetEnvironment(name);
    }
}

bool BrokerProcess::start()
{
    m_failure.clear();
    const QStringList usual {u"--no-gui"_s,
                             u"--host"_s,
                             u"127.0.0.1"_s,
                             u"--port"_s,
                             QString::number(m_port),
                             u"--workers"_s,
                             QString::number(m_workers),
                             u"--data-dir"_s,
                             dataFolder()};
    if (!m_folder.isValid() || !QDir().mkpath(dataFolder()) || !m_process.start(usual + m_arguments)) {
        m_failure = "cannot start the broker\n";
        return false;
    }
    const auto line = m_process.readLine();
    if (!line || !line->startsWith(kServingLine)) {
        m_failure = "the broker did not say that it listens but: " + line.value_or("nothing") + '\n';
        return false;
    }
    m_port = static_cast<quint16>(QUrl(QString::fromUtf8(line->mid(kServingLine.size()))).port(0));
    return m_port != 0;
}

bool BrokerProcess::restart()
{
    kill();
    return start();
}

} // namespace conduit::test
