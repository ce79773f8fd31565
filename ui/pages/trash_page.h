// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/operation_feed.h"
#include "ui/feeds/task_page_feed.h"
#include "ui/models/sorted_rows.h"
#include "ui/models/trash_model.h"
#include "ui/pages/operation_questions.h"
#include "ui/pages/successor.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QTableView;

namespace conduit::ui {

class FilterEdit;
class ListFrame;

/// Deleted tasks, as long as they can be restored.
class TrashPage final : public QWidget
{
    Q_OBJECT
public:
    TrashPage(client::Client &client, std::function<QDateTime()> now, QWidget *parent = nullptr);

    void setStats(const wire::Stats &stats);
    void setOnline(bool isOnline);
    /// For how long the broker keeps what is deleted; nothing as long as that is not known.
    void setKeep(std::optional<std::chrono::seconds> keep);
    void setConfirmations(const Confirmations &confirmations) { m_questions->setConfirmations(confirmations); }
    void reload() { m_feed.reload(); }
    void continueFrom(const TrashPage &before) { m_successor.takePlaceOf(before.m_successor); }

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] FilterEdit *filter() const { return m_filter; }
    /// How many there are, or what is wrong with the filter.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QAction *restoreAction() const { return m_restore; }
    /// Deletes the chosen tasks for good.
    [[nodiscard]] QAction *purgeAction() const { return m_purge; }
    [[nodiscard]] QAction *emptyAction() const { return m_emptyTrash; }
    [[nodiscard]] QuestionBox *question() const { return m_questions->box(); }

Q_SIGNALS:
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *buildButtons();
    void doToChosen(const QString &verb);
    void readRecord();
    void takeTasks(const QList<wire::Task> &tasks);
    void takeFailure(const client::Failure &failure);
    void choose(const QString &filter);
    [[nodiscard]] QString countSentence() const;
    [[nodiscard]] QStringList chosen() const;
    void showActions();
    void showSummary();
    void tell(const wire::Operation &operation);

    client::Client &m_client;
    TrashModel m_model;
    SortedRows m_sorted;
    TaskPageFeed m_feed;
    OperationFeed m_operations;
    Successor<TrashPage> m_successor {this};
    OperationQuestions *m_questions;
    QAction *m_restore;
    QAction *m_purge;
    QAction *m_emptyTrash;
    QTableView *m_table;
    FilterEdit *m_filter;
    ListFrame *m_list;
    QLabel *m_summary;
    qint64 m_trashed = 0; ///< At the broker.
    QString m_fault;      ///< Of the filter.
    bool m_isReadingRecord = false;
    bool m_isOnline = true;
    bool m_isLoaded = false;
};

} // namespace conduit::ui
