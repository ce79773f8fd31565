// SPDX-License-Identifier: GPL-3.0-only
#include "ui/token_store.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr QFileDevice::Permissions kForOthers =
    QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TokenFolder)
};

template<typename T>
void later(QObject *context, const TokenStore::Then<T> &then, const Result<T, QString> &outcome)
{
    QMetaObject::invokeMethod(context, [then, outcome] { then(outcome); }, Qt::QueuedConnection);
}

} // namespace

void TokenStore::rename(const QString &from, const QString &to, QObject *context, const Then<Unit> &then)
{
    read(from, context, [this, from, to, context, then](const Result<QByteArray, QString> &token) {
        if (!token)
            return then(token.error());
        if (token->isEmpty())
            return then(Unit {});
        write(to, *token, context, [this, from, context, then](const Result<Unit, QString> &kept) {
            if (kept)
                write(from, {}, context, then);
            else
                then(kept);
        });
    });
}

QString TokenFolder::place() const { return Words::tr("a file that only you can read"); }

void TokenFolder::read(const QString &name, QObject *context, const Then<QByteArray> &then)
{
    later(context, then, readNow(name));
}

void TokenFolder::write(const QString &name, const QByteArray &token, QObject *context, const Then<Unit> &then)
{
    later(context, then, writeNow(name, token));
}

/// A name may hold any character, a file's name may not.
QString TokenFolder::pathOf(const QString &name) const
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    return QDir(m_folder).filePath(QString::fromLatin1(hash));
}

Result<QByteArray, QString> TokenFolder::readNow(const QString &name) const
{
    QFile file(pathOf(name));
    if (!file.exists())
        return QByteArray();
    if (file.permissions() & kForOthers)
        return Words::tr("Others can read %1. Forbid that with chmod 600, or enter the token again.").arg(file.fileName());
    if (!file.open(QIODevice::ReadOnly))
        return Words::tr("%1 cannot be read: %2.").arg(file.fileName(), file.errorString());
    return file.readAll().trimmed();
}

Result<Unit, QString> TokenFolder::writeNow(const QString &name, const QByteArray &token) const
{
    const QString path = pathOf(name);
    if (token.isEmpty()) {
        QFile file(path);
        if (file.exists() && !file.remove())
            return Words::tr("%1 cannot be removed: %2.").arg(path, file.errorString());
        return Unit {};
    }
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, kOwnerOnly | QFileDevice::ExeOwner);
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.setPermissions(kOwnerOnly)
        && file.write(token) == token.size() && file.commit();
    if (!isWritten)
        return Words::tr("%1 cannot be written: %2.").arg(path, file.errorString());
    return Unit {};
}

} // namespace conduit::ui
