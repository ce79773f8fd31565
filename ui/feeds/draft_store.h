// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>

namespace conduit::ui {

/// Keeps what was typed for each type in a folder, so that it survives a crash. A file is replaced as a whole or not at all.
/// Reads and writes in the background, but for flush(). Lives on the main thread.
class DraftStore final : public QObject
{
    Q_OBJECT
public:
    explicit DraftStore(QString folder, QObject *parent = nullptr);

    /// The drafts of last time follow with loaded().
    void load();
    /// Writes this text soon, when nothing more is typed. An empty object is no draft: it goes.
    void note(const QString &type, const QByteArray &text);
    /// Writes what waits, now: the program ends.
    void flush();

Q_SIGNALS:
    void loaded(const QHash<QString, QByteArray> &drafts);
    void saved();
    void failed(const QString &why);

private:
    void save();

    QString m_folder;
    QTimer m_soon;
    QHash<QString, QByteArray> m_waiting;
};

} // namespace conduit::ui
