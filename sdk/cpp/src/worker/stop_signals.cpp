// SPDX-License-Identifier: MIT
#include "stop_signals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace conduit::worker {

namespace {

int s_writeEnd = -1;

void noteSignal(int signal)
{
    const int error = errno;
    const auto byte = static_cast<unsigned char>(signal);
    [[maybe_unused]] const ssize_t written = ::write(s_writeEnd, &byte, 1);
    errno = error;
}

} // namespace

StopSignals::StopSignals(QObject *parent) : QObject(parent)
{
    // A signal handler may call next to nothing; it writes a byte that wakes the event loop.
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("There is no pipe for signals: out of descriptors.");
    m_readEnd = ends[0];
    s_writeEnd = ends[1];
    auto *notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &StopSignals::readPipe);

    struct sigaction action = {};
    action.sa_handler = &noteSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
}

void StopSignals::readPipe()
{
    std::array<unsigned char, 16> signals {};
    const ssize_t count = ::read(m_readEnd, signals.data(), signals.size());
    for (ssize_t i = 0; i < count; ++i)
        Q_EMIT raised(signals.at(static_cast<std::size_t>(i)));
}

} // namespace conduit::worker
