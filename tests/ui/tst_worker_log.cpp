// SPDX-License-Identifier: GPL-3.0-only
// The log of a local worker: what of it is shown, and how it is saved. By channel and level it is tst_local_pools'.
#include "tests/ui/page_ground.h"
#include "tests/ui/pretend_workers.h"
#include "ui/pages/worker_log_panel.h"
#include "ui/pages/workers_page.h"
#include "ui/widgets/log_view.h"

#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestWorkerLog : public test::PageGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    void log_followsTheSelectedProcess()
    {
        test::PretendWorkers local;
        local.setProcesses({test::localProcess(1, ui::LocalWorkerProcess::State::Running),
                            test::localProcess(2, ui::LocalWorkerProcess::State::Running)});
        local.write(1, {u"one <b>line</b>"_s});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        QCOMPARE(page.log()->text(), u"one <b>line</b>"_s);
        local.write(1, {u"a & b"_s});
        local.write(2, {u"other"_s});
        QCOMPARE(page.log()->text(), u"one <b>line</b>\na & b"_s);
        page.localTable()->setCurrentIndex(page.localTable()->model()->index(1, 0));
        QCOMPARE(page.log()->text(), u"other"_s);
    }

    void log_standsStillOnceSomebodyReads()
    {
        ui::LogView log;
        log.resize(400, 200);
        log.show();
        QStringList lines;
        for (int i = 0; i < 500; ++i)
            lines.append(u"line %1"_s.arg(i));
        log.setLines(lines, {});
        auto *bar = log.findChild<QPlainTextEdit *>()->verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum());
        log.append({u"at the end"_s});
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(10);
        log.append({u"one"_s, u"two"_s});
        log.flush();
        QCOMPARE(bar->value(), 10);
        auto *newer = log.findChild<QPushButton *>();
        QCOMPARE(newer->text(), u"New lines: 2"_s);
        QTest::mouseClick(newer, Qt::LeftButton);
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(!newer->isVisible());
    }

    void log_isCapped()
    {
        ui::LogView log;
        QStringList lines;
        for (int i = 0; i < ui::LogView::kLinesMax + 500; ++i)
            lines.append(QString::number(i));
        log.setLines(lines, {});
        QCOMPARE(log.text().count(u'\n') + 1, ui::LogView::kLinesMax);
        QVERIFY(log.text().endsWith(lines.last()));
    }

    void log_takesAFloodWithoutAStall()
    {
        ui::LogView log;
        log.resize(900, 300);
        log.show();
        QStringList lines;
        for (int i = 0; i < 1000; ++i)
            lines.append(u"2026-11-25T14:02:55.017 line %1 with what a worker usually says in it"_s.arg(i));
        log.append({u"first"_s});
        for (int piece = 0; piece < 20; ++piece)
            log.append(lines);
        QCOMPARE(log.text(), u"first"_s); // the next turn has not come
        log.flush();
        const auto shown = log.text().split(u'\n');
        QCOMPARE(shown.size(), ui::LogView::kLinesAtOnce + 2);
        QCOMPARE(shown[1], u"… 19,500 lines came too fast to be shown here"_s);
        QCOMPARE(shown.last(), lines.last());
    }

    void log_showsWhatMatchesAPattern()
    {
        test::PretendWorkers local;
        local.setProcesses({test::localProcess(1, ui::LocalWorkerProcess::State::Running)});
        local.write(1, {u"begin"_s, u"an error"_s, u"end"_s, u"more"_s});
        ui::WorkersPage page(*m_client, u"http://h"_s, &test::pretendNow, &local, **m_settings);
        page.show();
        auto *panel = page.logPanel();
        panel->patternInput()->setText(u"error"_s);
        QCOMPARE(page.log()->text(), u"an error"_s);
        QCOMPARE(panel->note(), u"Matches: 1"_s);
        panel->contextBox()->setValue(1);
        QCOMPARE(page.log()->text(), u"begin\nan error\nend"_s);
        local.write(1, {u"Error 2"_s});
        page.log()->flush();
        QCOMPARE(page.log()->text(), u"begin\nan error\nend\nmore\nError 2"_s);
        panel->patternInput()->setText(u"("_s);
        QVERIFY(panel->note().startsWith(u"The pattern cannot be read"));
        panel->patternInput()->clear();
        QCOMPARE(page.log()->text().count(u'\n'), 4);
    }

    void log_isSavedAsItIsShownAndAsAWhole()
    {
        const QTemporaryDir folder;
        QFile whole(folder.filePath(u"worker.log"_s));
        QVERIFY(whole.open(QIODevice::WriteOnly));
        whole.write("everything\n");
        whole.close();
        ui::WorkerLogPanel panel;
        panel.showLog(u"Log"_s, {u"one"_s, u"two"_s}, {}, {.all = whole.fileName()});
        panel.patternInput()->setText(u"two"_s);
        panel.saveViewTo(folder.filePath(u"view.log"_s));
        QTRY_VERIFY(panel.note().startsWith(u"Saved to"));
        panel.saveAllTo(folder.filePath(u"all.log"_s));
        QTRY_VERIFY(panel.note().endsWith(u"all.log"));
        const auto contentOf = [&](const QString &name) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QCOMPARE(contentOf(u"view.log"_s), "two\n");
        QCOMPARE(contentOf(u"all.log"_s), "everything\n");
    }

    /// Also under another name of the same file.
    void log_isNotSavedOntoItself()
    {
        const QTemporaryDir folder;
        QFile whole(folder.filePath(u"worker.log"_s));
        QVERIFY(whole.open(QIODevice::WriteOnly) && whole.write("everything\n") > 0);
        whole.close();
        QVERIFY(QFile::link(whole.fileName(), folder.filePath(u"link.log"_s)));
        ui::WorkerLogPanel panel;
        for (const auto *name : {"worker.log", "../%1/worker.log", "link.log"}) {
            panel.showLog(u"Log"_s, {u"one"_s}, {}, {.all = whole.fileName()});
            QString path = folder.filePath(QString::fromLatin1(name));
            if (path.contains(u"%1"))
                path = path.arg(QFileInfo(folder.path()).fileName());
            panel.saveViewTo(folder.filePath(u"view.log"_s)); // So that what is said next is new.
            QTRY_VERIFY(panel.note().startsWith(u"Saved to"));
            panel.saveAllTo(path);
            QTRY_COMPARE(panel.note(), u"Not saved: this is the log itself"_s);
            QVERIFY(whole.open(QIODevice::ReadOnly));
            QCOMPARE(whole.readAll(), QByteArray("everything\n"));
            whole.close();
        }
    }
};

CONDUIT_TIMED_MAIN(TestWorkerLog)
#include "tst_worker_log.moc"
