// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>

namespace conduit::ui {

/// What was done through one connection and can be taken back, the latest last. Taking back is asked of the broker, which may find that
/// the world has moved on; so each thing is asked for once, and there is no redo.
class UndoTrail final : public QObject
{
    Q_OBJECT
public:
    static constexpr int kEntriesMax = 50;
    static constexpr int kMinutesMax = 10;

    explicit UndoTrail(std::function<QDateTime()> now, QObject *parent = nullptr);

    /// `text` says what was done, by the operation with the id `operation` if there is one. Once `context` is gone, `undo` is not called any
    /// more. Returns the entry's number.
    int note(const QString &text, QObject *context, const std::function<void()> &undo, const QString &operation = {});
    /// Somebody has taken back these operations elsewhere.
    void noteUndone(const QSet<QString> &operations);
    /// What undo() takes back; empty when there is nothing.
    [[nodiscard]] QString text() const;
    void undo();
    /// Takes back this one, which need not be the latest; does nothing when that has happened already.
    void undo(int number);
    /// Whether that can still be taken back.
    [[nodiscard]] bool isOpen(int number) const;
    /// What `from` has noted is `to`'s from now on. `from` is still there.
    void passOn(const QObject *from, QObject *to);

Q_SIGNALS:
    void changed();
    /// This one is being taken back.
    void undone(int number);
    /// The same, and it was not asked for here.
    void undoneElsewhere(int number);

private:
    struct Entry
    {
        int number;
        QString text;
        QDateTime at;
        QPointer<QObject> context;
        std::function<void()> undo;
        QString operation;
    };
    [[nodiscard]] bool isOpen(const Entry &entry) const;

    std::function<QDateTime()> m_now;
    QList<Entry> m_entries;
    int m_lastNumber = 0;
};

} // namespace conduit::ui
