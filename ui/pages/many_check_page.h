// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/row_check.h"
#include "ui/models/row_problem_model.h"
#include "ui/pages/many_draft.h"

#include <QWizardPage>

class QCheckBox;
class QProgressBar;
class QTableView;

namespace conduit::ui {

class StateLabel;

/// The whole file is checked before anything is enqueued: how many rows become tasks, and what is wrong with the others.
class ManyCheckPage final : public QWizardPage
{
    Q_OBJECT
public:
    explicit ManyCheckPage(ManyDraft &draft, QWidget *parent = nullptr);

    void initializePage() override;
    void cleanupPage() override;
    [[nodiscard]] bool isComplete() const override;

    [[nodiscard]] const RowCheck &check() const { return m_check; }
    [[nodiscard]] bool endsAtRefusal() const;
    /// The same file is to make tasks once more.
    [[nodiscard]] bool makesNewTasks() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] const RowProblemModel &problems() const { return m_problems; }
    [[nodiscard]] QCheckBox *newTasksBox() const { return m_again; }

private:
    void showState();

    ManyDraft &m_draft;
    RowCheck m_check;
    RowProblemModel m_problems;
    StateLabel *m_summary;
    QProgressBar *m_progress;
    QTableView *m_table;
    QCheckBox *m_endsAtRefusal;
    QCheckBox *m_again;
};

} // namespace conduit::ui
