// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_acts.h"

#include "ui/format/operation_words.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

struct Way
{
    const char *verb;
    Glyph glyph;
    const char *keysOnOne;
    const char *keysOnAll;
    QStringList states; ///< Of tasks to which it can be done.
};

const std::array<Way, 5> &ways()
{
    static const std::array<Way, 5> all {
        Way {"retry", Glyph::Refresh, "Ctrl+Shift+R", "Ctrl+Alt+Shift+R", {u"dead"_s, u"cancelled"_s, u"retrying"_s}},
        Way {"promote", Glyph::Play, "Ctrl+Shift+N", "Ctrl+Alt+Shift+P", {u"scheduled"_s, u"retrying"_s}},
        Way {"hold", Glyph::Pause, "Ctrl+Shift+H", "Ctrl+Alt+Shift+H", {u"scheduled"_s, u"ready"_s, u"retrying"_s}},
        Way {"cancel",
             Glyph::Slash,
             "Ctrl+Shift+X",
             "Ctrl+Alt+Shift+X",
             {u"scheduled"_s, u"blocked"_s, u"ready"_s, u"retrying"_s, u"running"_s}},
        Way {"delete",
             Glyph::Close,
             "Ctrl+Shift+D",
             "Ctrl+Alt+Shift+D",
             {u"scheduled"_s, u"blocked"_s, u"ready"_s, u"retrying"_s, u"completed"_s, u"dead"_s, u"cancelled"_s}}};
    return all;
}

} // namespace

TaskActs::TaskActs(client::Client &client, QWidget *page) : QObject(page), m_client(client), m_page(page), m_feed(client)
{
    for (const Way &way : ways()) {
        const QString verb = QString::fromLatin1(way.verb);
        auto *one = new QAction(glyphIcon(way.glyph), actLabel(verb), this);
        one->setObjectName(u"task."_s + verb);
        one->setShortcut(QKeySequence(QString::fromLatin1(way.keysOnOne)));
        connect(one, &QAction::triggered, this, [this, verb] {
            if (m_task)
                m_feed.start({.verb = verb, .ids = {m_task->id}});
        });
        m_onOne.append({verb, one});
        auto *all = new QAction(glyphIcon(way.glyph), tr("%1 all that are listed…").arg(actLabel(verb)), this);
        all->setObjectName(u"task.all."_s + verb);
        all->setShortcut(QKeySequence(QString::fromLatin1(way.keysOnAll)));
        connect(all, &QAction::triggered, this, [this, verb] { doToAll(verb); });
        m_onAll.append({verb, all});
    }
    connect(&m_feed, &OperationFeed::progressed, this, &TaskActs::tellProgress);
    connect(&m_feed, &OperationFeed::ended, this, &TaskActs::tellEnd);
    connect(&m_feed, &OperationFeed::failed, this,
            [this](const client::Failure &failure) { Q_EMIT said(failure.message, {}, {}); });
    showActs();
}

QList<QAction *> TaskActs::actsOnOne() const
{
    QList<QAction *> actions;
    for (const auto &[verb, action] : m_onOne)
        actions.append(action);
    return actions;
}

QList<QAction *> TaskActs::actsOnAll() const
{
    QList<QAction *> actions;
    for (const auto &[verb, action] : m_onAll)
        actions.append(action);
    return actions;
}

void TaskActs::setTask(const std::optional<wire::Task> &task)
{
    m_task = task;
    showActs();
}

void TaskActs::setFilter(const TaskFilter &filter, qint64 revision)
{
    m_filter = filter;
    m_revision = revision;
    showActs();
}

void TaskActs::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showActs();
}

void TaskActs::doToAll(const QString &verb)
{
    // What is meant is fixed now, whatever the page shows by the time that the question is answered.
    const wire::NewOperation operation {.verb = verb, .filter = queryText(m_filter), .asOf = m_revision};
    m_client.previewOperation(operation, this, [this, operation](const client::Result<wire::OperationPreview> &preview) {
        if (!preview)
            Q_EMIT said(preview.error().message, {}, {});
        else if (preview->matched == 0)
            Q_EMIT said(tr("No task fits the filters any more."), {}, {});
        else if (preview->matched <= kTasksWithoutQuestion)
            m_feed.start(operation);
        else
            ask(operation, *preview);
    });
}

void TaskActs::ask(const wire::NewOperation &operation, const wire::OperationPreview &preview)
{
    constexpr qsizetype kSamples = 5;
    QStringList lines {operation.filter, QString()};
    for (const wire::Task &task : preview.sample.first(std::min(kSamples, preview.sample.size())))
        lines.append(u"%1  %2"_s.arg(task.id, task.taskType.left(60)));
    if (preview.matched > kSamples)
        lines.append(u"…"_s);
    lines += {QString(),
              operation.verb == u"cancel" ? tr("Running tasks are asked to stop, which cannot be undone.")
                                          : tr("It can be undone for each task to which nothing else has happened since.")};
    delete m_question;
    m_question = new QMessageBox(m_page);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setIcon(QMessageBox::Question);
    m_question->setTextFormat(Qt::PlainText);
    m_question->setWindowTitle(actLabel(operation.verb));
    m_question->setText(actQuestion(operation.verb, preview.matched));
    m_question->setInformativeText(lines.join(u'\n'));
    auto *yes = m_question->addButton(actLabel(operation.verb), QMessageBox::AcceptRole);
    m_question->setDefaultButton(yes);
    m_question->setEscapeButton(m_question->addButton(tr("Leave them"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this, operation] { m_feed.start(operation); });
    m_question->open();
}

void TaskActs::tellProgress(const wire::Operation &operation)
{
    const bool canStop = operation.state == u"running";
    Q_EMIT said(operationText(operation), canStop ? tr("Stop") : QString(), [this, id = operation.id] { m_feed.stop(id); });
}

void TaskActs::tellEnd(const wire::Operation &operation)
{
    const bool canUndo = operation.state != u"undone" && operation.done > 0;
    Q_EMIT said(operationText(operation), canUndo ? Toast::undoWord() : QString(),
                [this, id = operation.id] { m_feed.undo(id); });
}

void TaskActs::showActs()
{
    for (std::size_t i = 0; i < ways().size(); ++i) {
        const Way &way = ways().at(i);
        auto *one = m_onOne.at(static_cast<qsizetype>(i)).second;
        offer(*one, whyNotOnOne(way.states));
        auto *all = m_onAll.at(static_cast<qsizetype>(i)).second;
        const bool isPointless = !m_filter.states.isEmpty()
            && std::none_of(m_filter.states.begin(), m_filter.states.end(),
                            [&](const QString &state) { return way.states.contains(state); });
        offer(*all,
              !m_isOnline              ? tr("The broker is away.")
                  : m_filter.isEmpty() ? tr("Choose states, a type or a queue first.")
                  : isPointless        ? tr("It cannot be done to tasks in these states.")
                                       : QString());
    }
}

QString TaskActs::whyNotOnOne(const QStringList &states) const
{
    if (!m_isOnline)
        return tr("The broker is away.");
    if (!m_task)
        return tr("Choose a task first.");
    if (m_task->trashedAt.isValid())
        return tr("The task was deleted.");
    return states.contains(m_task->state) ? QString() : tr("It cannot be done to a task that is %1.").arg(m_task->state);
}

} // namespace conduit::ui
