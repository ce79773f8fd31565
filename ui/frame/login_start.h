// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>
#include <QStringList>

namespace conduit::ui {

/// Whether the desktop starts Conduit when its person logs in: a file in the folder in which desktops look for such programs
/// (freedesktop.org's Desktop Application Autostart). Main thread; what it reads and writes is one small file.
class LoginStart final
{
public:
    /// `folder` is where the desktop looks, empty where there is no such folder. `command` is a program and its arguments, to be run in
    /// the folder `at`.
    LoginStart(const QString &folder, QStringList command, QString at);

    /// Why it cannot be, as a sentence; empty when it can.
    [[nodiscard]] QString whyNot() const;
    [[nodiscard]] bool isOn() const;
    /// Returns what is wrong, as a sentence, and has changed nothing then.
    [[nodiscard]] QString turn(bool isOn) const;

private:
    [[nodiscard]] QByteArray entry() const;

    QString m_folder;
    QString m_file; ///< Empty without a folder.
    QStringList m_command;
    QString m_at;
};

} // namespace conduit::ui
