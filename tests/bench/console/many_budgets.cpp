// SPDX-License-Identifier: GPL-3.0-only
#include "tests/bench/console/budgets.h"
#include "tests/bench/console/distant_way.h"
#include "tests/support/process_usage.h"
#include "tests/ui/timed_app.h"
#include "ui/feeds/enqueue_run.h"
#include "ui/feeds/row_check.h"
#include "ui/models/type_model.h"
#include "ui/pages/enqueue_page.h"
#include "ui/pages/many_check_page.h"
#include "ui/pages/many_file_page.h"
#include "ui/pages/many_run_page.h"
#include "ui/pages/many_wizard.h"

#include <QAction>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QPushButton>
#include <QStorageInfo>
#include <QTimer>

namespace conduit::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::TimedApp;
using State = ui::EnqueueRun::State;

namespace {

constexpr qint64 kRowsOfTheFile = 50'000;
constexpr auto kLanRoundTrip = 1ms;
constexpr qint64 kMiB = 1024 * 1024;
constexpr qint64 kLargeFileBytes = 1024 * kMiB;
constexpr qint64 kRoomForLargeFile = 3 * kLargeFileBytes; ///< For the file, the database and its log.
constexpr qsizetype kLargeRowBytes = 4096;
constexpr auto kLargeFilePatience = 20min;
constexpr auto kPausedFor = 2s;
constexpr auto kMemoryBeat = 100ms;

double ownMiB() { return double(test::residentBytes(QCoreApplication::applicationPid())) / double(kMiB); }

/// What this process had resident at the most.
class MemoryPeak
{
public:
    MemoryPeak()
    {
        QObject::connect(&m_beat, &QTimer::timeout, &m_beat, [this] { m_mib = std::max(m_mib, ownMiB()); });
        m_beat.start(kMemoryBeat);
    }
    [[nodiscard]] double mib() const { return std::max(m_mib, ownMiB()); }

private:
    QTimer m_beat;
    double m_mib = ownMiB();
};

struct RowFile
{
    QString path;
    qint64 rows;
    QByteArray folderName;   ///< In each row, so that no other file makes the same tasks.
    qsizetype noteBytes = 0; ///< Beside the other cells of each row.
};

Result<Unit> write(const RowFile &rows)
{
    QFile file(rows.path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    file.write("source,width,note\n");
    const QByteArray note(rows.noteBytes, 'n');
    for (qint64 row = 1; row <= rows.rows; ++row)
        if (file.write(rows.folderName + '/' + QByteArray::number(row) + ".png,1024," + note + '\n') < 0)
            return file.errorString();
    return file.flush() ? Result<Unit>(Unit {}) : Result<Unit>(file.errorString());
}

Result<Unit> registerRowType(const Endpoint &endpoint)
{
    auto connection = HttpConnection::open(endpoint);
    if (!connection)
        return connection.error();
    const auto answer = connection->call(
        endpoint.post("/task/set_schema",
                      R"({"task_type":"rows","description":"","fields":{"source":{"field_type":"string","required":true},)"
                      R"("width":{"field_type":"number","required":true},"note":{"field_type":"string","required":false}}})"));
    if (!answer)
        return answer.error();
    return answer->status == 200 ? Result<Unit>(Unit {}) : Result<Unit>(describe(*answer));
}

/// The wizard, as somebody works it who has chosen the type of the rows.
class Wizard
{
public:
    explicit Wizard(const QString &address) : m_console(address, u"enqueue"_s)
    {
        ConsoleUnderTest::wait(500ms);
        auto &page = m_console.the<ui::EnqueuePage>();
        page.chooseType(u"rows"_s);
        ConsoleUnderTest::waitUntil([&] { return page.manyAction()->isEnabled(); });
        page.manyAction()->trigger();
        m_wizard = page.wizard();
    }

    /// Until the whole file was read; it is not sent yet.
    [[nodiscard]] Result<Unit> check(const QString &path, std::chrono::milliseconds patience)
    {
        m_wizard->filePage()->chooseFile(path);
        if (!press(QWizard::NextButton) || !press(QWizard::NextButton))
            return u"the file was not taken: "_s + m_wizard->filePage()->message();
        const auto &reading = m_wizard->checkPage()->check();
        return ConsoleUnderTest::waitUntil([&] { return !reading.isRunning(); }, patience)
            ? Result<Unit>(Unit {})
            : Result<Unit>(u"the file was not read to its end"_s);
    }
    [[nodiscard]] Result<Unit> start()
    {
        return press(QWizard::CommitButton)
            ? Result<Unit>(Unit {})
            : Result<Unit>(u"the rows were not accepted: "_s + m_wizard->checkPage()->summary());
    }
    [[nodiscard]] Result<Unit> awaitAnswers(qint64 rows, std::chrono::milliseconds patience)
    {
        const auto isSo = [&] { return run().answered() >= rows || run().hasEnded(); };
        return ConsoleUnderTest::waitUntil(isSo, patience) && run().added() >= rows
            ? Result<Unit>(Unit {})
            : Result<Unit>(u"the rows were not enqueued: "_s + run().reason());
    }
    [[nodiscard]] ui::EnqueueRun &run() { return *m_wizard->run(); }
    [[nodiscard]] QPushButton *pauseButton() { return m_wizard->runPage()->pauseButton(); }

private:
    [[nodiscard]] bool press(QWizard::WizardButton button)
    {
        const bool isReady = ConsoleUnderTest::waitUntil([&] { return m_wizard->button(button)->isEnabled(); });
        if (isReady)
            m_wizard->button(button)->click();
        return isReady;
    }

    ConsoleUnderTest m_console;
    ui::ManyWizard *m_wizard = nullptr;
};

/// A file of small rows, through this address.
Result<Figures> enqueueRows(const BudgetTools &tools, const QString &address, const QString &where, double rateAtLeast)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return u"no folder for the rows: "_s + folder.errorString();
    const RowFile file {
        .path = folder.filePath(u"rows.csv"_s), .rows = std::min(kRowsOfTheFile, tools.tasks), .folderName = where.toUtf8()};
    if (const auto written = write(file); !written)
        return written.error();
    Wizard wizard(address);
    if (const auto checked = wizard.check(file.path, ConsoleUnderTest::kPatience); !checked)
        return checked.error();
    TimedApp::watch();
    const double before = ownMiB();
    if (const auto started = wizard.start(); !started)
        return started.error();
    QElapsedTimer clock;
    clock.start();
    if (const auto answered = wizard.awaitAnswers(file.rows, ConsoleUnderTest::kPatience); !answered)
        return answered.error();
    const double rate = double(file.rows) * 1000 / double(std::max<qint64>(clock.elapsed(), 1));
    const QString what = u"%1 rows of a file enqueued, %2"_s.arg(file.rows).arg(where);
    Figures figures {atLeast(u"P18"_s, what, rate, rateAtLeast, u"rows/s"_s),
                     told(u"P18"_s, what + u": what the console grew by"_s, ownMiB() - before, u"MiB"_s)};
    return figures + eventFigures(u"P18"_s, what);
}

/// Presses Pause, waits, and goes on. How many rows were answered for after the press.
qint64 pauseForAWhile(Wizard &wizard)
{
    const qint64 before = wizard.run().answered();
    wizard.pauseButton()->click();
    ConsoleUnderTest::wait(kPausedFor);
    const qint64 after = wizard.run().answered();
    wizard.pauseButton()->click();
    return after - before;
}

} // namespace

Result<Figures> measureManyRows(const BudgetTools &tools)
{
    if (const auto registered = registerRowType(tools.endpoint); !registered)
        return registered.error();
    const auto here = enqueueRows(tools, tools.address, u"local"_s, 5000);
    if (!here)
        return here.error();
    const DistantWay lan(tools.endpoint.port, {.roundTrip = kLanRoundTrip});
    const auto away = enqueueRows(tools, lan.address(), u"over a round trip of 1 ms"_s, 2000);
    if (!away)
        return away.error();
    return *here + *away;
}

Result<Figures> measureLargeFile(const BudgetTools &tools)
{
    if (const auto registered = registerRowType(tools.endpoint); !registered)
        return registered.error();
    const auto room = QStorageInfo(tools.folder).bytesAvailable();
    const qint64 bytes = room >= kRoomForLargeFile ? kLargeFileBytes : room / 4;
    const QTemporaryDir folder(tools.folder + u"/rows-XXXXXX"_s);
    if (!folder.isValid())
        return u"no folder for the rows: "_s + folder.errorString();
    const RowFile file {.path = folder.filePath(u"large.csv"_s),
                        .rows = std::max<qint64>(bytes / kLargeRowBytes, 1000),
                        .folderName = "large",
                        .noteBytes = kLargeRowBytes};
    if (const auto written = write(file); !written)
        return written.error();
    const double mib = double(QFile(file.path).size()) / double(kMiB);
    QString what = u"a file of %1 MiB, %2 rows"_s.arg(qRound(mib)).arg(file.rows);
    if (bytes < kLargeFileBytes)
        what += u", since there is no room for more"_s;

    Wizard wizard(tools.address);
    const double atFirst = ownMiB();
    const MemoryPeak memory;
    QElapsedTimer clock;
    clock.start();
    TimedApp::watch();
    if (const auto checked = wizard.check(file.path, kLargeFilePatience); !checked)
        return checked.error();
    Figures figures {told(u"P18"_s, what + u": checked"_s, mib * 1000 / double(clock.elapsed()), u"MiB/s"_s)};
    figures += eventFigures(u"P18"_s, u"checking it"_s);

    TimedApp::watch();
    clock.start();
    if (const auto started = wizard.start(); !started)
        return started.error();
    if (const auto answered = wizard.awaitAnswers(file.rows / 10, kLargeFilePatience); !answered)
        return answered.error();
    const double afterATenth = memory.mib();
    const qint64 whilePaused = pauseForAWhile(wizard);
    if (const auto answered = wizard.awaitAnswers(file.rows, kLargeFilePatience); !answered)
        return answered.error();
    const double seconds = double(clock.elapsed() - std::chrono::milliseconds(kPausedFor).count()) / 1000;
    figures.append(told(u"P18"_s, u"enqueued"_s, double(file.rows) / seconds, u"rows/s"_s));
    figures.append(told(u"P18"_s, u"enqueued, of the file"_s, mib / seconds, u"MiB/s"_s));
    figures.append(atMostOfOwn(u"P18"_s, u"rows that are still enqueued once Pause was pressed"_s, double(whilePaused),
                               ui::EnqueueRun::kTasksAtOnce, u"rows"_s));
    figures.append(told(u"P18"_s, u"what the console grew by at the most"_s, memory.mib() - atFirst, u"MiB"_s));
    figures.append(atMostOfOwn(u"P18"_s, u"of this after the first tenth"_s, memory.mib() - afterATenth, 4, u"MiB"_s));
    return figures + eventFigures(u"P18"_s, u"enqueueing it"_s);
}

} // namespace conduit::bench
