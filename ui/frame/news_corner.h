// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/frame/undo_trail.h"
#include "ui/models/told_model.h"

#include <QWidget>

#include <functional>

class QAction;

namespace conduit::ui {

class Toast;

/// Tells in the lower right corner of a window what was done there or went wrong, with one button. What can be taken back is noted in
/// the trail of undo as well, and is taken back by whichever comes first.
/// All of it is remembered for a while, and so are notices that stand elsewhere.
class NewsCorner final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it. `now` says when something was told.
    NewsCorner(QWidget &window, UndoTrail &trail, const std::function<QDateTime()> &now);

    /// Over this one's corner; before anything is told.
    void setPlace(QWidget *place);
    void tell(const QString &text, const QString &action = {}, const std::function<void()> &act = {});
    /// The same for what can be taken back beside that.
    void tellUndoable(const QString &text, const QString &action, const std::function<void()> &act,
                      const std::function<void()> &undo);
    /// What was not done.
    void tellRefusal(const QString &text);
    /// Remembers what is told elsewhere in the window.
    void note(const QString &notice, bool isBad) { m_told.add(notice, isBad); }
    [[nodiscard]] ToldModel &told() { return m_told; }
    /// Whatever was told in another window's corner can be taken back in this one.
    void continueFrom(const NewsCorner &before);
    /// Has `undo` say what it would take back.
    void showIn(QAction *undo);

private:
    void noteUndoneElsewhere(int number);

    QWidget &m_window;
    UndoTrail &m_trail;
    ToldModel m_told;
    Toast *m_toast = nullptr;
    std::function<void()> m_act; ///< What the toast's button does.
    int m_undoable = 0;          ///< What can be taken back by a button of it, as the trail has it; 0: nothing.
};

} // namespace conduit::ui
