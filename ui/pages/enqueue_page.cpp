// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/enqueue_page.h"

#include "ui/format/curl.h"
#include "ui/format/json_layout.h"
#include "ui/pages/enqueue_bar.h"
#include "ui/pages/enqueue_options.h"
#include "ui/pages/file_intake.h"
#include "ui/pages/options_fold.h"
#include "ui/pages/payload_form.h"
#include "ui/pages/payload_tabs.h"
#include "ui/pages/payload_text.h"
#include "ui/pages/run_bar.h"
#include "ui/pages/template_bar.h"
#include "ui/pages/type_chooser.h"
#include "ui/pages/type_head.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kTypeKey = "enqueue/type"_L1;

QString folderBeside(const QSettings &settings, const QString &name)
{
    return QFileInfo(settings.fileName()).absolutePath() + u'/' + name;
}

} // namespace

EnqueuePage::EnqueuePage(client::Client &client, const QString &address, const std::function<QDateTime()> &now,
                         TypeModel &types, QSettings &settings, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_address(address),
      m_types(types),
      m_settings(settings),
      m_drafts(m_draft, folderBeside(settings, u"drafts"_s)),
      m_templates(folderBeside(settings, u"templates"_s)),
      m_call(client),
      m_takeBack(client),
      m_actions(*this),
      m_chooser(new TypeChooser(types, this)),
      m_runBar(new RunBar(this)),
      m_files(new FileIntake(client, now, *m_runBar, *this)),
      m_stack(new QStackedWidget(this))
{
    setFocusProxy(m_chooser);
    m_empty = new EmptyState(this);
    connect(m_empty, &EmptyState::actionTriggered, this, &EnqueuePage::workersRequested);
    showEmptiness();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(buildEditor(now));
    auto *split = new QHBoxLayout;
    split->setContentsMargins(0, 0, 0, 0);
    split->setSpacing(0);
    split->addWidget(m_chooser);
    split->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_runBar);
    column->addLayout(split, 1);

    connectActions();
    connectParts();
    connectCall();
    m_drafts.load();
    m_templates.load();
    offerActions();
}

EnqueuePage::~EnqueuePage() = default;

PayloadForm *EnqueuePage::form() const { return m_tabs->form(); }

QPlainTextEdit *EnqueuePage::jsonEditor() const { return m_tabs->jsonEditor(); }

QTabWidget *EnqueuePage::tabs() const { return m_tabs; }

QString EnqueuePage::attention() const { return m_bar->attention(); }

ManyWizard *EnqueuePage::wizard() const { return m_files->wizard(); }

QSpinBox *EnqueuePage::countBox() const { return m_bar->countBox(); }

EnqueueOptions *EnqueuePage::options() const { return m_fold->options(); }

void EnqueuePage::chooseType(const QString &name)
{
    if (name != type()) {
        m_filledIn = {};
        m_message->clear();
        m_drafts.open(name);
        showType();
    }
    m_chooser->show(name);
}

void EnqueuePage::startFrom(const wire::NewTask &task)
{
    auto shown = task;
    if (task.payload.size() <= PayloadText::kBytesAtOnce)
        shown.payload = indented(task.payload);
    m_message->clear();
    showTask(shown);
}

void EnqueuePage::chooseQueue(const QString &queue) { options()->setQueue(queue); }

void EnqueuePage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showEmptiness();
    showAttention();
}

void EnqueuePage::setTypesLoaded()
{
    if (type().isEmpty()) {
        const auto last = m_settings.value(kTypeKey).toString();
        if (m_types.rowOf(last) >= 0)
            chooseType(last);
        else if (m_types.rowCount() > 0)
            chooseType(m_types.nameAt(0));
    }
    m_chooser->show(type()); // It may have been chosen before it was known.
    m_chooser->setTypesLoaded();
    showType();
}

void EnqueuePage::showEmptiness()
{
    if (m_isOnline)
        m_empty->setContent(Glyph::Types, tr("No type yet"),
                            tr("Types come with the workers: start one, and the schemas of its handlers appear here. "
                               "Or name a type on the left to enqueue it without a schema."),
                            tr("Go to the workers"));
    else
        m_empty->setContent(Glyph::Offline, tr("The broker is not available"),
                            tr("Its types appear by themselves as soon as it is."));
}

void EnqueuePage::saveSettings()
{
    m_settings.setValue(kTypeKey, type());
    m_drafts.flush();
}

bool EnqueuePage::isAtWork() const { return m_call.isUnderWay() || m_files->isBusy(); }

void EnqueuePage::continueFrom(const EnqueuePage &before)
{
    m_successor.takePlaceOf(before.m_successor);
    m_takeBack.continueFrom(before.m_takeBack);
    m_drafts.continueFrom(before.m_drafts);
    m_chooser->continueFrom(*before.m_chooser);
    if (before.type().isEmpty())
        return;
    chooseType(before.type());
    m_draft.setText(before.m_draft.text());
    m_fold->continueFrom(*before.m_fold);
    m_filledIn = before.m_filledIn;
    m_call.continueFrom(before.m_call);
    countBox()->setValue(before.countBox()->value());
    m_tabs->setCurrentIndex(before.m_tabs->currentIndex());
}

QWidget *EnqueuePage::buildEditor(const std::function<QDateTime()> &now)
{
    auto *editor = new QWidget(this);
    m_head = new TypeHead(editor);
    m_message = new MessageBar(editor);
    m_templateBar = new TemplateBar(m_templates, editor);
    m_tabs = new PayloadTabs(m_draft, m_drafts, editor);
    m_fold = new OptionsFold(*m_actions.saveTemplate, now, editor);
    m_bar = new EnqueueBar(m_actions, editor);
    auto *column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_message);
    column->addWidget(m_templateBar);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_fold);
    column->addWidget(m_bar);
    return editor;
}

void EnqueuePage::connectActions()
{
    connect(m_actions.enqueue, &QAction::triggered, this, &EnqueuePage::send);
    connect(m_actions.watch, &QAction::triggered, this, [this] {
        m_watchesNext = true;
        send();
    });
    connect(m_actions.dryRun, &QAction::triggered, this, [this] {
        m_message->clear();
        m_call.tryOut(task());
    });
    connect(m_actions.copyCurl, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(enqueueCurl(m_address, task())); });
    connect(m_actions.many, &QAction::triggered, this, [this] { m_files->open(type(), m_types.schemaOf(type())); });
    connect(m_actions.saveTemplate, &QAction::triggered, this, [this] { m_templateBar->askForName(typedTask()); });
}

void EnqueuePage::connectParts()
{
    connect(&m_takeBack, &EnqueueTakeBack::said, this, [this](const QString &text) { Q_EMIT said(text, {}, {}); });
    connect(&m_takeBack, &EnqueueTakeBack::refused, this, &EnqueuePage::refused);
    connect(m_chooser, &TypeChooser::chosen, this, &EnqueuePage::chooseType);
    connect(m_files, &FileIntake::tasksRequested, this, &EnqueuePage::taggedTasksRequested);
    connect(m_files, &FileIntake::runStarted, this, &EnqueuePage::runStarted);
    connect(m_templateBar, &TemplateBar::chosen, this, &EnqueuePage::fillIn);
    connect(m_templateBar, &TemplateBar::removed, this, &EnqueuePage::offerToRestore);
    connect(&m_templates, &TemplateStore::failed, this,
            [this](const QString &why) { m_message->showMessage(Tone::Bad, tr("The template was not saved: %1").arg(why)); });
    connect(&m_draft, &PayloadDraft::changed, this, &EnqueuePage::showAttention);
    connect(options(), &EnqueueOptions::changed, this, &EnqueuePage::showAttention);
    connect(form(), &PayloadForm::attentionChanged, this, &EnqueuePage::showAttention);
    connect(&m_types, &TypeModel::schemaChanged, this, [this](const QString &name) {
        if (name == type())
            showType();
    });
}

void EnqueuePage::connectCall()
{
    connect(&m_call, &EnqueueCall::enqueued, this, &EnqueuePage::takeTask);
    // Back to one, so that nobody does it twice by habit.
    connect(&m_call, &EnqueueCall::enqueuedMany, this, [this](const QStringList &ids) {
        m_watchesNext = false;
        countBox()->setValue(1);
        Q_EMIT enqueuedMany(static_cast<int>(ids.size()), type(), m_takeBack.later(ids));
        showAttention();
    });
    connect(&m_call, &EnqueueCall::foundHolder, this, [this](const wire::Task &task) {
        m_message->showMessage(Tone::Waiting,
                               tr("Nothing was enqueued: the task %1 has this unique key and has not ended.").arg(task.id));
        if (std::exchange(m_watchesNext, false))
            Q_EMIT watchRequested(task.id);
        showAttention();
    });
    connect(&m_call, &EnqueueCall::triedOut, this,
            [this] { m_message->showMessage(Tone::Good, tr("The broker would take this task. Nothing was enqueued.")); });
    connect(&m_call, &EnqueueCall::failed, this, [this](const client::Failure &failure) {
        m_watchesNext = false;
        takeFailure(failure);
        showAttention();
    });
}

void EnqueuePage::showType()
{
    if (type().isEmpty())
        return;
    m_head->showType(type(), descriptionOfType());
    m_tabs->setSchema(m_types.schemaOf(type()));
    m_templateBar->showType(type());
    m_stack->setCurrentIndex(1);
    offerActions();
}

QString EnqueuePage::descriptionOfType() const
{
    if (const auto schema = m_types.schemaOf(type()))
        return schema->description;
    return isSchemaAwaited() ? tr("The schema of this type is being read.")
                             : tr("No schema is registered for this type. It takes any JSON; the form comes with a schema.");
}

bool EnqueuePage::isSchemaAwaited() const { return !m_types.isBare(type()) && !m_types.schemaOf(type()); }

void EnqueuePage::showAttention()
{
    m_bar->showState(m_draft, *form(), options()->fault(), m_isOnline);
    m_bar->setSending(m_call.isUnderWay());
    offerActions();
}

void EnqueuePage::offerActions()
{
    const auto noType = type().isEmpty() ? tr("Choose a type on the Enqueue page first.") : QString();
    const auto otherwise = [&](bool isPossible) { return !noType.isEmpty() || isPossible ? noType : m_bar->attention(); };
    for (auto *action : {m_actions.enqueue, m_actions.watch})
        offer(*action, otherwise(m_bar->isReady()));
    offer(*m_actions.dryRun, otherwise(m_isOnline));
    offer(*m_actions.many, isSchemaAwaited() ? tr("The schema of this type is being read.") : noType);
    offer(*m_actions.saveTemplate, noType);
}

/// White space is for people.
wire::NewTask EnqueuePage::task() const
{
    auto task = typedTask();
    if (m_draft.syntaxFault().isEmpty() && !m_draft.isBeingRead())
        task.payload = compacted(task.payload);
    return task;
}

wire::NewTask EnqueuePage::typedTask() const
{
    auto task = m_filledIn;
    task.taskType = type();
    task.payload = m_draft.text();
    options()->apply(task);
    return task;
}

void EnqueuePage::send()
{
    if (m_call.isUnderWay() || !m_actions.enqueue->isEnabled())
        return;
    m_message->clear();
    m_call.send(task(), countBox()->value());
    showAttention();
}

void EnqueuePage::takeTask(const wire::Task &task)
{
    m_filledIn.meta.clear(); // The next one is no copy.
    Q_EMIT enqueued(task.id, task.taskType, m_takeBack.later({task.id}));
    if (std::exchange(m_watchesNext, false))
        Q_EMIT watchRequested(task.id);
    showAttention();
}

void EnqueuePage::takeFailure(const client::Failure &failure)
{
    if (!failure.isUnreachable())
        return showRefusal(failure);
    m_message->showMessage(Tone::Retrying,
                           tr("%1. The broker may have the task all the same. What you typed stays: enqueue it again when the "
                              "broker is back, and it is one task.")
                               .arg(failure.message));
}

void EnqueuePage::showRefusal(const client::Failure &failure)
{
    const auto others = form()->showRefusal(failure.details);
    if (others.isEmpty() && !failure.details.isEmpty()) {
        m_message->showMessage(Tone::Bad, tr("The broker refused the payload; see the marked fields."));
        form()->focusField(form()->wrongFields().value(0));
        return;
    }
    auto text = failure.message;
    for (const auto &detail : others)
        text += u'\n' + detail.pointer + u": "_s + detail.message;
    m_message->showMessage(Tone::Bad, text);
}

void EnqueuePage::showTask(const wire::NewTask &task)
{
    chooseType(task.taskType);
    m_draft.setText(task.payload);
    options()->show(task);
    m_filledIn = task;
    m_filledIn.payload.clear(); // The draft has it.
}

/// What was typed before can be had again.
void EnqueuePage::fillIn(const TaskTemplate &saved)
{
    m_message->clear();
    const auto before = typedTask();
    showTask(saved.task);
    Q_EMIT said(tr("Filled in from %1").arg(saved.name), Toast::undoWord(),
                m_successor.later([before](EnqueuePage &page) { page.showTask(before); }));
}

void EnqueuePage::offerToRestore(const TaskTemplate &removed)
{
    Q_EMIT said(tr("Deleted the template %1").arg(removed.name), Toast::undoWord(),
                m_successor.later([removed](EnqueuePage &page) { page.m_templates.save(removed); }));
}

} // namespace conduit::ui
