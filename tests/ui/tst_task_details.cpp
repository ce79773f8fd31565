// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/pretend_broker.h"
#include "tests/ui/pretend_console.h"
#include "tests/ui/timed_app.h"
#include "ui/pages/attempts_view.h"
#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_log_view.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/image_preview.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/timeline_view.h"

#include <QAction>
#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

namespace {

constexpr auto kId = "01a210d1-5e52-7c30-8b7d-093c390a2034";

wire::Attempt failed(int number, const QString &error)
{
    wire::Attempt attempt;
    attempt.number = number;
    attempt.startedAt = test::pretendNow().addSecs(-100 + 10 * number);
    attempt.endedAt = attempt.startedAt.addSecs(4);
    attempt.outcome = u"failed"_s;
    attempt.error = error;
    return attempt;
}

wire::TaskLog::Line line(int attempt, const QString &level, const QString &message)
{
    return {.attempt = attempt, .line = {.level = level, .message = message, .time = test::pretendNow()}};
}

} // namespace

class TestTaskDetails : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_broker = std::make_unique<test::PretendBroker>(test::pretendNow());
        m_client = std::make_unique<client::Client>(*m_broker);
        m_panel = std::make_unique<ui::TaskDetailsPanel>(*m_client, u"http://127.0.0.1:8080"_s, &test::pretendNow);
        m_panel->resize(420, 640);
        m_panel->show();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_panel.reset();
        m_client.reset();
        m_broker.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void attempts_showTheNewestErrorAndWhatIsNewInIt()
    {
        show({.id = QString::fromLatin1(kId),
              .taskType = u"echo"_s,
              .state = u"dead"_s,
              .createdAt = test::pretendNow().addSecs(-200)},
             {failed(1, u"disk full\nat a.py:3"_s), failed(2, {}), failed(3, u"disk full\nat b.py:7"_s)});
        auto *view = m_panel->attemptsView();
        QTRY_COMPARE(view->errorText(), u"disk full\nat b.py:7"_s);
        QCOMPARE(view->compareBox()->text(), u"Compare with attempt 1"_s);
        view->compareBox()->setChecked(true);
        QCOMPARE(view->errorText(), u"  disk full\n- at a.py:3\n+ at b.py:7"_s);
        m_panel->tabs()->setCurrentIndex(3);
        QTest::keyClick(view->timeline(), Qt::Key_Up);
        QTest::keyClick(view->timeline(), Qt::Key_Up);
        QCOMPARE(view->table()->currentIndex().row(), 0);
        QCOMPARE(view->errorText(), u"disk full\nat a.py:3"_s);
        QVERIFY(view->timeline()->accessibleDescription().startsWith(u"Attempt 1 waited"));
    }

    void attempts_fitTheirTable_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("hasErrors");
        QTest::newRow("beside the list") << 394 << false;
        QTest::newRow("with much room") << 800 << true;
    }
    void attempts_fitTheirTable()
    {
        QFETCH(const int, width);
        m_panel->resize(width, 640);
        show({.id = QString::fromLatin1(kId), .taskType = u"echo"_s, .state = u"dead"_s}, {failed(1, u"disk full"_s)});
        const auto *table = m_panel->attemptsView()->table();
        QTRY_COMPARE(table->model()->rowCount(), 1);
        m_panel->tabs()->setCurrentIndex(3);
        QTRY_VERIFY(table->isVisible());
        QTRY_COMPARE(table->horizontalHeader()->length(), table->viewport()->width());
        QTEST(!table->isColumnHidden(ui::AttemptModel::Error), "hasErrors");
    }

    void log_isReadWhenSomebodyLooks()
    {
        m_broker->setLog(
            QString::fromLatin1(kId),
            R"({"log":[{"attempt":1,"level":"info","time":"2026-11-25T14:00:00.000Z","message":"hello"}],"truncated":true})");
        show({.id = QString::fromLatin1(kId), .taskType = u"echo"_s, .state = u"completed"_s}, {});
        QCOMPARE(m_panel->logView()->view()->text(), QString());
        m_panel->tabs()->setCurrentIndex(4);
        QTRY_VERIFY(m_panel->logView()->view()->text().endsWith(u"#1 info     hello"));
    }

    void nothing_isSaidOfLogAndAttemptsBeforeTheyWereRead()
    {
        show({.id = QString::fromLatin1(kId), .taskType = u"echo"_s, .state = u"completed"_s}, {});
        QCOMPARE(logHint(), u"Loading…"_s);
        QTRY_COMPARE(m_panel->attemptsView()->emptyText(), u"No attempt has begun yet."_s);
        m_panel->tabs()->setCurrentIndex(4);
        QTRY_COMPARE(logHint(), u"Its attempts have written nothing."_s);
    }

    void logAndAttempts_thatCannotBeReadAreNotCalledEmpty()
    {
        show({.id = QString::fromLatin1(kId), .taskType = u"echo"_s, .state = u"running"_s}, {});
        m_broker->setAway(true);
        m_panel->tabs()->setCurrentIndex(4);
        QTRY_VERIFY2(logHint().startsWith(u"Not loaded: "), qPrintable(logHint()));
        m_broker->setAway(false);
        m_panel->reload();
        QTRY_COMPARE(logHint(), u"Its attempts have written nothing."_s);

        ui::AttemptsView attempts(&test::pretendNow);
        QCOMPARE(attempts.emptyText(), u"Loading…"_s);
        attempts.setFailure(u"Connection refused"_s);
        QCOMPARE(attempts.emptyText(), u"Not loaded: Connection refused"_s);
        QVERIFY(attempts.table()->isHidden());
        attempts.setAttempts({.id = QString::fromLatin1(kId)}, {failed(1, u"disk full"_s)});
        attempts.setFailure(u"Connection refused"_s);
        QVERIFY(attempts.emptyText().isEmpty());
        QVERIFY(!attempts.table()->isHidden());
    }

    void log_isFilteredFollowedAndSaved()
    {
        ui::TaskLogView log;
        wire::TaskLog said {.lines = {line(1, u"info"_s, u"begins"_s), line(2, u"error"_s, u"<b>breaks</b>"_s)}};
        log.setLog(said);
        QCOMPARE(log.view()->text().count(u'\n'), 1);
        choose(*log.levelBox(), 3);
        QVERIFY(log.view()->text().endsWith(u"#2 error    <b>breaks</b>"));
        said.lines.append(line(2, u"debug"_s, u"quiet"_s));
        said.lines.append(line(2, u"error"_s, u"breaks again"_s));
        log.setLog(said);
        log.view()->flush();
        QCOMPARE(log.view()->text().count(u'\n'), 1);
        choose(*log.levelBox(), 0);
        choose(*log.attemptBox(), 1);
        QVERIFY(log.view()->text().endsWith(u"begins"));
        const QTemporaryDir folder;
        log.saveTo(folder.filePath(u"a.log"_s));
        QFile file(folder.filePath(u"a.log"_s));
        QTRY_VERIFY(file.exists());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().endsWith("#1 info     begins\n"));
    }

    void summary_saysTheOptionsThatAreUnusual()
    {
        wire::Task task {.id = QString::fromLatin1(kId), .taskType = u"echo"_s, .state = u"completed"_s};
        show(task, {});
        QVERIFY(shownFact(u"Meta"_s).isEmpty());
        QVERIFY(shownFact(u"Enqueued by"_s).isEmpty());
        task.meta = R"({"team":"<b>blue</b>"})";
        task.uniqueKey = u"invoice 4"_s;
        task.serialKey = u"customer 17"_s;
        m_broker->change(task.id, [&](wire::Task &kept) {
            kept.meta = task.meta;
            kept.uniqueKey = task.uniqueKey;
            kept.serialKey = task.serialKey;
            kept.enqueuedBy = u"console anna@atlas"_s;
        });
        m_panel->reload();
        QTRY_COMPARE(shownFact(u"Meta"_s), QString::fromUtf8(task.meta));
        QCOMPARE(shownFact(u"Unique key"_s), task.uniqueKey);
        QCOMPARE(shownFact(u"Serial key"_s), task.serialKey);
        QCOMPARE(shownFact(u"Enqueued by"_s), u"console anna@atlas"_s);
        QVERIFY(shownFact(u"Begin by"_s).isEmpty());
    }

    void header_walksTheList()
    {
        QSignalSpy steps(m_panel.get(), &ui::TaskDetailsPanel::stepRequested);
        show({.id = QString::fromLatin1(kId), .taskType = u"echo"_s, .state = u"completed"_s}, {});
        m_panel->setPlace(3, 1052);
        QVERIFY(hasLabel(u"3 of 1052"_s) || hasLabel(u"3 of 1,052"_s));
        QCOMPARE(m_panel->stepActions().size(), 2);
        QCOMPARE(m_panel->stepActions()[0]->shortcut(), QKeySequence(u"Alt+Up"_s));
        m_panel->stepActions()[0]->trigger();
        m_panel->stepActions()[1]->trigger();
        QCOMPARE(steps[0].first().toInt(), -1);
        QCOMPARE(steps[1].first().toInt(), 1);
    }

    void waiting_isToldInWords()
    {
        wire::Task task {.id = QString::fromLatin1(kId), .taskType = u"echo"_s, .state = u"ready"_s};
        task.waitingFor = {{.reason = u"no_worker"_s}};
        show(task, {});
        QVERIFY(hasLabel(u"No worker that takes this type from this queue is connected."_s));
    }

    void payload_showsThePictureInIt()
    {
        QImage image(64, 48, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        ui::JsonView view(u"Payload"_s);
        view.show();
        view.setJson(R"({"note":"x","image":")" + bytes.toBase64() + R"("})");
        QTRY_VERIFY(view.picture()->isVisible());
        QVERIFY(view.picture()->hasPicture());
        QCOMPARE(view.picture()->accessibleName(), u"Picture in image"_s);
        view.setJson(R"({"note":"no picture at all, although this text is long enough to be looked at, and more"})");
        QVERIFY(!view.picture()->isVisible());
    }

    void payload_ofMegabytesIsLaidOutInTheBackground()
    {
        QByteArray json = "[";
        while (json.size() < 2'000'000)
            json += "{\"number\":1.50},";
        json.back() = ']';
        ui::JsonView view(u"Payload"_s);
        view.show();
        view.setJson(json);
        view.loadAllButton()->click();
        QVERIFY(view.shownText().size() < json.size());
        QTRY_VERIFY(view.shownText().size() > json.size());
        auto *text = qobject_cast<ui::ExactText *>(view.editor());
        QVERIFY(!text->isWhole());
        QTRY_VERIFY_WITH_TIMEOUT(text->isWhole(), 60'000);
        QCOMPARE(text->toPlainText(), text->exactText());
        QVERIFY(view.shownText().endsWith(u"]"));
    }

    void largePayload_showsItsHeadBeforeTheRestIsThere()
    {
        m_client->readAsideAbove(64 * 1024);
        const auto payload = "[\"" + QByteArray(7'000'000, 'A') + "\"]";
        const QByteArray members = "{\"id\":\"" + QByteArray(kId)
            + "\",\"task_type\":\"echo\",\"status\":\"Failed\",\"state\":\"dead\",\"version\":3,";
        const auto head = members + "\"error\":\"no\",\"payload_size\":7000004,\"result_size\":0,\"payload_head\":\"[\\\""
            + QByteArray(60'000, 'A') + "\"}";
        const auto whole = members + "\"result\":{\"output\":null,\"error\":\"no\"},\"payload\":" + payload + '}';
        m_panel->tabs()->setCurrentIndex(1);
        auto *view = m_panel->findChild<ui::JsonView *>(u"payload"_s);
        QString shown;
        m_broker->setAnswer(u"/task/"_s + QLatin1String(kId), [&](const QMap<QString, QString> &query) {
            if (!query.isEmpty())
                return head;
            // The rest is only asked for when somebody sees the head.
            shown = view->shownText();
            [&] {
                QVERIFY(m_panel->task()->isHead());
                QVERIFY(shown.size() > 60'000);
                QVERIFY(view->loadAllButton()->isVisible());
                QVERIFY(!copyButton()->isEnabled());
                QVERIFY(copyButton()->toolTip().contains(u"is being read"));
                QVERIFY(m_panel->copyActions()[0]->isEnabled());
                QVERIFY(!m_panel->copyActions()[1]->isEnabled());
            }();
            return whole;
        });
        m_panel->showTask(QString::fromLatin1(kId));
        QTRY_COMPARE(view->json(), payload);
        QCOMPARE(view->shownText(), shown); // More would be shown of a text that is new.
        QVERIFY(copyButton()->isEnabled());
        QVERIFY(m_panel->copyActions()[1]->isEnabled());
    }

private:
    [[nodiscard]] QPushButton *copyButton() const
    {
        const auto buttons = m_panel->findChildren<QPushButton *>();
        const auto button =
            std::find_if(buttons.begin(), buttons.end(), [](const auto *one) { return one->text() == u"Enqueue a copy…"; });
        return button == buttons.end() ? nullptr : *button;
    }

    /// Empty while it is hidden.
    [[nodiscard]] QString shownFact(const QString &name) const
    {
        for (const auto *field : m_panel->findChildren<ui::ValueField *>())
            if (field->accessibleName() == name && field->isVisible())
                return field->text();
        return {};
    }
    [[nodiscard]] QString logHint() const
    {
        return m_panel->logView()->view()->findChild<QPlainTextEdit *>()->placeholderText();
    }
    void show(const wire::Task &task, const QList<wire::Attempt> &attempts)
    {
        m_broker->setAttempts(task.id, attempts);
        m_broker->add(task);
        m_panel->showTask(task.id);
        QTRY_VERIFY(m_panel->task().has_value());
    }
    static void choose(QComboBox &box, int index)
    {
        box.setCurrentIndex(index);
        Q_EMIT box.activated(index);
    }
    [[nodiscard]] bool hasLabel(const QString &text) const
    {
        const auto labels = m_panel->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&](const QLabel *label) { return label->text() == text; });
    }

    std::unique_ptr<test::PretendBroker> m_broker;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<ui::TaskDetailsPanel> m_panel;
};

CONDUIT_TIMED_MAIN(TestTaskDetails)
#include "tst_task_details.moc"
