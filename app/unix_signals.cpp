// SPDX-License-Identifier: GPL-3.0-only
#include "app/unix_signals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace conduit::app {

namespace {

constexpr std::array kSignals {SIGTERM, SIGINT, SIGHUP};
int s_writeEnd = -1;

// A pipe and not a signalfd, since that needs blocked signals and the workers we start would inherit the block.
void noteSignal(int)
{
    const int error = errno;
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(s_writeEnd, &byte, 1); // A full pipe has woken us anyway.
    errno = error;
}

void handle(int signal)
{
    struct sigaction action = {};
    // nohup and background shells ignore some signals on our behalf; that stays.
    if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN)
        return;
    action = {};
    action.sa_handler = &noteSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

UnixSignals::UnixSignals(QObject *parent) : QObject(parent)
{
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("No pipe for the signals: out of descriptors before the start.");
    m_readEnd = ends[0];
    s_writeEnd = ends[1];
    auto *notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &UnixSignals::readPipe);
    for (const int signal : kSignals)
        handle(signal);
}

UnixSignals::~UnixSignals()
{
    for (const int signal : kSignals)
        ::signal(signal, SIG_DFL);
    ::close(s_writeEnd);
    ::close(m_readEnd);
    s_writeEnd = -1;
}

void UnixSignals::readPipe()
{
    std::array<char, 16> bytes {};
    const ssize_t count = ::read(m_readEnd, bytes.data(), bytes.size());
    for (ssize_t i = 0; i < count; ++i)
        Q_EMIT stopRequested();
}

} // namespace conduit::app
