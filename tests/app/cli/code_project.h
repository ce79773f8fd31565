// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QDir>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace conduit::test {

/// A folder in which code that was written for people is built, against the SDKs as their own tests have built them. What earlier runs left
/// there speeds it up.
class CodeProject
{
public:
    explicit CodeProject(const QString &name);

    [[nodiscard]] QString pathOf(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] bool write(const QString &name, const QByteArray &content) const;

    /// What `tsc` needs, as strict as it can be; it builds all files of the folder.
    [[nodiscard]] bool setUpTypeScript() const;
    /// What `cargo` needs; the program is src/main.rs.
    [[nodiscard]] bool setUpRust(const QByteArray &crate) const;
    /// `cargo VERB`.
    [[nodiscard]] static QStringList cargoArguments(const QString &verb);
    [[nodiscard]] static QProcessEnvironment cargoEnvironment();
    [[nodiscard]] static QString pathOfCrate(const QByteArray &crate);

    /// Runs a program in the folder. Empty when it ended well, else what it said.
    [[nodiscard]] QByteArray faultOf(const QString &program, const QStringList &arguments,
                                     const QProcessEnvironment &more = {}) const;

private:
    QDir m_folder;
};

} // namespace conduit::test
