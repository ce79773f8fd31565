// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/output.h"

#include "app/cli/plain_text.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// False when not all of it could be written; errno says why.
bool writeAll(int descriptor, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written = ::write(descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (written < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(written, 0);
    }
    return true;
}

/// Nobody listens to stderr either: there is nothing left to do about it.
void writeToStderr(const QByteArray &bytes) { (void)writeAll(STDERR_FILENO, bytes); }

[[noreturn]] void endBecauseOf(int error)
{
    if (error == EPIPE) {
        std::signal(SIGPIPE, SIG_DFL);
        std::raise(SIGPIPE);
    }
    writeToStderr(QByteArray("conduit: The output cannot be written: ") + std::strerror(error) + ".\n");
    std::_Exit(static_cast<int>(ExitCode::Usage));
}

void writeToStdout(const QByteArray &bytes)
{
    if (!writeAll(STDOUT_FILENO, bytes))
        endBecauseOf(errno);
}

int columnsOfTerminal()
{
    constexpr int kUsual = 80;
    winsize size {};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

} // namespace

Output::Output() : m_isTerminal(::isatty(STDOUT_FILENO) == 1), m_isWatched(!m_isTerminal && ::isatty(STDERR_FILENO) == 1)
{
    if (m_isTerminal)
        m_columns = columnsOfTerminal();
}

void Output::print(const QString &text)
{
    if (!text.isEmpty())
        writeToStdout(text.toUtf8());
}

void Output::printLine(const QString &text) { print(onOneLine(text) + u'\n'); }

void Output::printJson(const QByteArray &json) { writeToStdout((m_isTerminal ? harmlessJson(json) : json) + '\n'); }

void Output::note(const QString &sentence)
{
    clearProgress();
    writeToStderr("conduit: " + onOneLine(sentence).toUtf8() + '\n');
}

ExitCode Output::complain(const Trouble &trouble)
{
    note(trouble.message);
    return trouble.code;
}

void Output::showProgress(const QString &text)
{
    if (!m_isWatched)
        return;
    clearProgress();
    writeToStderr(text.toUtf8());
    m_showsProgress = true;
}

void Output::clearProgress()
{
    if (m_showsProgress)
        writeToStderr("\r\x1b[K"); // to the start of the line, and clear it
    m_showsProgress = false;
}

} // namespace conduit::cli
