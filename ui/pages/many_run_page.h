// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/enqueue_run.h"
#include "ui/feeds/operation_feed.h"

#include "ui/widgets/glyphs.h"

#include <QWizardPage>

class QLabel;
class QProgressBar;
class QPushButton;

namespace conduit::ui {

class StateLabel;
class ValueField;

/// How the rows are enqueued, and what may be done with the result. Closing it stops nothing.
class ManyRunPage final : public QWizardPage
{
    Q_OBJECT
public:
    explicit ManyRunPage(client::Client &client, QWidget *parent = nullptr);

    /// Outlives the page.
    void setRun(EnqueueRun &run);

    void saveRejectedTo(const QString &path);

    [[nodiscard]] QPushButton *pauseButton() const { return m_pause; }
    [[nodiscard]] QPushButton *stopButton() const { return m_stop; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] QPushButton *showButton() const { return m_show; }
    [[nodiscard]] QPushButton *undoButton() const { return m_undo; }
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    void tasksRequested(const QString &tag);

private:
    void showState();
    void tell(Glyph glyph, Tone tone, const QString &text);
    void chooseFileForRejected();
    void askToUndo();
    void undo();
    [[nodiscard]] wire::NewOperation undoing() const;

    client::Client &m_client;
    OperationFeed m_operations;
    EnqueueRun *m_run = nullptr;
    StateLabel *m_summary;
    QProgressBar *m_progress;
    ValueField *m_added;
    ValueField *m_known;
    ValueField *m_rejected;
    ValueField *m_refused;
    ValueField *m_tag;
    QLabel *m_hint;
    StateLabel *m_note;
    QPushButton *m_pause;
    QPushButton *m_stop;
    QPushButton *m_save;
    QPushButton *m_show;
    QPushButton *m_undo;
    bool m_isUndoing = false;
};

} // namespace conduit::ui
