// SPDX-License-Identifier: GPL-3.0-only
// What else can be said about a task than its payload, and where it is copied from.
#include "tests/ui/enqueue_ground.h"
#include "ui/format/time_format.h"
#include "ui/pages/backoff_option.h"
#include "ui/pages/enqueue_options.h"
#include "ui/pages/start_option.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScopeGuard>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestEnqueueOptions : public QObject, private test::EnqueueGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void options_standBelowEachOtherWhereThereIsNoRoom()
    {
        ui::EnqueueOptions options(ui::EnqueueOptions::Extent::One, &test::pretendNow);
        options.setVisible(true);
        const auto *expiry = options.expiry();
        const auto *start = options.start();
        options.resize(options.sizeHint().width() + 200, 300);
        QCoreApplication::sendPostedEvents();
        const int wide = expiry->x();
        QVERIFY(wide > start->x());
        options.resize(options.minimumSizeHint().width(), 900);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(expiry->x(), start->x()); // One column.
        QVERIFY(expiry->y() > start->y());
        QVERIFY(options.minimumSizeHint().height() <= 900);
    }

    void copy_fillsEverythingIn()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = R"({"text":"a","count":1.10})";
        task.queue = u"gpu"_s;
        task.priority = 7;
        task.tags = {u"x"_s, u"y"_s};
        m_page->startFrom(task);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        const auto body = m_broker->call().body;
        for (const auto *part :
             {"\"payload\":{\"text\":\"a\",\"count\":1.10}", "\"queue\":\"gpu\"", "\"priority\":7", "\"tags\":[\"x\",\"y\"]"})
            QVERIFY2(body.contains(part), body.constData());
    }

    void copy_keepsWhatTheFormDoesNotShow_untilAnotherTypeIsChosen()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = R"({"text":"a","count":1})";
        task.retryFor = wire::Seconds(3600);
        task.backoff = wire::Backoff {.kind = u"fixed"_s, .base = wire::Seconds(60)};
        task.timeout = wire::Seconds(90);
        task.serialKey = u"customer 17"_s;
        task.meta = R"({"copied_from":"x"})";
        m_page->startFrom(task);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        const auto body = m_broker->call().body;
        for (const auto *part : {"\"retry_for\":3600", "\"backoff\":{\"kind\":\"fixed\",\"base\":60}", "\"timeout\":90",
                                 "\"serial_key\":\"customer 17\"", "\"meta\":{\"copied_from\":\"x\"}"})
            QVERIFY2(body.contains(part), body.constData());
        // Without an answer it is the same task again; with another serial key it is another one.
        m_broker->breakOff();
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QCOMPARE(m_broker->call().body, body);
        m_broker->breakOff();
        task.serialKey = u"customer 18"_s;
        m_page->startFrom(task);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QVERIFY(idIn(m_broker->call().body) != idIn(body));
        m_broker->breakOff();

        m_page->chooseType(u"validate_image"_s);
        m_page->copyCurlAction()->trigger();
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u"retry_for"));
    }

    void start_mayBeATimeOfTheShownZone()
    {
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Europe/Berlin"});
        m_page->draft().setText(R"({"text":"a","count":1})");
        auto *start = m_page->options()->start();
        start->mode()->setCurrentIndex(2);
        QCOMPARE(m_page->attention(), u"Say at which time it is to run."_s);
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        start->moment()->setText(u"half past nine"_s);
        QVERIFY(m_page->attention().endsWith(u"cannot be read: half past nine"));
        // Of a time alone the next one is meant.
        start->moment()->setText(u"09:30"_s);
        QCOMPARE(m_page->options()->echo(), u"It runs in 18 h 26 min, on 2026-11-26 09:30:00 CET."_s);
        QCOMPARE(m_page->options()->summary(), u"at 2026-11-26 09:30:00"_s);
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QVERIFY(m_broker->call().body.contains("\"run_at\":\"2026-11-26T08:30:00.000Z\""));
        m_broker->breakOff();
        start->moment()->setText(u"2026-11-25 09:30"_s);
        QCOMPARE(m_page->options()->echo(), u"This time is over, so it runs at once."_s);
        start->mode()->setCurrentIndex(0);
        QVERIFY(m_page->options()->summary().isEmpty());
    }

    void delay_isEchoedAsTheTimeThatItMeans()
    {
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Zone, .zone = "Europe/Berlin"});
        auto *options = m_page->options();
        QVERIFY(options->echo().isEmpty());
        options->start()->show(delayed(600));
        QCOMPARE(options->echo(), u"It runs at 15:13:07 CET."_s);
        options->start()->show(delayed(9 * 3600)); // Tomorrow there, today in UTC.
        QCOMPARE(options->echo(), u"It runs on 2026-11-26 00:03:07 CET."_s);
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Utc, .clock = ui::TimeFormat::Clock::Hours12});
        QCOMPARE(options->echo(), u"It runs at 11:03:07 PM UTC."_s);
        options->start()->mode()->setCurrentIndex(0);
        QVERIFY(options->echo().isEmpty());
    }

    void echoOfADelay_goesOnWithTheClock()
    {
        const auto restore = qScopeGuard([] { ui::TimeFormat::ours().choose({}); });
        ui::TimeFormat::ours().choose({.mode = ui::TimeFormat::Mode::Utc});
        auto now = test::pretendNow();
        ui::EnqueueOptions options(ui::EnqueueOptions::Extent::Many, [&now] { return now; });
        options.start()->show(delayed(600));
        QVERIFY(shows(options, u"It runs at 14:13:07 UTC."_s));
        now = now.addSecs(2);
        Q_EMIT ui::TimeFormat::ours().ticked();
        QVERIFY(shows(options, u"It runs at 14:13:09 UTC."_s));
    }

    void options_areSentAndComeBack()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = R"({"text":"a","count":1})";
        task.runAt = test::pretendNow().addDays(3);
        task.timeout = wire::Seconds(5400);
        task.backoff = wire::Backoff {.kind = u"exponential"_s, .base = wire::Seconds(10), .cap = wire::Seconds(600)};
        task.uniqueKey = u"invoice 4"_s;
        task.serialKey = u"customer 17"_s;
        task.expiresAt = test::pretendNow().addDays(4);
        m_page->startFrom(task);
        wire::NewTask read;
        m_page->options()->apply(read);
        QCOMPARE(read.runAt, task.runAt);
        QCOMPARE(read.timeout, task.timeout);
        QCOMPARE(read.backoff->cap, task.backoff->cap);
        QCOMPARE(read.uniqueKey, task.uniqueKey);
        QCOMPARE(read.serialKey, task.serialKey);
        QCOMPARE(read.expiresAt, task.expiresAt);
        QVERIFY2(m_page->options()->echo().endsWith(
                     u"After failed attempts it rests 10 s, 20 s, 40 s, 1 min 20 s, …, at most 10 min."),
                 qPrintable(m_page->options()->echo()));

        m_page->options()->show({});
        QVERIFY(m_page->options()->summary().isEmpty());
        QVERIFY(m_page->options()->echo().isEmpty());
        m_page->options()->expiry()->setText(u"2026-11-01"_s);
        QCOMPARE(m_page->attention(), u"The time by which it must have begun is over."_s);
    }

    void backoff_keepsWhatHasNoFieldUntilItIsChanged()
    {
        auto *rests = m_page->options()->backoff();
        const wire::Backoff listed {.kind = u"list"_s, .delays = {wire::Seconds(1), wire::Seconds(90)}};
        rests->show(listed);
        QCOMPARE(m_page->options()->summary(), u"back-off 1 s, 1 min 30 s"_s);
        rests->kind()->setCurrentIndex(rests->kind()->findData(u"fixed"_s));
        rests->base()->setValue(30);
        QCOMPARE(m_page->options()->summary(), u"back-off 30 s each time"_s);
        rests->kind()->setCurrentIndex(rests->kind()->findData(u"list"_s));
        QCOMPARE(rests->backoff()->delays, listed.delays);
        rests->show(wire::Backoff {.kind = u"polynomial"_s, .base = wire::Seconds(2), .jitter = 0.5});
        QCOMPARE(rests->kind()->findData(u"list"_s), -1);
        rests->base()->setValue(3);
        QVERIFY(!rests->backoff()->jitter);
        rests->base()->setValue(2);
        QCOMPARE(rests->backoff()->jitter, 0.5);
    }

    void curl_isTheFormAsItStands()
    {
        m_page->draft().setText("{\"text\":\"it's\",\"count\":1.10}");
        m_page->copyCurlAction()->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            u"'{\"task_type\":\"all\",\"payload\":{\"text\":\"it'\\''s\",\"count\":1.10}}'"_s));
    }

private:
    [[nodiscard]] static wire::NewTask delayed(int seconds)
    {
        wire::NewTask task;
        task.delay = wire::Seconds(seconds);
        return task;
    }
    [[nodiscard]] static bool shows(const ui::EnqueueOptions &options, const QString &text)
    {
        const auto labels = options.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == text; });
    }
    [[nodiscard]] static QByteArray idIn(const QByteArray &body) { return body.mid(body.indexOf("\"id\":"), 44); }
};

CONDUIT_TIMED_MAIN(TestEnqueueOptions)
#include "tst_enqueue_options.moc"
