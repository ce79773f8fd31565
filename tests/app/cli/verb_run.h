// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace conduit::test {

/// What `conduit VERB …` did.
struct VerbOutcome
{
    std::optional<int> code; ///< Nothing when a signal ended it, or when it did not end in time.
    QByteArray out;
    QByteArray err;
};

/// The real program, as its users start it, against the broker at `address`. It could not open a display if it tried.
class VerbRun
{
public:
    explicit VerbRun(QString address) : m_address(std::move(address)) { }

    /// For the next ones.
    void setEnvironment(const QString &name, const QString &value) { m_environment.append({name, value}); }

    /// `input` is what comes from stdin.
    [[nodiscard]] VerbOutcome run(const QStringList &arguments, const QByteArray &input = {}) const;
    /// The same through a shell, which finds the program under the name `conduit`.
    [[nodiscard]] VerbOutcome runShell(const QString &script) const;
    /// Starts it only. Its stdin is open.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments) const;
    [[nodiscard]] static VerbOutcome finish(QProcess &process);

private:
    void prepare(QProcess &process) const;

    QString m_address;
    QList<std::pair<QString, QString>> m_environment;
};

} // namespace conduit::test
