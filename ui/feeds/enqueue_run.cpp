// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/enqueue_run.h"

#include "ui/background.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kTooLarge = 413;
constexpr int kTooMany = 429;
constexpr int kServerTrouble = 500;
constexpr std::chrono::milliseconds kRetryAfter = 1s;
constexpr std::chrono::seconds kPaceWindow = 5s;

/// Another try may go better, and does no harm.
bool passes(const client::Failure &failure)
{
    return failure.isUnreachable() || failure.status == kTooMany || failure.status >= kServerTrouble;
}

/// With the field that is to blame, when there is one.
QString refusalText(const client::Failure &failure)
{
    if (failure.details.isEmpty())
        return failure.message;
    return u"%1: %2"_s.arg(failure.details.first().pointer, failure.details.first().message);
}

} // namespace

EnqueueRun::EnqueueRun(client::Client &client, Plan plan, SteadyClock clock, QObject *parent)
    : QObject(parent), m_client(client), m_plan(std::move(plan)), m_clock(std::move(clock))
{
    m_retry.setSingleShot(true);
    const auto tryAgain = [this] {
        if (m_state == State::Waiting) {
            setState(State::Running);
            send();
        }
    };
    connect(&m_retry, &QTimer::timeout, this, tryAgain);
    connect(&m_client, &client::Client::reachableChanged, this, [tryAgain](bool isReachable) {
        if (isReachable)
            tryAgain();
    });
}

void EnqueueRun::start()
{
    using Opened = std::pair<std::shared_ptr<RowPass>, QString>;
    const auto open = [plan = m_plan]() -> Opened {
        const auto pass = RowPass::open(plan.source);
        if (!pass)
            return {nullptr, pass.error()};
        (*pass)->setSeed(plan.seed);
        return {*pass, QString()};
    };
    m_pace.assign(1, {m_clock(), 0});
    inBackground(this, open, [this](const Opened &opened) {
        m_pass = opened.first;
        if (!m_pass)
            setState(State::Stopped, opened.second);
        else if (!hasEnded())
            readAhead();
    });
}

void EnqueueRun::pause()
{
    if (hasEnded())
        return;
    m_retry.stop();
    setState(State::Paused);
}

void EnqueueRun::resume()
{
    if (m_state != State::Paused)
        return;
    m_pace.assign(1, {m_clock(), answered()});
    setState(State::Running);
    readAhead();
    sendNext();
}

void EnqueueRun::stop()
{
    if (hasEnded())
        return;
    m_retry.stop();
    setState(State::Stopped);
}

double EnqueueRun::rowsPerSecond() const
{
    if (m_pace.size() < 2)
        return 0;
    const std::chrono::duration<double> span = m_pace.back().first - m_pace.front().first;
    return span.count() <= 0 ? 0 : static_cast<double>(m_pace.back().second - m_pace.front().second) / span.count();
}

std::optional<std::chrono::seconds> EnqueueRun::timeLeft() const
{
    const auto rate = rowsPerSecond();
    if (m_state != State::Running || rate <= 0)
        return {};
    const auto left = static_cast<double>(std::max<qint64>(0, m_plan.rows - answered())) / rate;
    return std::chrono::ceil<std::chrono::seconds>(std::chrono::duration<double>(left));
}

/// One batch waits while another is under way.
void EnqueueRun::readAhead()
{
    if (!m_pass || m_isReading || m_isAtEnd || m_batches.size() > 1 || m_state != State::Running)
        return;
    m_isReading = true;
    inBackground(
        this, [pass = m_pass] { return pass->next(kTasksAtOnce, kBytesAtOnce); },
        [this](const RowSlice &slice) {
            m_isReading = false;
            takeSlice(slice);
        });
}

void EnqueueRun::takeSlice(RowSlice slice)
{
    m_rejected += slice.rejected.size();
    m_isAtEnd = slice.isAtEnd;
    m_brokenOff = slice.brokenOff;
    if (!slice.tasks.isEmpty())
        m_batches.push_back({std::move(slice.tasks), std::move(slice.lines)});
    readAhead();
    sendNext();
}

void EnqueueRun::sendNext()
{
    if (m_isSending || m_state != State::Running)
        return;
    if (!m_batches.empty())
        send();
    else if (m_isAtEnd)
        setState(m_brokenOff.isEmpty() ? State::Done : State::Stopped, m_brokenOff);
}

void EnqueueRun::send()
{
    m_isSending = true;
    m_client.enqueueEach(m_batches.front().tasks, this, [this](const client::Result<Answers> &answers) {
        m_isSending = false;
        if (answers)
            takeAnswers(*answers);
        else
            takeFailure(answers.error());
    });
}

void EnqueueRun::takeAnswers(const Answers &answers)
{
    const auto batch = std::move(m_batches.front());
    m_batches.pop_front();
    for (qsizetype i = 0; i < std::min(answers.size(), batch.lines.size()); ++i) {
        if (!answers[i].task)
            m_refusals.insert(batch.lines[i], refusalText(answers[i].task.error()));
        else
            ++(answers[i].isNew ? m_added : m_known);
    }
    noteProgress();
    if (!m_refusals.isEmpty() && m_plan.endsAtRefusal && !hasEnded())
        setState(State::Stopped, tr("The broker has refused a row, and you wanted to stop then."));
    else if (m_refusals.size() >= kRefusalsMax && !hasEnded())
        setState(State::Stopped,
                 tr("The broker refuses row after row, so the rest was not sent. Save the rejected rows to see why."));
    else
        Q_EMIT changed();
    readAhead();
    sendNext();
}

void EnqueueRun::takeFailure(const client::Failure &failure)
{
    auto &batch = m_batches.front();
    if (failure.status == kTooLarge && batch.lines.size() > 1) {
        halve();
        sendNext();
    } else if (failure.status == kTooLarge) {
        m_refusals.insert(batch.lines.first(), failure.message);
        m_batches.pop_front();
        noteProgress();
        Q_EMIT changed();
        sendNext();
    } else if (m_state == State::Running && passes(failure)) {
        wait(failure.message,
             failure.retryAfter ? std::chrono::ceil<std::chrono::milliseconds>(*failure.retryAfter) : kRetryAfter);
    } else if (m_state == State::Running) {
        setState(State::Paused, failure.message);
    }
}

/// This broker takes smaller bodies than others.
void EnqueueRun::halve()
{
    auto &first = m_batches.front();
    const auto half = first.lines.size() / 2;
    Batch second {first.tasks.sliced(half), first.lines.sliced(half)};
    first = {first.tasks.first(half), first.lines.first(half)};
    m_batches.insert(m_batches.begin() + 1, std::move(second));
}

void EnqueueRun::wait(const QString &reason, std::chrono::milliseconds pause)
{
    m_pace.assign(1, {m_clock(), answered()});
    m_retry.start(pause);
    setState(State::Waiting, reason);
}

void EnqueueRun::noteProgress()
{
    const auto now = m_clock();
    m_pace.emplace_back(now, answered());
    while (m_pace.size() > 2 && now - m_pace.front().first > kPaceWindow)
        m_pace.pop_front();
}

void EnqueueRun::setState(State state, const QString &reason)
{
    m_state = state;
    m_reason = reason;
    if (hasEnded())
        m_batches.resize(m_isSending ? 1 : 0); // an answer still comes for the first
    Q_EMIT changed();
}

} // namespace conduit::ui
