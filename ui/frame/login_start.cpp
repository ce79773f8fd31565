// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/login_start.h"

#include "ui/models/whole_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kBytesMax = 64 * 1024; ///< Of a file that we have written it is a hundredth.

/// To give the texts a context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LoginStart)
};

/// What a value of a desktop entry may not have as it is.
QString escaped(QString text)
{
    text.replace(u'\\', u"\\\\"_s);
    text.replace(u'\n', u"\\n"_s);
    return text;
}

/// In double quotes, as its rules for `Exec` want it; a per cent sign would be the name of a file to open.
QString quoted(QString argument)
{
    for (const QChar sign : {u'\\', u'"', u'`', u'$'})
        argument.replace(sign, u'\\' + QString(sign));
    argument.replace(u'%', u"%%"_s);
    return u'"' + argument + u'"';
}

} // namespace

LoginStart::LoginStart(const QString &folder, QStringList command, QString at)
    : m_folder(folder),
      m_file(folder.isEmpty() ? QString() : folder + u"/conduit.desktop"_s),
      m_command(std::move(command)),
      m_at(std::move(at))
{
}

QString LoginStart::whyNot() const
{
    return m_file.isEmpty() ? Words::tr("This desktop has no folder for programs that start at login.") : QString();
}

bool LoginStart::isOn() const
{
    QFile file(m_file);
    if (m_file.isEmpty() || !file.open(QIODevice::ReadOnly))
        return false;
    // Desktops turn an entry off in one of these ways, and leave the file.
    const QList<QByteArray> lines = file.read(kBytesMax).split('\n');
    return !lines.contains("Hidden=true") && !lines.contains("X-GNOME-Autostart-enabled=false");
}

QString LoginStart::turn(bool isOn) const
{
    if (const QString reason = whyNot(); !reason.isEmpty())
        return reason;
    if (!isOn) {
        QFile file(m_file);
        return !file.exists() || file.remove() ? QString() : Words::tr("%1 cannot be removed.").arg(m_file);
    }
    // Whole or not at all: the desktop may read it at any moment.
    const bool isWritten = QDir().mkpath(m_folder) && writeWhole(m_file, entry()).isEmpty();
    return isWritten ? QString() : Words::tr("%1 cannot be written. Nothing was changed.").arg(m_file);
}

QByteArray LoginStart::entry() const
{
    QStringList command;
    for (const QString &argument : m_command)
        command.append(quoted(argument));
    const QStringList lines {u"[Desktop Entry]"_s,
                             u"Type=Application"_s,
                             u"Name=Conduit"_s,
                             u"Icon=conduit"_s,
                             u"Exec="_s + escaped(command.join(u' ')),
                             u"Path="_s + escaped(m_at),
                             u"Terminal=false"_s};
    return lines.join(u'\n').toUtf8() + '\n';
}

} // namespace conduit::ui
