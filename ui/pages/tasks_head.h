// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QWidget>

class QAction;
class QPushButton;

namespace conduit::ui {

class TaskChoices;

/// The upper edge of the page of tasks: its title, lists to choose types and queues from, a way out of the filter, and what can be
/// done to all that are listed.
class TasksHead final : public QWidget
{
    Q_OBJECT
public:
    explicit TasksHead(const QList<QAction *> &actsOnAll, QWidget *parent = nullptr);

    /// The list shows this line.
    void setLine(const QString &line);
    [[nodiscard]] TaskChoices *choices() const { return m_choices; }

Q_SIGNALS:
    void clearRequested();

private:
    [[nodiscard]] QPushButton *buildAllListed(const QList<QAction *> &acts);

    TaskChoices *m_choices;
    QPushButton *m_clear;
};

} // namespace conduit::ui
