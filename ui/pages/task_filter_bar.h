// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/client.h>

#include <QWidget>

class QAction;
class QLabel;
class QSettings;

namespace conduit::ui {

class FilterEdit;
class SavedFilterMenu;

/// What a filter bar remembers of its lines.
struct FilterHistory
{
    QStringList lines {QString()}; ///< Those that were shown.
    qsizetype place = 0;           ///< Of the one that is shown.
    QString typed;                 ///< What stands in the line, shown or not.

    [[nodiscard]] const QString &line() const { return lines[place]; }
};

/// The line that says which tasks are listed, with what is to be said about it, the lines before it, and those that have a name.
/// The line is the state: chips, menus and history all write it.
class TaskFilterBar final : public QWidget
{
    Q_OBJECT
public:
    TaskFilterBar(QSettings &settings, const QString &connection, QWidget *parent = nullptr);

    [[nodiscard]] QString line() const;
    /// Shows another line and tells of it as if it had been typed.
    void setLine(const QString &line);
    [[nodiscard]] FilterHistory history() const;
    /// Goes on from another history, and tells of its line as if it had just been chosen.
    void setHistory(const FilterHistory &history);
    /// Values to offer for a key.
    void setValues(const QString &key, const QStringList &values);
    /// What can be looked for in payloads of this type.
    void setSchema(const wire::Schema &schema);
    /// A sentence about the line; empty for none.
    void showHint(const QString &text);
    /// What the broker could not read of `text`, a part of the line.
    void showFault(const client::Failure &failure, const QString &text);

    [[nodiscard]] QAction *findAction() const { return m_find; }
    [[nodiscard]] QAction *backAction() const { return m_back; }
    [[nodiscard]] QAction *forwardAction() const { return m_forward; }
    [[nodiscard]] FilterEdit *edit() const { return m_edit; }
    [[nodiscard]] SavedFilterMenu *savedMenu() const { return m_savedMenu; }
    [[nodiscard]] QString hint() const;

Q_SIGNALS:
    /// Another line is to be shown.
    void chosen(const QString &line);

private:
    void buildActions();
    void take(const QString &line);
    void goThroughHistory(int steps);
    void offerHistory();
    /// Whether the line waits for the Return key.
    void showWaiting(bool waits);
    void setHint(const QString &text, bool isFault);

    FilterEdit *m_edit;
    QLabel *m_hint;
    SavedFilterMenu *m_savedMenu;
    QAction *m_find = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    FilterHistory m_history;
};

} // namespace conduit::ui
