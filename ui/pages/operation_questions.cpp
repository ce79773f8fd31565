// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/operation_questions.h"

#include "ui/format/operation_words.h"
#include "ui/format/sizes.h"
#include "ui/format/times.h"

#include <QPushButton>

#include <algorithm>
#include <chrono>

#include <limits>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kUnknownMany = std::numeric_limits<qint64>::max(); ///< When there may be more than were counted.

constexpr qsizetype kSamples = 5;
constexpr qsizetype kSeriesMax = 10; ///< The broker tells of no more at a time.
constexpr double kGrowthMax = 1.1;   ///< More than was asked about, and it is asked again.

/// Some of the tasks, a line each.
QStringList sampleLines(const wire::OperationPreview &found)
{
    QStringList lines;
    for (const wire::Task &task : found.sample.first(std::min(kSamples, found.sample.size())))
        lines.append(u"%1  %2"_s.arg(task.id, task.taskType.left(60)));
    if (found.matched > kSamples)
        lines.append(u"…"_s);
    return lines;
}

/// How long workers will need for all of them, if those that were looked at are like the others. Nothing when it is not known how long
/// tasks of one of their types take.
std::optional<wire::Seconds> workOf(const wire::OperationPreview &found, const QList<wire::Series> &known)
{
    double sum = 0;
    for (const wire::Task &task : found.sample) {
        const auto series = std::ranges::find(known, u"type:"_s + task.taskType, &wire::Series::of);
        if (series == known.end() || !series->totalRun.p50)
            return {};
        sum += *series->totalRun.p50;
    }
    return wire::Seconds(sum / double(found.sample.size()) * double(found.matched));
}

} // namespace

OperationQuestions::OperationQuestions(client::Client &client, QWidget *page)
    : QObject(page), m_client(client), m_page(page) { }

bool OperationQuestions::asks(const QString &verb) const { return !m_confirmations || m_confirmations->asks(verb); }

void OperationQuestions::weigh(const wire::NewOperation &operation, qint64 running)
{
    const Case about {operation, running};
    const bool isByFilter = operation.ids.isEmpty();
    const bool isFew = operation.ids.size() <= kTasksWithoutQuestion;
    if (!isByFilter && !about.isFinal() && (isFew || !asks(operation.verb)))
        Q_EMIT agreed(operation);
    else if (isByFilter && operation.verb == u"cancel")
        countRunning(operation);
    else
        count(about);
}

void OperationQuestions::countRunning(const wire::NewOperation &operation)
{
    auto part = operation;
    part.filter = operation.filter.isEmpty() ? u"state:running"_s : u"(%1) state:running"_s.arg(operation.filter);
    m_client.previewOperation(part, this, [this, operation](const client::Result<wire::OperationPreview> &running) {
        if (running)
            count({operation, running->matched, running->hasMore});
        else
            Q_EMIT refused(running.error().message);
    });
}

void OperationQuestions::count(const Case &about)
{
    m_client.previewOperation(about.operation, this, [this, about](const client::Result<wire::OperationPreview> &found) {
        if (!found)
            Q_EMIT refused(found.error().message);
        else if (found->matched == 0 && !found->hasMore)
            Q_EMIT refused(tr("No task fits the filters any more."));
        else if (about.isFinal() || ((found->hasMore || found->matched > kTasksWithoutQuestion) && asks(about.operation.verb)))
            ask(about, *found);
        else
            Q_EMIT agreed(about.operation);
    });
}

void OperationQuestions::ask(const Case &about, const wire::OperationPreview &found)
{
    delete m_box;
    m_box = new QuestionBox(questionAbout(about, found), m_page);
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_box, &QDialog::accepted, this, [this, about, matched = found.matched] {
        if (m_box->isSilenced())
            m_confirmations->setAsks(about.operation.verb, false);
        if (about.operation.ids.isEmpty())
            countAgain(about, matched);
        else
            Q_EMIT agreed(about.operation);
    });
    m_box->open();
    tellWork(about, found);
}

/// The question does not wait for it.
void OperationQuestions::tellWork(const Case &about, const wire::OperationPreview &found)
{
    QStringList types;
    for (const wire::Task &task : found.sample)
        if (const auto type = u"type:"_s + task.taskType; !types.contains(type))
            types.append(type);
    const bool startsWork = about.operation.verb == u"retry" || about.operation.verb == u"promote";
    if (!startsWork || types.isEmpty() || types.size() > kSeriesMax)
        return;
    m_client.loadSeries({.of = types, .by = u"hour"_s}, m_box,
                        [box = m_box.data(), found](const client::Result<wire::SeriesAnswer> &answer) {
                            const auto work = answer ? workOf(found, answer->series) : std::nullopt;
                            if (!work)
                                return;
                            const auto span = std::chrono::duration_cast<std::chrono::milliseconds>(*work);
                            box->addDetail(tr("That is about %1 of work for one worker.").arg(durationText(span)));
                        });
}

void OperationQuestions::countAgain(const Case &about, qint64 before)
{
    m_client.previewOperation(about.operation, this,
                              [this, about, before](const client::Result<wire::OperationPreview> &found) {
                                  if (!found)
                                      Q_EMIT refused(found.error().message);
                                  else if (double(found->matched) > double(before) * kGrowthMax)
                                      ask(about, *found);
                                  else
                                      Q_EMIT agreed(about.operation);
                              });
}

Question OperationQuestions::questionAbout(const Case &about, const wire::OperationPreview &found) const
{
    const auto &verb = about.operation.verb;
    const bool isPurge = verb == u"purge";
    QStringList lines = argumentLines(about.operation);
    if (!about.operation.filter.isEmpty())
        lines += {tr("Filter: %1").arg(about.operation.filter), QString()};
    lines += sampleLines(found);
    lines += {QString(),
              isPurge                  ? tr("They are gone then, with their payloads and results. This cannot be undone.")
                  : about.mayRun       ? tr("Some of them may run. Those are asked to stop, which cannot be undone.")
                  : about.running == 1 ? tr("One of them runs. It is asked to stop, which cannot be undone.")
                  : about.running > 1
                  ? tr("%1 of them run. They are asked to stop, which cannot be undone.").arg(countText(about.running))
                  : tr("It can be undone for each task to which nothing else has happened since.")};
    Question question {.title = actLabel(verb),
                       .text = found.hasMore ? tr("%1, and perhaps more?").arg(actOnTasks(verb, found.matched))
                                             : actQuestion(verb, found.matched),
                       .details = lines.join(u'\n'),
                       .yes = actLabel(verb),
                       .no = tr("Leave them"),
                       .silence = {},
                       .toType = {},
                       .isFinal = about.isFinal()};
    if (about.isFinal()) {
        // The button says what it does, also to those who read nothing else.
        if (!found.hasMore)
            question.yes = actOnTasks(verb, found.matched);
        question.toType = !m_confirmations ? QString()
            : found.hasMore                ? m_confirmations->toType(kUnknownMany, actLabel(verb))
                                           : m_confirmations->toType(found.matched);
    } else if (m_confirmations && m_confirmations->canSilence(verb)) {
        question.silence = tr("Do not ask again before “%1”").arg(actLabel(verb));
    }
    return question;
}

} // namespace conduit::ui
