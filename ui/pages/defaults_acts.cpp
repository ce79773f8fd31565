// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/defaults_acts.h"

#include "ui/feeds/change_failure.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/pages/defaults_dialog.h"
#include "ui/widgets/question_box.h"

#include <QPushButton>
#include <QWidget>

#include <cmath>

#include <limits>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kUnknownMany = std::numeric_limits<qint64>::max(); ///< When there may be more than were counted.

constexpr int kQueuesAskedMax = 20; ///< Those with most tasks of a type.
constexpr qsizetype kShownCharacters = 60;
constexpr int kNotFound = 404;

QString shortName(const DefaultsActs::Target &target) { return target.name.left(kShownCharacters); }

bool isQueue(const DefaultsActs::Target &target) { return target.kind == DefaultsActs::Target::Kind::Queue; }

QString inWords(wire::Seconds duration)
{
    return durationText(std::chrono::milliseconds(std::llround(duration.count() * 1'000)));
}

FormWords wordsFor(const DefaultsActs::Target &target)
{
    return {.window = DefaultsActs::tr("Defaults"),
            .title = isQueue(target) ? DefaultsActs::tr("Defaults of queue %1").arg(target.name)
                                     : DefaultsActs::tr("Defaults of type %1").arg(target.name),
            .text = isQueue(target)
                ? DefaultsActs::tr("They hold for its tasks where neither the task nor its type says anything else.")
                : DefaultsActs::tr("They hold for its tasks where the task says nothing else."),
            .yes = DefaultsActs::tr("Save defaults")};
}

bool saysKeepsAnew(const TaskDefaults &before, const TaskDefaults &after)
{
    return before.keepCompleted != after.keepCompleted || before.keepDead != after.keepDead;
}

QString keepLine(const ShorterKeep &keep)
{
    const QString line = (keep.isOfDead ? DefaultsActs::tr("Dead tasks are kept %1 instead of %2.")
                                        : DefaultsActs::tr("Completed and cancelled tasks are kept %1 instead of %2."))
                             .arg(inWords(keep.after), inWords(keep.before));
    return keep.queue.isEmpty() ? line : DefaultsActs::tr("In queue %1: %2").arg(keep.queue.left(kShownCharacters), line);
}

} // namespace

DefaultsActs::DefaultsActs(client::Client &client, QWidget *window) : QObject(window), m_client(client), m_window(window) { }

DefaultsDialog *DefaultsActs::dialog() const { return m_dialog; }

QuestionBox *DefaultsActs::question() const { return m_question; }

void DefaultsActs::edit(const Target &target)
{
    m_client.loadBrokerDefaults(this, [this, target](const client::Result<QByteArray> &broker) {
        if (broker)
            readTarget(target, taskDefaultsFrom(*broker));
        else
            Q_EMIT failed(broker.error().message);
    });
}

void DefaultsActs::readTarget(const Target &target, const TaskDefaults &broker)
{
    read(target, [this, target, broker](const TaskDefaults &said) {
        ask({.target = target, .before = said, .after = said, .broker = broker});
    });
}

/// Nothing is said by a type of which nothing is known yet.
void DefaultsActs::read(const Target &target, const std::function<void(const TaskDefaults &)> &then)
{
    const auto take = [this, then](const client::Result<QByteArray> &said) {
        if (said)
            then(taskDefaultsFrom(*said));
        else if (said.error().status == kNotFound)
            then({});
        else
            Q_EMIT failed(said.error().message);
    };
    if (isQueue(target))
        m_client.loadQueueDefaults(target.name, this, take);
    else
        m_client.loadTypeDefaults(target.name, this, take);
}

void DefaultsActs::ask(const Change &change)
{
    delete m_dialog;
    m_dialog = new DefaultsDialog({.words = wordsFor(change.target),
                                   .said = change.after,
                                   .behind = change.broker,
                                   .origin = isQueue(change.target) ? tr("from the broker") : tr("its queue or the broker")},
                                  m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this, change] {
        auto wanted = change;
        wanted.after = m_dialog->defaults();
        if (textOf(wanted.after) != textOf(wanted.before))
            askOrSave(wanted);
    });
    m_dialog->open();
}

/// What would delete tasks is asked first.
void DefaultsActs::askOrSave(const Change &change)
{
    if (isQueue(change.target))
        countOrSave(change,
                    shorterKeeps(defaultsOver(change.before, change.broker), defaultsOver(change.after, change.broker)));
    else if (saysKeepsAnew(change.before, change.after))
        findQueues(change);
    else
        saveIfUnchanged(change);
}

/// A type's queues may have kept its tasks longer than the broker would.
void DefaultsActs::findQueues(const Change &change)
{
    const wire::FacetQuery ended {.states = {u"completed"_s, u"cancelled"_s, u"dead"_s},
                                  .types = {change.target.name},
                                  .facets = {u"queue"_s},
                                  .top = kQueuesAskedMax};
    m_client.countFacets(ended, this, [this, change](const client::Result<wire::Facets> &tasks) {
        if (!tasks) {
            Q_EMIT failed(tasks.error().message);
            return;
        }
        QStringList names;
        for (const auto &[name, n] : tasks->facets.value(u"queue"_s).values)
            names.append(name);
        readQueues(change, names, {});
    });
}

void DefaultsActs::readQueues(const Change &change, const QStringList &names, const QList<NamedDefaults> &known)
{
    if (names.isEmpty()) {
        countOrSave(change, shorterKeepsOfType(change.before, change.after, known, change.broker));
        return;
    }
    read({Target::Kind::Queue, names.first()}, [this, change, names, known](const TaskDefaults &said) {
        readQueues(change, names.mid(1), known + QList<NamedDefaults> {{names.first(), said}});
    });
}

void DefaultsActs::countOrSave(const Change &change, const QList<ShorterKeep> &shorter)
{
    if (shorter.isEmpty()) {
        saveIfUnchanged(change);
        return;
    }
    auto query = olderTasks(shorter);
    (isQueue(change.target) ? query.queues : query.types) = {change.target.name};
    m_client.countFacets(query, this, [this, change, shorter](const client::Result<wire::Facets> &tasks) {
        if (tasks)
            askToDelete(change, shorter, *tasks);
        else
            Q_EMIT failed(tasks.error().message);
    });
}

void DefaultsActs::askToDelete(const Change &change, const QList<ShorterKeep> &shorter, const wire::Facets &tasks)
{
    QStringList lines;
    for (const auto &keep : shorter)
        lines.append(keepLine(keep));
    const auto n = countText(tasks.n);
    lines.append(
        tasks.n == 0 && tasks.isExact ? tr("None is older now.")
            : tasks.isExact
            ? tr("Older are %1: they are deleted for good within minutes, with payload, result and log.").arg(n)
            : tr("Older are at least %1: they are deleted for good within minutes, with payload, result and log.").arg(n));
    lines.append(tr("What was deleted does not come back when this is undone."));
    show(new QuestionBox({.title = tr("Keep tasks for less time"),
                          .text = tr("Keep the tasks of %1 for less time?").arg(shortName(change.target)),
                          .details = lines.join(u'\n'),
                          .yes = tr("Keep them for less time"),
                          .no = tr("Leave it as it is"),
                          .silence = {},
                          .toType = m_confirmations
                              ? m_confirmations->toType(tasks.isExact ? tasks.n : kUnknownMany, change.target.name)
                              : QString(),
                          .isFinal = true},
                         m_window));
    connect(m_question, &QDialog::accepted, this, [this, change] { saveIfUnchanged(change); });
}

/// They are replaced as a whole, so what somebody else has said since would be lost.
void DefaultsActs::saveIfUnchanged(const Change &change)
{
    read(change.target, [this, change](const TaskDefaults &now) {
        if (textOf(now) == textOf(change.before) || textOf(now) == textOf(change.after))
            save(change);
        else
            askToReplace(change, now);
    });
}

void DefaultsActs::askToReplace(const Change &change, const TaskDefaults &now)
{
    const auto theirs = defaultsText(now);
    show(new QuestionBox({.title = tr("Changed meanwhile"),
                          .text = tr("Somebody else has changed the defaults of %1 meanwhile.").arg(shortName(change.target)),
                          .details = theirs.isEmpty() ? tr("Nothing is set any more.") : tr("They are now: %1").arg(theirs),
                          .yes = tr("Replace them with mine"),
                          .no = tr("Show me theirs"),
                          .silence = {},
                          .toType = {},
                          .isFinal = true},
                         m_window));
    auto anew = change;
    anew.before = now;
    connect(m_question, &QDialog::accepted, this, [this, anew] { askOrSave(anew); });
    // Only the button gives up what was typed, Escape does not: it comes later, and finds nothing open then.
    anew.after = now;
    connect(m_question->noButton(), &QPushButton::clicked, this, [this, anew] { ask(anew); });
    const auto askAgain = [this, change] {
        if (!m_dialog || !m_dialog->isVisible())
            ask(change);
    };
    connect(m_question, &QDialog::rejected, this, askAgain, Qt::QueuedConnection);
}

void DefaultsActs::save(const Change &change)
{
    write(change, [this, change] {
        Q_EMIT done(isQueue(change.target) ? tr("Changed the defaults of queue %1").arg(shortName(change.target))
                                           : tr("Changed the defaults of type %1").arg(shortName(change.target)),
                    m_successor.later([change](DefaultsActs &acts) { acts.takeBack(change); }));
    });
}

void DefaultsActs::takeBack(const Change &change)
{
    read(change.target, [this, change](const TaskDefaults &now) {
        if (textOf(now) != textOf(change.after)) {
            Q_EMIT failed(tr("Not undone: somebody has changed the defaults of %1 since.").arg(shortName(change.target)));
            return;
        }
        auto back = change;
        std::swap(back.before, back.after);
        askOrSave(back);
    });
}

void DefaultsActs::write(const Change &change, const std::function<void()> &then)
{
    const auto take = [this, then](const client::Result<QByteArray> &answer) {
        if (answer)
            then();
        else
            Q_EMIT failed(changeFailureText(answer.error()));
    };
    if (isQueue(change.target))
        m_client.setQueueDefaults(change.target.name, textOf(change.after), this, take);
    else
        m_client.setTypeDefaults(change.target.name, textOf(change.after), this, take);
}

void DefaultsActs::show(QuestionBox *question)
{
    delete m_question;
    m_question = question;
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->open();
}

} // namespace conduit::ui
