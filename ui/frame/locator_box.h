// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/locator_feed.h"
#include "ui/models/locator_model.h"

#include <QKeySequence>
#include <QLineEdit>

#include <functional>

class QFrame;
class QLabel;
class QListView;

namespace conduit::ui {

/// One box that leads everywhere: pages, actions, types, queues, workers, and tasks by the beginning of their id. Arrows choose,
/// Return goes there, Escape gives the keyboard back to where it was.
class LocatorBox final : public QLineEdit
{
    Q_OBJECT
public:
    /// `things` tells everything but tasks and workers; it is asked each time that the box is opened. `shownTasks` tells which tasks
    /// on the screen have these digits in their id: the broker knows only how an id begins, and tables show how it ends.
    LocatorBox(client::Client &client, std::function<QList<LocatorHit>()> things,
               std::function<QList<wire::Task>(const QString &digits)> shownTasks, QWidget *parent = nullptr);

    /// Takes the keyboard and shows the list.
    void open();
    [[nodiscard]] QListView *list() const { return m_list; }
    [[nodiscard]] const LocatorModel &model() const { return m_model; }
    /// Says by which keys it is reached; there may be none.
    void showKeys(const QKeySequence &keys);
    /// What stands under the list, such as why no task can be found.
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    void chosen(const conduit::ui::LocatorHit &hit);
    /// Nobody needs the keyboard here any more.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void refill();
    void lookUp(const QString &text);
    void showTasks(const QList<wire::Task> &tasks);
    void showList();
    void close();
    void move(int step);
    void choose();
    void chooseRow(int row);

    std::function<QList<LocatorHit>()> m_things;
    std::function<QList<wire::Task>(const QString &)> m_shownTasks;
    LocatorFeed m_feed;
    LocatorModel m_model;
    QList<LocatorHit> m_workers;
    QFrame *m_popup;
    QListView *m_list;
    QLabel *m_note;
    QString m_digits;
    bool m_isLookingUp = false;
    bool m_choosesFirstTask = false; ///< Return was pressed before the broker's answer.
};

} // namespace conduit::ui
