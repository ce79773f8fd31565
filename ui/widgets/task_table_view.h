// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QBitArray>
#include <QTableView>

class QAction;

namespace conduit::ui {

class TaskSelection;
class TaskWindowModel;

/// Shows a TaskWindowModel and keeps still: rows that come or go above do not move what the user looks at, and the current task
/// stays current by its id, also while its row is out of the window. What is selected stands in a TaskSelection; Qt's own
/// selection of rows only shows it, and only around the visible rows when there are many pieces to show.
class TaskTableView final : public QTableView
{
    Q_OBJECT
public:
    TaskTableView(TaskWindowModel &model, TaskSelection &selection, QWidget *parent = nullptr);

    [[nodiscard]] const QString &currentId() const { return m_currentId; }
    /// Makes this task current and selects it, now or as soon as its row comes; an empty id makes none current.
    void setCurrentId(const QString &id);
    /// Makes this task current again and leaves the selection as it is.
    void restoreCurrentId(const QString &id);
    /// True when the list's first row is in view, so that new rows may come in on top.
    [[nodiscard]] bool isAtTop() const { return m_isAtTop; }
    [[nodiscard]] int rowHeight() const; ///< Of every row, in pixels.
    void goToTop();
    void goToBottom();
    /// The row comes first in view, as far as there are enough below it.
    void goToRow(int row);
    /// Looks anew at where the window stands in its list.
    void noteScrolled();

    /// Qt's search by typing would read every row, and letters belong to the page's shortcuts.
    void keyboardSearch(const QString &) override { }

Q_SIGNALS:
    /// By the user, not by rows that come and go.
    void currentIdChanged(const QString &id);
    void atTopChanged(bool isAtTop);
    void visibleRowsChanged(int first, int last);
    void nearTop();
    void nearBottom();
    void homeRequested();
    void endRequested();
    void selectAllRequested();
    /// A key was pressed whose action cannot be done now.
    void refused(QAction *action);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    [[nodiscard]] QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                                       const QEvent *event) const override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

protected Q_SLOTS:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void scrollByRows(int rows);
    void showCurrentId();
    struct Rows
    {
        int first = 0;
        int last = -1;
    };
    [[nodiscard]] Rows visibleRows() const;
    [[nodiscard]] Rows reachOf(const QBitArray &isChosen) const;
    void showSelection();
    void startOver();

    TaskWindowModel &m_model;
    TaskSelection &m_selection;
    QString m_currentId;
    Rows m_reach; ///< Qt knows of these rows whether they are selected.
    bool m_isAtTop = true;
    bool m_isProjecting = false;       ///< What Qt's selection tells just now comes from here.
    bool m_isLosingRows = false;       ///< Or from rows that go.
    bool m_isTaking = false;           ///< What the selection tells just now comes from here.
    mutable bool m_startsOver = false; ///< The key or click at hand replaces what was selected, also beyond the window.
};

} // namespace conduit::ui
