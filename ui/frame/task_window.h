// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/console_parts.h"
#include "ui/frame/news_corner.h"
#include "ui/models/confirmations.h"

#include <QMainWindow>

#include <functional>

namespace conduit::ui {

class MessageBar;
class TaskActs;
class TaskDetailsPanel;

/// One task in a window of its own, which stays with it whatever is chosen elsewhere. It can do to the task what the list can, with the
/// same keys. Lives on the main thread.
class TaskWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// `console` has a trail of undo; `now` is the broker's present.
    TaskWindow(const ConsoleParts &console, const std::function<QDateTime()> &now, const Confirmations &confirmations,
               const QString &id);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] TaskDetailsPanel *details() const { return m_details; }
    [[nodiscard]] TaskActs *acts() const { return m_acts; }
    [[nodiscard]] MessageBar *banner() const { return m_banner; }
    /// Brings it to the user.
    void raiseToFront();
    /// Where the broker is from now on.
    void setAddress(const QString &address);
    /// The broker answers; or does not, and what is seen is as of then.
    void setOnline(bool isOnline, const QDateTime &asOf);
    /// Something is being asked that would end with it.
    [[nodiscard]] bool isAtWork() const;
    /// Stands where that one stood, and shows the same side of the same task.
    void continueFrom(const TaskWindow &before);

Q_SIGNALS:
    /// Its size is kept, and it is about to go.
    void closed();
    void copyRequested(const conduit::wire::Task &task);
    /// Another task is wanted.
    void taskRequested(const QString &id);
    /// Tasks with a value of this one.
    void filterRequested(const QString &term);

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void build();
    void addKeys(UndoTrail &undo);
    void showTask();

    QSettings &m_settings;
    QString m_connection; ///< Its name, or nothing.
    QString m_id;
    TaskDetailsPanel *m_details;
    TaskActs *m_acts;
    MessageBar *m_banner;
    QWidget *m_stripe;
    NewsCorner m_news;
};

} // namespace conduit::ui
