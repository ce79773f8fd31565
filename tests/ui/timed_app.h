// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QApplication>
#include <QTest>

namespace conduit::test {

/// Watches that no event keeps the window busy. What counts is the processor time of the thread from the event's arrival until it is
/// handled, with all events that are sent meanwhile: a machine that is busy elsewhere spoils no test. An event in which a main window is made
/// is not judged: how long that may take is said elsewhere (P2 of docs/benchmarks.md).
class TimedApp final : public QApplication
{
public:
    static constexpr double kBudgetMs = 16;
    static constexpr double kSlack = 1.5; ///< For machines that are slower than the one that the budget is for.

    /// Speaks English, and lives in UTC.
    TimedApp(int &argc, char **argv);

    bool notify(QObject *receiver, QEvent *event) override;

    /// What this thread has computed since it began.
    [[nodiscard]] static double processorMs();
    /// Forgets what was slow before: windows that are being built may take longer.
    static void watch();
    /// What broke the budget since, such as `31.0 ms in TaskTableView (Paint)`; empty for nothing. Always empty under a sanitizer.
    [[nodiscard]] static QString fault();

    /// What all events since took, each with those that were sent meanwhile.
    struct Figures
    {
        qsizetype events = 0;
        double usualMs = 0; ///< All but one in a thousand took no longer.
        double worstMs = 0;
        QString worst; ///< Which one that was, as in fault().
    };
    [[nodiscard]] static Figures figures();

private:
    int m_depth = 0;
    bool m_buildsWindow = false;
    QList<float> m_tookMs;
    double m_worstMs = 0;
    QString m_worst;
};

} // namespace conduit::test

/// The main function of a test with windows: QTEST_MAIN under a TimedApp.
#define CONDUIT_TIMED_MAIN(TestObject)                                                                                         \
    int main(int argc, char *argv[])                                                                                           \
    {                                                                                                                          \
        conduit::test::TimedApp app(argc, argv);                                                                               \
        app.setAttribute(Qt::AA_Use96Dpi, true);                                                                               \
        TestObject test;                                                                                                       \
        return QTest::qExec(&test, argc, argv);                                                                                \
    }
