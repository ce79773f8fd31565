// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/enqueue_page.h"

#include "ui/format/curl.h"
#include "ui/format/json_layout.h"
#include "ui/format/sizes.h"
#include "ui/pages/enqueue_options.h"
#include "ui/pages/many_wizard.h"
#include "ui/pages/payload_form.h"
#include "ui/pages/run_bar.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/json_highlighter.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/state_label.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kTypeKey = "enqueue/type"_L1;
/// A larger text takes too long to lay out at every key.
constexpr qsizetype kJsonBytesAtOnce = 256 * 1024;
constexpr qsizetype kJsonHeadBytes = 4 * 1024;
constexpr int kCountMax = 1000;
enum Tab { FormTab, JsonTab };

/// Beside the settings.
QString draftFolder(const QSettings &settings) { return QFileInfo(settings.fileName()).absolutePath() + u"/drafts"_s; }

/// But for the id.
bool isSame(const wire::NewTask &left, const wire::NewTask &right)
{
    return left.taskType == right.taskType && left.payload == right.payload && left.queue == right.queue
        && left.priority == right.priority && left.delay == right.delay && left.maxAttempts == right.maxAttempts
        && left.tags == right.tags;
}

} // namespace

EnqueuePage::EnqueuePage(client::Client &client, const QString &address, TypeModel &types, QSettings &settings, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_address(address),
      m_types(types),
      m_settings(settings),
      m_store(draftFolder(settings))
{
    m_shownTypes.setSourceModel(&types);
    m_shownTypes.setFilterCaseSensitivity(Qt::CaseInsensitive);
    buildActions();

    auto *split = new QHBoxLayout;
    split->setContentsMargins(0, 0, 0, 0);
    split->setSpacing(0);
    split->addWidget(buildTypes());
    setFocusProxy(m_search);
    m_stack = new QStackedWidget(this);
    m_empty = new EmptyState(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildEditor());
    split->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_runBar = new RunBar(this);
    column->addWidget(m_runBar);
    column->addLayout(split, 1);
    connect(m_runBar, &RunBar::showRequested, this, &EnqueuePage::openMany);

    connect(&m_draft, &PayloadDraft::changed, this, &EnqueuePage::showDraft);
    connect(&m_store, &DraftStore::loaded, this, &EnqueuePage::takeDrafts);
    connect(&m_store, &DraftStore::saved, this, [this] { m_saved->setText(tr("Draft saved")); });
    connect(&m_store, &DraftStore::failed, this,
            [this](const QString &why) { m_saved->setText(tr("Draft not saved: %1").arg(why)); });
    m_store.load();
    connect(m_form, &PayloadForm::attentionChanged, this, &EnqueuePage::showAttention);
    connect(&m_types, &TypeModel::schemaChanged, this, [this](const QString &name) {
        if (name == m_type)
            showType();
    });
    showType();
}

EnqueuePage::~EnqueuePage() = default;

void EnqueuePage::chooseType(const QString &name)
{
    if (name == m_type)
        return syncTypeList();
    if (!m_type.isEmpty())
        m_drafts.insert(m_type, m_draft.text());
    m_type = name;
    m_meta.clear();
    m_message->clear();
    m_editsLargeJson = false;
    {
        const QSignalBlocker quiet(m_draft); // the text is still that of the type before
        m_draft.setSchema({});
    }
    m_draft.setText(m_drafts.value(name, "{}"));
    showType();
    syncTypeList();
}

void EnqueuePage::startFrom(const wire::NewTask &task)
{
    chooseType(task.taskType);
    m_message->clear();
    m_draft.setText(task.payload.size() > kJsonBytesAtOnce ? task.payload : indented(task.payload));
    m_options->show(task);
    m_meta = task.meta;
}

void EnqueuePage::chooseQueue(const QString &queue) { m_options->setQueue(queue); }

void EnqueuePage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showAttention();
}

void EnqueuePage::setTypesLoaded()
{
    if (m_type.isEmpty()) {
        const auto last = m_settings.value(kTypeKey).toString();
        if (m_types.rowOf(last) >= 0)
            chooseType(last);
        else if (m_types.rowCount() > 0)
            chooseType(m_types.nameAt(0));
    }
    showType();
}

QString EnqueuePage::attention() const { return m_attention->text(); }

void EnqueuePage::saveSettings()
{
    m_settings.setValue(kTypeKey, m_type);
    m_store.flush();
}

/// What was typed since the program started is newer.
void EnqueuePage::takeDrafts(const QHash<QString, QByteArray> &drafts)
{
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft)
        if (!m_drafts.contains(draft.key()))
            m_drafts.insert(draft.key(), draft.value());
    if (m_draft.text() == "{}" && drafts.contains(m_type))
        m_draft.setText(drafts.value(m_type));
}

bool EnqueuePage::isAtWork() const { return m_isSending || (m_wizard && m_wizard->isBusy()); }

void EnqueuePage::continueFrom(const EnqueuePage &before)
{
    m_drafts = before.m_drafts;
    m_search->setText(before.m_search->text());
    if (before.m_type.isEmpty())
        return;
    chooseType(before.m_type);
    m_draft.setText(before.m_draft.text());
    m_options->continueFrom(*before.m_options);
    m_meta = before.m_meta;
    m_isUnanswered = before.m_isUnanswered; // so that what may have arrived keeps its ids
    m_sent = before.m_sent;
    m_sentMany = before.m_sentMany;
    m_count->setValue(before.m_count->value());
    m_optionsToggle->setChecked(before.m_optionsToggle->isChecked());
    m_tabs->setCurrentIndex(before.m_tabs->currentIndex());
}

void EnqueuePage::buildActions()
{
    m_enqueue = new QAction(glyphIcon(Glyph::Plus), tr("Enqueue"), this);
    m_enqueue->setObjectName(u"task.enqueue"_s);
    m_enqueue->setShortcuts({QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s)});
    connect(m_enqueue, &QAction::triggered, this, &EnqueuePage::send);
    m_copyCurl = new QAction(glyphIcon(Glyph::Copy), tr("Copy this form as curl"), this);
    m_copyCurl->setObjectName(u"task.copy_form"_s);
    m_copyCurl->setShortcut(QKeySequence(u"Ctrl+Shift+U"_s));
    connect(m_copyCurl, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(enqueueCurl(m_address, task())); });
    m_many = new QAction(glyphIcon(Glyph::File), tr("Enqueue many from a file…"), this);
    m_many->setShortcut(QKeySequence(u"Ctrl+Shift+E"_s));
    m_many->setObjectName(u"task.enqueue_many"_s);
    connect(m_many, &QAction::triggered, this, &EnqueuePage::openMany);
    m_watch = new QAction(glyphIcon(Glyph::Play), tr("Enqueue and watch"), this);
    m_watch->setShortcut(QKeySequence(u"Ctrl+Shift+Return"_s));
    m_watch->setObjectName(u"task.enqueue_and_watch"_s);
    connect(m_watch, &QAction::triggered, this, [this] {
        m_watchesNext = true;
        send();
    });
    m_dryRun = new QAction(glyphIcon(Glyph::Check), tr("Dry run: ask the broker whether it would take this task"), this);
    m_dryRun->setShortcut(QKeySequence(u"Ctrl+Alt+D"_s));
    m_dryRun->setObjectName(u"task.dry_run"_s);
    connect(m_dryRun, &QAction::triggered, this, &EnqueuePage::tryOut);
    addActions({m_enqueue, m_copyCurl, m_many, m_watch, m_dryRun});
}

QWidget *EnqueuePage::buildTypes()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(232);
    m_search = new QLineEdit(side);
    m_search->setPlaceholderText(tr("Find or name a type"));
    m_search->setAccessibleName(tr("Find or name a type"));
    m_search->addAction(glyphIcon(Glyph::Lens), QLineEdit::LeadingPosition);
    m_list = new QListView(side);
    m_list->setModel(&m_shownTypes);
    m_list->setModelColumn(TypeModel::Name);
    m_list->setAccessibleName(tr("Types"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setSpacing(1);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_useTyped = new QPushButton(side);
    m_useTyped->hide();

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_shownTypes.setFilterFixedString(text);
        m_useTyped->setText(tr("Use this name"));
        m_useTyped->setAccessibleName(tr("Use %1 as type").arg(text));
        setPlainToolTip(m_useTyped, tr("Enqueue a task of type %1, which has no schema").arg(text));
        m_useTyped->setVisible(!text.trimmed().isEmpty() && m_types.rowOf(text.trimmed()) < 0);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_shownTypes.rowCount() > 0)
            chooseType(m_shownTypes.index(0, TypeModel::Name).data().toString());
        else if (!m_search->text().trimmed().isEmpty())
            chooseType(m_search->text().trimmed());
    });
    connect(m_useTyped, &QPushButton::clicked, this, [this] { chooseType(m_search->text().trimmed()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            chooseType(current.data().toString());
    });

    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(16, 12, 8, 12);
    column->setSpacing(8);
    column->addWidget(titleLabel(tr("Enqueue"), side));
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(m_useTyped);
    return side;
}

QWidget *EnqueuePage::buildEditor()
{
    auto *editor = new QWidget(this);
    m_title = new ElidingLabel({}, editor);
    auto strong = m_title->font();
    strong.setPointSizeF(strong.pointSizeF() * 1.2);
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_description = quietLabel({}, editor);
    m_description->setWordWrap(true);
    m_message = new MessageBar(editor);
    m_form = new PayloadForm(m_draft, editor);
    m_tabs = new QTabWidget(editor);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_form, tr("Form"));
    m_tabs->addTab(buildJsonTab(), tr("JSON"));
    m_saved = quietLabel({}, editor);
    m_saved->setContentsMargins(0, 0, 16, 0);
    m_tabs->setCornerWidget(m_saved);

    m_optionsToggle = new QToolButton(editor);
    m_optionsToggle->setCheckable(true);
    m_optionsToggle->setAutoRaise(true);
    m_optionsToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_options = new EnqueueOptions(editor);
    m_options->hide();
    connect(m_optionsToggle, &QToolButton::toggled, this, [this](bool isOpen) {
        m_options->setVisible(isOpen);
        showOptionsSummary();
    });
    connect(m_options, &EnqueueOptions::changed, this, &EnqueuePage::showOptionsSummary);
    showOptionsSummary();

    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 14, 16, 8);
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addWidget(m_description);
    auto *column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_message);
    column->addWidget(m_tabs, 1);
    auto *toggleRow = new QHBoxLayout;
    toggleRow->setContentsMargins(8, 6, 16, 2);
    toggleRow->addWidget(m_optionsToggle);
    toggleRow->addStretch();
    column->addLayout(toggleRow);
    column->addWidget(m_options);
    column->addWidget(buildButtons());
    return editor;
}

QWidget *EnqueuePage::buildJsonTab()
{
    auto *page = new QWidget(this);
    m_json = new QPlainTextEdit(page);
    m_json->setFont(monospaceFont());
    m_json->setAccessibleName(tr("Payload as JSON"));
    m_json->setTabChangesFocus(true);
    m_json->setFrameShape(QFrame::NoFrame);
    auto *highlighter = new JsonHighlighter(m_json->document());
    highlighter->setPalette(palette());
    m_jsonState = new StateLabel(page);
    m_jsonState->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_editAll = new QPushButton(tr("Edit all of it"), page);
    auto *layOut = new QPushButton(tr("Lay out"), page);
    setPlainToolTip(layOut, tr("Put each member on a line of its own"));
    connect(m_json, &QPlainTextEdit::textChanged, this, &EnqueuePage::takeJson);
    connect(m_editAll, &QPushButton::clicked, this, [this] {
        m_editsLargeJson = true;
        showJson();
    });
    connect(layOut, &QPushButton::clicked, this, [this] {
        if (m_draft.syntaxFault().isEmpty())
            m_draft.setText(indented(m_draft.text()));
    });
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 4, 8, 4);
    foot->addWidget(m_jsonState, 1);
    foot->addWidget(m_editAll);
    foot->addWidget(layOut);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_json, 1);
    column->addLayout(foot);
    return page;
}

QWidget *EnqueuePage::buildButtons()
{
    auto *bar = new QWidget(this);
    m_attention = new StateLabel(bar);
    m_attention->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *copy = new QPushButton(m_copyCurl->icon(), tr("Copy as curl"), bar);
    setPlainToolTip(copy, tr("A shell command that enqueues this task (Ctrl+Shift+U)"));
    connect(copy, &QPushButton::clicked, m_copyCurl, &QAction::trigger);
    auto *many = new QPushButton(m_many->icon(), tr("Many…"), bar);
    setPlainToolTip(many, tr("Enqueue a task for each row of a file (Ctrl+Shift+E)"));
    connect(many, &QPushButton::clicked, m_many, &QAction::trigger);
    auto *dryRun = new QPushButton(m_dryRun->icon(), tr("Dry run"), bar);
    setPlainToolTip(dryRun, tr("Ask the broker whether it would take this task; nothing is enqueued (Ctrl+Alt+D)"));
    connect(dryRun, &QPushButton::clicked, m_dryRun, &QAction::trigger);
    m_count = new QSpinBox(bar);
    m_count->setRange(1, kCountMax);
    m_count->setPrefix(u"× "_s);
    m_count->setAccessibleName(tr("How many of this task"));
    setPlainToolTip(m_count, tr("How many of this task are enqueued at once"));
    m_button = new PrimaryButton(tr("Enqueue"), bar);
    m_button->setMinimumWidth(120);
    m_button->setFocusPolicy(Qt::TabFocus);
    setPlainToolTip(m_button, tr("Enqueue (Ctrl+Return)"));
    connect(m_button, &QPushButton::clicked, m_enqueue, &QAction::trigger);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 16, 12);
    row->setSpacing(8);
    row->addWidget(m_attention, 1);
    row->addWidget(copy);
    row->addWidget(many);
    row->addWidget(dryRun);
    row->addWidget(m_count);
    row->addWidget(m_button);
    return bar;
}

void EnqueuePage::showType()
{
    if (m_type.isEmpty()) {
        m_empty->setContent(Glyph::Types, tr("No type yet"),
                            tr("Types come with the workers: start one, and the schemas of its handlers appear here. "
                               "Or name a type on the left to enqueue it without a schema."));
        m_stack->setCurrentIndex(0);
        return;
    }
    const auto schema = m_types.schemaOf(m_type);
    m_title->setFullText(m_type);
    m_description->setText(schema
                               ? schema->description
                               : tr("No schema is registered for this type. It takes any JSON; the form comes with a schema."));
    m_description->setVisible(!m_description->text().isEmpty());
    m_tabs->setTabEnabled(FormTab, schema.has_value());
    if (!schema)
        m_tabs->setCurrentIndex(JsonTab);
    else if (!m_draft.schema() && m_draft.isObject())
        m_tabs->setCurrentIndex(FormTab);
    m_draft.setSchema(schema);
    m_stack->setCurrentIndex(1);
}

void EnqueuePage::showDraft()
{
    if (!m_type.isEmpty() && m_drafts.value(m_type, "{}") != m_draft.text()) {
        m_drafts.insert(m_type, m_draft.text());
        m_store.note(m_type, m_draft.text());
        m_saved->clear();
    }
    showJson();
    showAttention();
}

void EnqueuePage::showJson()
{
    const auto &text = m_draft.text();
    const auto isCut = text.size() > kJsonBytesAtOnce && !m_editsLargeJson;
    const auto shown = QString::fromUtf8(isCut ? text.first(kJsonHeadBytes) : text);
    m_isShowingJson = true;
    if (m_json->toPlainText() != shown)
        m_json->setPlainText(shown);
    m_json->setReadOnly(isCut);
    m_isShowingJson = false;
    m_editAll->setVisible(isCut);
    if (!m_draft.syntaxFault().isEmpty())
        m_jsonState->setState(Glyph::Cross, Tone::Bad, m_draft.syntaxFault());
    else if (isCut)
        m_jsonState->setState(Glyph::Tick, Tone::Good,
                              tr("Valid JSON of %1; this is its beginning.").arg(sizeText(text.size())));
    else
        m_jsonState->setState(Glyph::Tick, Tone::Good, tr("Valid JSON"));
}

void EnqueuePage::takeJson()
{
    if (!m_isShowingJson && !m_json->isReadOnly())
        m_draft.setText(m_json->toPlainText().toUtf8());
}

void EnqueuePage::showAttention()
{
    const auto wrong = m_form->wrongFields();
    const auto missing = m_form->missingFields();
    const auto isFine = m_draft.syntaxFault().isEmpty() && m_draft.faults().isEmpty() && wrong.isEmpty();
    // Stays enabled while a task is on its way: a disabled button would hand the keyboard's focus to a neighbour.
    m_button->setEnabled(isFine && m_isOnline && !m_type.isEmpty());
    m_button->setText(m_isSending ? tr("Sending…") : tr("Enqueue"));
    if (!m_isOnline)
        m_attention->setState(Glyph::Offline, Tone::Retrying, tr("The broker is away. What you typed stays."));
    else if (!m_draft.syntaxFault().isEmpty())
        m_attention->setState(Glyph::Cross, Tone::Bad,
                              tr("The JSON is broken, so the form is locked: %1").arg(m_draft.syntaxFault()));
    else if (!m_draft.isObject() && m_draft.schema())
        m_attention->setState(Glyph::Cross, Tone::Bad, tr("The payload of this type must be an object."));
    else if (!wrong.isEmpty())
        m_attention->setState(Glyph::Cross, Tone::Bad, tr("Needs attention: %1").arg(wrong.join(u", "_s)));
    else if (!missing.isEmpty())
        m_attention->setState(Glyph::Circle, Tone::Waiting, tr("Still to fill in: %1").arg(missing.join(u", "_s)));
    else
        m_attention->setState(Glyph::Tick, Tone::Good, tr("Ready to enqueue"));
    const auto noType = tr("Choose a type on the Enqueue page first.");
    for (auto *action : {m_enqueue, m_watch})
        offer(*action, m_button->isEnabled() ? QString() : m_type.isEmpty() ? noType : m_attention->text());
    offer(*m_dryRun, m_type.isEmpty() ? noType : m_isOnline ? QString() : m_attention->text());
    offer(*m_many, m_type.isEmpty() ? noType : QString());
    setPlainToolTip(m_attention, m_attention->text());
}

void EnqueuePage::showOptionsSummary()
{
    const auto summary = m_options->summary();
    m_optionsToggle->setIcon(glyphIcon(m_optionsToggle->isChecked() ? Glyph::Down : Glyph::Right));
    m_optionsToggle->setText(summary.isEmpty() ? tr("Options: defaults") : tr("Options"));
    m_optionsToggle->setAccessibleName(tr("Options"));
    setPlainToolTip(m_optionsToggle, summary);
    if (!summary.isEmpty())
        m_optionsToggle->setText(tr("Options: set"));
}

/// The list follows the chosen type, which may also be none of its own.
void EnqueuePage::syncTypeList()
{
    const auto row = m_types.rowOf(m_type);
    const auto index = row < 0 ? QModelIndex() : m_shownTypes.mapFromSource(m_types.index(row, TypeModel::Name));
    if (m_list->currentIndex() != index)
        m_list->setCurrentIndex(index);
}

wire::NewTask EnqueuePage::task() const
{
    wire::NewTask task;
    task.taskType = m_type;
    task.payload = m_draft.syntaxFault().isEmpty() ? compacted(m_draft.text()) : m_draft.text();
    m_options->apply(task);
    task.meta = m_meta;
    return task;
}

/// What may have arrived without an answer keeps its ids, so that it is not enqueued twice.
QString EnqueuePage::idFor(const wire::NewTask &task) const
{
    return m_isUnanswered && m_sentMany.isEmpty() && isSame(task, m_sent) ? m_sent.id : client::newTaskId();
}

/// One file at a time: while one is under way, its window comes back.
void EnqueuePage::openMany()
{
    const auto wantsRun = m_wizard && m_wizard->run() && (m_wizard->isBusy() || sender() == m_runBar);
    if (!wantsRun) {
        m_runBar->setRun(nullptr);
        delete m_wizard;
        m_wizard = new ManyWizard(m_client, m_type, m_types.schemaOf(m_type), this);
        connect(m_wizard, &ManyWizard::runStarted, this, [this] { m_runBar->setRun(m_wizard->run()); });
        connect(m_wizard, &ManyWizard::tasksRequested, this, &EnqueuePage::taggedTasksRequested);
    }
    m_wizard->show();
    m_wizard->raise();
    m_wizard->activateWindow();
}

void EnqueuePage::send()
{
    if (m_isSending || !m_enqueue->isEnabled())
        return;
    m_isSending = true;
    m_message->clear();
    showAttention();
    auto next = task();
    if (m_count->value() > 1)
        return sendMany(next);
    next.id = idFor(next);
    m_sentMany.clear();
    m_sent = next;
    m_client.enqueue(m_sent, this, [this](const client::Result<wire::Task> &answer) {
        m_isSending = false;
        takeAnswer(answer);
        showAttention();
    });
}

void EnqueuePage::takeAnswer(const client::Result<wire::Task> &answer)
{
    m_isUnanswered = !answer && answer.error().isUnreachable();
    const auto watches = std::exchange(m_watchesNext, false);
    if (!answer)
        return takeFailure(answer.error());
    m_meta.clear();
    Q_EMIT enqueued(answer->id, answer->taskType);
    if (watches)
        Q_EMIT watchRequested(answer->id);
}

/// All or none, and back to one, so that nobody does it twice by habit.
void EnqueuePage::sendMany(const wire::NewTask &task)
{
    const auto isRepeated = m_isUnanswered && m_sentMany.size() == m_count->value() && isSame(task, m_sentMany.first());
    if (!isRepeated) {
        m_sentMany = QList<wire::NewTask>(m_count->value(), task);
        for (auto &each : m_sentMany)
            each.id = client::newTaskId();
    }
    m_client.enqueueAll(m_sentMany, this, [this](const client::Result<QList<wire::Task>> &answer) {
        m_isSending = false;
        m_watchesNext = false;
        m_isUnanswered = !answer && answer.error().isUnreachable();
        if (answer) {
            m_count->setValue(1);
            Q_EMIT enqueuedMany(static_cast<int>(answer->size()), m_type);
        } else {
            takeFailure(answer.error());
        }
        showAttention();
    });
}

void EnqueuePage::tryOut()
{
    m_message->clear();
    m_client.tryOut(task(), this, [this](const client::Result<Unit> &answer) {
        if (answer)
            m_message->showMessage(Tone::Good, tr("The broker would take this task. Nothing was enqueued."));
        else
            takeFailure(answer.error());
    });
}

void EnqueuePage::takeFailure(const client::Failure &failure)
{
    if (failure.isUnreachable()) {
        m_message->showMessage(
            Tone::Retrying,
            tr("Not sent: %1. What you typed stays; enqueue it again when the broker is back.").arg(failure.message));
        return;
    }
    const auto others = m_form->showRefusal(failure.details);
    if (others.isEmpty() && !failure.details.isEmpty()) {
        m_message->showMessage(Tone::Bad, tr("The broker refused the payload; see the marked fields."));
        m_form->focusField(m_form->wrongFields().value(0));
        return;
    }
    auto text = failure.message;
    for (const auto &detail : others)
        text += u'\n' + detail.pointer + u": "_s + detail.message;
    m_message->showMessage(Tone::Bad, text);
}

} // namespace conduit::ui
