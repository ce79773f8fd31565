// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/attempt_model.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QTableView;

namespace conduit::ui {

class ExactText;
class TimelineView;

/// What has been tried: on a line of time, as a table, and how the chosen attempt failed, alone or against the one before.
class AttemptsView final : public QWidget
{
    Q_OBJECT
public:
    explicit AttemptsView(std::function<QDateTime()> now, QWidget *parent = nullptr);

    /// Of another task, of which nothing has been read yet.
    void clear();
    /// They cannot be read; what is shown stays.
    void setFailure(const QString &why);
    void setAttempts(const wire::Task &task, const QList<wire::Attempt> &attempts);
    /// Ages have grown.
    void noteTime();

    [[nodiscard]] AttemptModel &model() { return m_model; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] TimelineView *timeline() const { return m_timeline; }
    [[nodiscard]] QCheckBox *compareBox() const { return m_compare; }
    [[nodiscard]] QString errorText() const;
    /// Why there are no attempts to see; empty when there are some.
    [[nodiscard]] QString emptyText() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    void showColumns();
    void showEmptiness(const QString &why);
    void choose(int number);
    void showError();
    [[nodiscard]] int rowOf(int number) const; ///< -1 when there is none.
    /// The nearest one before that has an error as well; -1 when there is none.
    [[nodiscard]] int earlierErrorRow(int row) const;

    std::function<QDateTime()> m_now;
    AttemptModel m_model;
    wire::Task m_task;
    QList<wire::Attempt> m_attempts;
    TimelineView *m_timeline;
    QLabel *m_empty;
    QTableView *m_table;
    QWidget *m_errorPart;
    QLabel *m_errorTitle;
    QCheckBox *m_compare;
    ExactText *m_error;
};

} // namespace conduit::ui
