// SPDX-License-Identifier: GPL-3.0-only
#include "app/instance_lock.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLocalSocket>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace conduit::app {

namespace {

constexpr int kAnswerTimeMs = 3'000;
constexpr auto kGreeting = "shown";

/// A path of a socket may have no more than 107 bytes, so the subject itself cannot stand in it.
QString pathFrom(const QString &subject, const QString &directory)
{
    const QByteArray hash = QCryptographicHash::hash(subject.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return u"%1/conduit-%2"_s.arg(directory, QString::fromLatin1(hash));
}

/// The descriptor of the locked file, or -1. A kernel lock, because it goes with its process however that ends.
int lockedFile(const QString &path, int operation)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0 && ::flock(file, operation) == 0)
        return file;
    ::close(file);
    return -1;
}

} // namespace

InstanceLock::InstanceLock(const QString &subject, const QString &directory, QObject *parent)
    : QObject(parent), m_path(pathFrom(subject, directory))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceLock::answer);
}

InstanceLock::~InstanceLock()
{
    m_server.close();
    if (m_lock >= 0)
        ::close(m_lock);
}

InstanceLock::Outcome InstanceLock::acquire()
{
    // Held until the first one listens, so that a second one that comes a moment later finds it.
    const int gate = lockedFile(m_path + u".gate"_s, LOCK_EX);
    const bool isFirst = takeAndListen();
    ::close(gate);
    if (isFirst)
        return Outcome::First;
    return askFirst() ? Outcome::Raised : Outcome::NoAnswer;
}

bool InstanceLock::takeAndListen()
{
    m_lock = lockedFile(m_path + u".lock"_s, LOCK_EX | LOCK_NB);
    if (m_lock < 0)
        return false;
    QLocalServer::removeServer(m_path); // What a killed process left behind.
    m_server.listen(m_path);
    return true;
}

bool InstanceLock::askFirst() const
{
    QLocalSocket socket;
    socket.connectToServer(m_path, QIODevice::ReadOnly);
    return socket.waitForConnected(kAnswerTimeMs) && socket.waitForReadyRead(kAnswerTimeMs);
}

void InstanceLock::answer()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        socket->write(kGreeting);
        socket->disconnectFromServer();
        Q_EMIT raiseRequested();
    }
}

} // namespace conduit::app
