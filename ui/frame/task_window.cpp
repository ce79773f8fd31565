// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/task_window.h"

#include "ui/format/task_words.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/frame/connection_button.h"
#include "ui/frame/reading_order.h"
#include "ui/models/task_selection.h"
#include "ui/pages/task_acts.h"
#include "ui/pages/task_details_panel.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QCloseEvent>
#include <QDialog>
#include <QKeyEvent>
#include <QScreen>
#include <QSettings>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kSizeKey = "task_window/size"_L1;
constexpr QSize kFirstSize {620, 680};
constexpr QSize kFrameRoom {0, 40}; ///< What a window manager adds around it.
constexpr QSize kSizeMin {420, 320};
constexpr int kStripeHeight = 3;
constexpr qsizetype kTypeCharactersMax = 60;

} // namespace

TaskWindow::TaskWindow(const ConsoleParts &console, const std::function<QDateTime()> &now, const Confirmations &confirmations,
                       const QString &id)
    : m_settings(console.settings),
      m_connection(console.profile.name),
      m_id(id),
      m_details(new TaskDetailsPanel(console.client, console.address, now, this)),
      m_acts(new TaskActs(console.client, this)),
      m_banner(new MessageBar(this)),
      m_stripe(connectionStripe(console.profile, *this)),
      m_news(*this, *console.undo, console.now)
{
    setWindowIcon(programIcon());
    m_acts->setConfirmations(confirmations);
    build();
    addKeys(*console.undo);
    m_details->showTask(m_id);
    showTask();
    setMinimumSize(kSizeMin);
    resize(m_settings.value(kSizeKey, kFirstSize).toSize().boundedTo(screen()->availableSize() - kFrameRoom));
}

void TaskWindow::raiseToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void TaskWindow::setAddress(const QString &address) { m_details->setAddress(address); }

void TaskWindow::setOnline(bool isOnline, const QDateTime &asOf)
{
    m_acts->setOnline(isOnline);
    if (isOnline)
        m_banner->clear();
    else
        m_banner->showMessage(Tone::Retrying,
                              asOf.isValid() ? tr("The broker does not answer. What you see is as of %1.").arg(clockText(asOf))
                                             : tr("The broker does not answer."));
}

bool TaskWindow::isAtWork() const
{
    const auto dialogs = findChildren<QDialog *>();
    return std::any_of(dialogs.begin(), dialogs.end(), [](const QDialog *dialog) { return dialog->isVisible(); });
}

void TaskWindow::continueFrom(const TaskWindow &before)
{
    restoreGeometry(before.saveGeometry());
    m_details->tabs()->setCurrentIndex(before.m_details->tabs()->currentIndex());
    m_acts->continueFrom(*before.m_acts);
}

void TaskWindow::closeEvent(QCloseEvent *event)
{
    if (!isMaximized() && !isFullScreen())
        m_settings.setValue(kSizeKey, size());
    Q_EMIT closed();
    QMainWindow::closeEvent(event);
}

/// What a field or a search in it has not taken.
void TaskWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (const auto *grey = greyActionOf(actions(), *event))
        m_news.tellRefusal(actionTip(*grey));
    else
        QMainWindow::keyPressEvent(event);
}

void TaskWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_stripe->setGeometry(0, 0, width(), kStripeHeight);
}

bool TaskWindow::focusNextPrevChild(bool next) { return focusNextInReadingOrder(*this, next); }

void TaskWindow::build()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(8, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_details, 1);
    setCentralWidget(content);
    m_stripe->raise();
    m_news.setPlace(content);
    m_details->standAlone();
    m_details->setActs(m_acts->actsOnChosen());
    connect(m_details, &TaskDetailsPanel::taskShown, this, &TaskWindow::showTask);
    connect(m_details, &TaskDetailsPanel::copyRequested, this, &TaskWindow::copyRequested);
    connect(m_details, &TaskDetailsPanel::originalRequested, this, &TaskWindow::taskRequested);
    connect(m_details, &TaskDetailsPanel::filterRequested, this, &TaskWindow::filterRequested);
    connect(m_acts, &TaskActs::said, &m_news, &NewsCorner::tell);
    connect(m_acts, &TaskActs::refused, &m_news, &NewsCorner::tellRefusal);
    connect(&TimeFormat::ours(), &TimeFormat::ticked, m_details, &TaskDetailsPanel::noteTime);
    connect(&TimeFormat::ours(), &TimeFormat::changed, m_details, &TaskDetailsPanel::noteTime);
}

void TaskWindow::addKeys(UndoTrail &undo)
{
    const auto add = [this](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                            const std::function<void()> &act) {
        auto *action = new QAction(text, this);
        action->setObjectName(id);
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        return action;
    };
    add(u"window.close"_s, tr("Close window"), {QKeySequence(u"Ctrl+W"_s)}, [this] { close(); });
    add(u"view.refresh"_s, tr("Refresh"), {QKeySequence(u"F5"_s), QKeySequence(u"Ctrl+R"_s)}, [this] { m_details->reload(); });
    m_news.showIn(add(u"edit.undo"_s, tr("Undo"), {QKeySequence(u"Ctrl+Z"_s)}, [&undo] { undo.undo(); }));
    addActions(m_acts->actsOnChosen());
    addAction(m_acts->removeChosen());
    addActions(m_details->copyActions());
    addAction(m_details->enqueueCopyAction());
}

void TaskWindow::showTask()
{
    const auto &task = m_details->task();
    const QString digits = shortId(m_id);
    const QString name = task ? u"%1  ·  %2"_s.arg(task->taskType.left(kTypeCharactersMax), digits) : tr("Task %1").arg(digits);
    setWindowTitle(m_connection.isEmpty() ? name : u"%1 – %2"_s.arg(name, m_connection));
    m_details->setAccessibleName(name);
    TaskChoice choice;
    if (task && !task->trashedAt.isValid())
        choice.states.insert(task->id, task->state);
    m_acts->setChoice(choice);
}

} // namespace conduit::ui
