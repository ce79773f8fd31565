// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/driver_process.h"

#include "tests/sdk/conformance/json_pattern.h"

#include <QJsonDocument>

#include <algorithm>

namespace conduit::test {

using namespace Qt::StringLiterals;

DriverProcess::DriverProcess(const QStringList &command)
    : m_arguments(command.sliced(1)), m_process(command.first(), m_folder.filePath(u"driver.log"_s))
{
    // What the machine says about brokers and proxies is none of a test's business.
    for (const QString &name : QProcessEnvironment::systemEnvironment().keys()) {
        if (name.startsWith(u"CONDUIT_") || name == u"BROKER_URL" || name == u"WORKER_NAME"
            || name.endsWith(u"_proxy", Qt::CaseInsensitive))
            m_process.unsetEnvironment(name);
    }
}

void DriverProcess::start()
{
    if (!m_process.start(m_arguments, ChildProcess::Input::Open))
        m_failure = u"the driver does not start"_s;
}

int DriverProcess::call(const QString &what, QJsonObject members)
{
    m_hasWorked |= what == u"worker_start";
    members.insert("call"_L1, ++m_lastCall);
    members.insert("do"_L1, what);
    if (m_failure.isEmpty() && !m_process.writeLine(QJsonDocument(members).toJson(QJsonDocument::Compact)))
        m_failure = u"the driver takes no commands"_s;
    return m_lastCall;
}

QJsonObject DriverProcess::answerTo(int call, QDeadlineTimer deadline)
{
    while (!m_answers.contains(call)) {
        if (!read(deadline))
            return {};
    }
    return m_answers.at(call);
}

QJsonObject DriverProcess::event(const QString &name, const QJsonValue &pattern, QDeadlineTimer deadline)
{
    for (;;) {
        const auto found = std::ranges::find_if(m_events, [&](const Event &event) {
            return !event.isGiven && event.members["event"_L1].toString() == name && misfit(pattern, event.members).isEmpty();
        });
        if (found != m_events.end()) {
            found->isGiven = true;
            return found->members;
        }
        if (!read(deadline))
            return {};
    }
}

bool DriverProcess::hasSeen(const QString &name, const QJsonValue &pattern) const
{
    return std::ranges::any_of(m_events, [&](const Event &event) {
        return event.members["event"_L1].toString() == name && misfit(pattern, event.members).isEmpty();
    });
}

bool DriverProcess::end()
{
    m_process.closeInput();
    return m_process.waitForEnd() == 0;
}

bool DriverProcess::read(QDeadlineTimer deadline)
{
    if (!m_failure.isEmpty())
        return false;
    const auto line = m_process.readLine(std::chrono::milliseconds(deadline.remainingTime()));
    if (!line) {
        m_failure = m_process.isRunning() ? u"nothing of that kind came from the driver in time"_s : u"the driver has ended"_s;
        return false;
    }
    const QJsonObject message = QJsonDocument::fromJson(*line).object();
    if (message.contains("event"_L1)) {
        m_events.push_back({message});
    } else if (message.contains("call"_L1)) {
        m_answers.insert_or_assign(message["call"_L1].toInt(), message);
    } else {
        m_failure = u"the driver said what is neither an answer nor an event: "_s + QString::fromUtf8(*line);
        return false;
    }
    return true;
}

std::unique_ptr<DriverProcess> DriverSource::take()
{
    if (m_ready.empty())
        startOneMore();
    auto driver = std::move(m_ready.back());
    m_ready.pop_back();
    if (m_ready.empty())
        startOneMore();
    return driver;
}

void DriverSource::startOneMore()
{
    m_ready.push_back(std::make_unique<DriverProcess>(m_command));
    m_ready.back()->start();
}

bool DriverSource::end()
{
    return std::ranges::all_of(m_ready, [](const auto &driver) { return driver->end(); });
}

} // namespace conduit::test
