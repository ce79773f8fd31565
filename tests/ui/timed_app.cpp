// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/timed_app.h"

#include "ui/frame/languages.h"

#include <QEvent>
#include <QMainWindow>
#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <ctime>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

QString nameOf(QEvent::Type type)
{
    const char *name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    return name ? QString::fromLatin1(name) : QString::number(type);
}

} // namespace

TimedApp::TimedApp(int &argc, char **argv) : QApplication(argc, argv)
{
    // Wherever the machine is: what a test expects of local time is written in UTC.
    qputenv("TZ", "UTC");
    ::tzset();
    ui::applyLanguage(ui::Language::English);
}

bool TimedApp::notify(QObject *receiver, QEvent *event)
{
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event); // Qt's network has a thread of its own.
    // Either may be gone afterwards.
    const char *receiverClass = receiver->metaObject()->className();
    const QString receiverName = m_depth == 0 ? receiver->objectName() : QString();
    const QEvent::Type type = event->type();
    const double start = m_depth == 0 ? processorMs() : 0;
    if (type == QEvent::Polish && qobject_cast<QMainWindow *>(receiver))
        m_buildsWindow = true;
    ++m_depth;
    const bool isHandled = QApplication::notify(receiver, event);
    if (--m_depth > 0)
        return isHandled;
    if (std::exchange(m_buildsWindow, false))
        return isHandled;
    // Qt's own dialog for files, which reads the whole folder: on a desktop its dialog stands there.
    if (qstrcmp(receiverClass, "QFileSystemModel") == 0)
        return isHandled;
    const double took = processorMs() - start;
    m_tookMs.append(float(took));
    if (took > m_worstMs) {
        m_worstMs = took;
        m_worst = u"%1 ms in %2 %3 (%4)"_s.arg(QString::number(took, 'f', 1), QString::fromLatin1(receiverClass), receiverName,
                                               nameOf(type));
    }
    return isHandled;
}

double TimedApp::processorMs()
{
    timespec time {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

void TimedApp::watch()
{
    auto *app = static_cast<TimedApp *>(instance());
    app->m_worstMs = 0;
    app->m_worst.clear();
    app->m_tookMs.clear();
}

TimedApp::Figures TimedApp::figures()
{
    const auto *app = static_cast<const TimedApp *>(instance());
    auto took = app->m_tookMs;
    std::sort(took.begin(), took.end());
    return {.events = took.size(),
            .usualMs = took.isEmpty() ? 0 : double(took[(took.size() - 1) * 999 / 1000]),
            .worstMs = app->m_worstMs,
            .worst = app->m_worst};
}

QString TimedApp::fault()
{
#ifdef CONDUIT_SANITIZED
    return {};
#else
    const auto *app = static_cast<const TimedApp *>(instance());
    return app->m_worstMs > kBudgetMs * kSlack ? app->m_worst : QString();
#endif
}

} // namespace conduit::test
