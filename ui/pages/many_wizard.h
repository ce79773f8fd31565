// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/pages/many_draft.h"

#include <conduit/client.h>

#include <QWizard>

namespace conduit::ui {

class EnqueueRun;
class ManyCheckPage;
class ManyColumnsPage;
class ManyFilePage;
class ManyRunPage;

/// Makes a task of each row of a file: choose it, say what goes where, check, run. Closed while it runs it only hides, and
/// the run goes on.
class ManyWizard final : public QWizard
{
    Q_OBJECT
public:
    ManyWizard(client::Client &client, const std::function<QDateTime()> &now, const QString &type,
               const std::optional<wire::Schema> &schema, QWidget *parent = nullptr);
    ~ManyWizard() override;

    [[nodiscard]] ManyFilePage *filePage() const { return m_file; }
    [[nodiscard]] ManyColumnsPage *columnsPage() const { return m_columns; }
    [[nodiscard]] ManyCheckPage *checkPage() const { return m_check; }
    [[nodiscard]] ManyRunPage *runPage() const { return m_runPage; }
    [[nodiscard]] EnqueueRun *run() const { return m_run.get(); } ///< Null before it was started.
    [[nodiscard]] bool isBusy() const;

    bool validateCurrentPage() override;

Q_SIGNALS:
    void runStarted();
    void tasksRequested(const QString &tag);

private:
    void startRun();

    client::Client &m_client;
    ManyDraft m_draft;
    std::unique_ptr<EnqueueRun> m_run;
    ManyFilePage *m_file;
    ManyColumnsPage *m_columns;
    ManyCheckPage *m_check;
    ManyRunPage *m_runPage;
};

} // namespace conduit::ui
