// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QTableView>

namespace conduit::ui {

class TaskWindowModel;

/// Shows a TaskWindowModel and keeps still: rows that come or go above do not move what the user looks at, and the current task
/// stays current by its id, also while its row is out of the window.
class TaskTableView final : public QTableView
{
    Q_OBJECT
public:
    explicit TaskTableView(TaskWindowModel &model, QWidget *parent = nullptr);

    [[nodiscard]] const QString &currentId() const { return m_currentId; }
    /// Makes this task current now or as soon as its row comes; an empty id makes none current.
    void setCurrentId(const QString &id);
    /// True when the list's first row is in view, so that new rows may come in on top.
    [[nodiscard]] bool isAtTop() const { return m_isAtTop; }
    void goToTop();
    void goToBottom();
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

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

protected Q_SLOTS:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    [[nodiscard]] int rowHeight() const;
    void scrollByRows(int rows);
    void showCurrentId();

    TaskWindowModel &m_model;
    QString m_currentId;
    bool m_isAtTop = true;
    bool m_isProjecting = false;
};

} // namespace conduit::ui
