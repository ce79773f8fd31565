// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/export_run.h"

#include "ui/background.h"

using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr int kTooMany = 429;
constexpr int kServerTrouble = 500;
constexpr std::chrono::milliseconds kRetryAfter = 1s;

/// Another try may go better.
bool mayPass(const client::Failure &failure)
{
    return failure.isUnreachable() || failure.status == kTooMany || failure.status >= kServerTrouble;
}

} // namespace

ExportRun::ExportRun(const QString &path, const QByteArray &head)
    : m_path(path), m_file(std::make_shared<ExportFile>(path, head))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        if (!hasEnded())
            readNext();
    });
}

void ExportRun::start() { readNext(); }

/// One that has read its last page is about to be done.
void ExportRun::stop()
{
    if (!hasEnded() && !m_isAtEnd)
        setState(State::Stopped);
}

void ExportRun::take(qint64 rows, bool isLast, const std::function<QByteArray()> &lines)
{
    if (hasEnded())
        return;
    m_isAtEnd = isLast;
    if (m_state == State::Waiting)
        setState(State::Running);
    inBackground(
        this, [file = m_file, lines] { return file->write(lines()); },
        [this, rows](const QString &fault) { takeWritten(rows, fault); });
}

void ExportRun::takeWritten(qint64 rows, const QString &fault)
{
    if (hasEnded())
        return;
    if (!fault.isEmpty())
        return setState(State::Failed, fault);
    m_written += rows;
    Q_EMIT changed();
    if (m_isAtEnd)
        finish();
    else
        readNext();
}

void ExportRun::finish()
{
    inBackground(
        this, [file = m_file] { return file->finish(); },
        [this](const QString &fault) {
            if (!hasEnded())
                setState(fault.isEmpty() ? State::Done : State::Failed, fault);
        });
}

void ExportRun::takeFailure(const client::Failure &failure)
{
    if (hasEnded())
        return;
    if (!mayPass(failure))
        return setState(State::Failed, failure.message);
    m_retry.start(failure.retryAfter ? std::chrono::ceil<std::chrono::milliseconds>(*failure.retryAfter) : kRetryAfter);
    setState(State::Waiting, failure.message);
}

void ExportRun::setTotal(std::optional<qint64> total)
{
    m_total = total;
    Q_EMIT changed();
}

void ExportRun::setState(State state, const QString &reason)
{
    m_state = state;
    m_reason = reason;
    if (hasEnded())
        m_file.reset();
    Q_EMIT changed();
}

} // namespace conduit::ui
