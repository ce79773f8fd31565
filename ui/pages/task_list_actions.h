// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QObject>

#include <functional>

class QAction;

namespace conduit::ui {

class TaskListPane;

/// What the keyboard does in the list of tasks beside acts on tasks: ways through it, and what is selected and copied. Keys that are
/// letters, or mean something else in a text, work while the list has the keyboard.
class TaskListActions final : public QObject
{
    Q_OBJECT
public:
    explicit TaskListActions(TaskListPane &list);

    /// To other places of the list.
    [[nodiscard]] const QList<QAction *> &ways() const { return m_ways; }
    /// What is selected, and its ids.
    [[nodiscard]] const QList<QAction *> &choices() const { return m_choices; }
    /// Somebody sees the list, or not.
    void setShown(bool isShown);

Q_SIGNALS:
    void said(const QString &text);
    /// The details come or go.
    void peekRequested();

private:
    enum class Reach { Window, List };
    QAction *make(const QString &id, const QString &text, const QString &keys, Reach reach, Glyph glyph,
                  const std::function<void()> &act);
    void buildWays();
    void buildChoices();
    void move(Qt::Key key);
    void copyIds();

    TaskListPane &m_list;
    QList<QAction *> m_ways;
    QList<QAction *> m_choices;
    QAction *m_goToTime = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_copyIds = nullptr;
};

} // namespace conduit::ui
