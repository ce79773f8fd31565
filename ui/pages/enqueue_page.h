// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/draft_store.h"
#include "ui/models/payload_draft.h"
#include "ui/models/type_model.h"

#include <conduit/client.h>

#include <QHash>
#include <QSortFilterProxyModel>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QListView;
class QPlainTextEdit;
class QPushButton;
class QSettings;
class QSpinBox;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace conduit::ui {

class ElidingLabel;
class EmptyState;
class EnqueueOptions;
class ManyWizard;
class MessageBar;
class PayloadForm;
class PrimaryButton;
class RunBar;
class StateLabel;

/// Makes a task: a type, a payload by form or as JSON, and options. Keeps a draft for every type, also while the broker is away.
class EnqueuePage final : public QWidget
{
    Q_OBJECT
public:
    EnqueuePage(client::Client &client, const QString &address, TypeModel &types, QSettings &settings,
                QWidget *parent = nullptr);
    ~EnqueuePage() override;

    void chooseType(const QString &name);
    /// Fills everything in from an existing task.
    void startFrom(const wire::NewTask &task);
    /// Where the task will go; everything else stays as it is.
    void chooseQueue(const QString &queue);
    void setOnline(bool isOnline);
    void setTypesLoaded();

    [[nodiscard]] const QString &type() const { return m_type; }
    [[nodiscard]] PayloadDraft &draft() { return m_draft; }
    [[nodiscard]] PayloadForm *form() const { return m_form; }
    [[nodiscard]] QPlainTextEdit *jsonEditor() const { return m_json; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }
    [[nodiscard]] MessageBar *message() const { return m_message; }
    [[nodiscard]] QString attention() const;
    [[nodiscard]] QAction *enqueueAction() const { return m_enqueue; }
    [[nodiscard]] QAction *copyCurlAction() const { return m_copyCurl; }
    [[nodiscard]] QAction *manyAction() const { return m_many; }
    [[nodiscard]] ManyWizard *wizard() const { return m_wizard; } ///< Null before somebody wanted it.
    [[nodiscard]] RunBar *runBar() const { return m_runBar; }
    [[nodiscard]] QAction *watchAction() const { return m_watch; }
    [[nodiscard]] QAction *dryRunAction() const { return m_dryRun; }
    [[nodiscard]] QSpinBox *countBox() const { return m_count; }
    void saveSettings();
    /// A task is on its way, or a file of them.
    [[nodiscard]] bool isAtWork() const;
    /// Takes over what was typed there.
    void continueFrom(const EnqueuePage &before);

Q_SIGNALS:
    void enqueued(const QString &id, const QString &type);
    /// So many at once.
    void enqueuedMany(int count, const QString &type);
    /// Somebody wants to see what becomes of this task.
    void watchRequested(const QString &id);
    /// Somebody wants to see the tasks with this tag.
    void taggedTasksRequested(const QString &tag);

private:
    [[nodiscard]] QWidget *buildTypes();
    [[nodiscard]] QWidget *buildEditor();
    [[nodiscard]] QWidget *buildJsonTab();
    [[nodiscard]] QWidget *buildButtons();
    void buildActions();
    void showType();
    void showDraft();
    void showAttention();
    void showOptionsSummary();
    void takeJson();
    void showJson();
    void syncTypeList();
    [[nodiscard]] wire::NewTask task() const;
    [[nodiscard]] QString idFor(const wire::NewTask &task) const;
    void openMany();
    void send();
    void sendMany(const wire::NewTask &task);
    void tryOut();
    void takeDrafts(const QHash<QString, QByteArray> &drafts);
    void takeFailure(const client::Failure &failure);
    void takeAnswer(const client::Result<wire::Task> &answer);

    client::Client &m_client;
    QString m_address;
    TypeModel &m_types;
    QSettings &m_settings;
    QSortFilterProxyModel m_shownTypes;
    PayloadDraft m_draft;
    QString m_type;
    QHash<QString, QByteArray> m_drafts;
    QByteArray m_meta; ///< Of the task that the next one is a copy of.
    DraftStore m_store;
    bool m_watchesNext = false; ///< What is under way is to be shown when it is enqueued.
    wire::NewTask m_sent;
    QList<wire::NewTask> m_sentMany; ///< Of several at once.
    bool m_isUnanswered = false;     ///< Nobody knows whether they arrived.
    bool m_isOnline = true;
    bool m_isSending = false;
    bool m_isShowingJson = false;
    bool m_editsLargeJson = false;

    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    QPushButton *m_useTyped = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    ElidingLabel *m_title = nullptr;
    QLabel *m_description = nullptr;
    MessageBar *m_message = nullptr;
    QTabWidget *m_tabs = nullptr;
    PayloadForm *m_form = nullptr;
    QPlainTextEdit *m_json = nullptr;
    StateLabel *m_jsonState = nullptr;
    QPushButton *m_editAll = nullptr;
    QToolButton *m_optionsToggle = nullptr;
    EnqueueOptions *m_options = nullptr;
    StateLabel *m_attention = nullptr;
    PrimaryButton *m_button = nullptr;
    QAction *m_enqueue = nullptr;
    QAction *m_copyCurl = nullptr;
    QAction *m_many = nullptr;
    QAction *m_watch = nullptr;
    QAction *m_dryRun = nullptr;
    QSpinBox *m_count = nullptr;
    QLabel *m_saved = nullptr;
    ManyWizard *m_wizard = nullptr;
    RunBar *m_runBar = nullptr;
};

} // namespace conduit::ui
