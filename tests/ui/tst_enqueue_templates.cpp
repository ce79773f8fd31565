// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/enqueue_ground.h"
#include "ui/models/task_template.h"
#include "ui/pages/enqueue_options.h"
#include "ui/pages/template_bar.h"

#include <QFileInfo>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace conduit;

/// Payload and options under a name.
class TestEnqueueTemplates : public QObject, private test::EnqueueGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void template_fillsInPayloadAndOptions_andCanBeTakenBack()
    {
        const QByteArray typed = R"({"text": "a",  "count": 1.10})";
        wire::NewTask wanted {.taskType = u"all"_s,
                              .payload = typed,
                              .queue = u"gpu"_s,
                              .priority = 7,
                              .delay = wire::Seconds(7200),
                              .maxAttempts = 3,
                              .tags = {u"x"_s, u"y"_s}};
        m_page->draft().setText(typed);
        m_page->options()->show(wanted);
        saveTemplate(u"Nightly & <b>large</b>"_s);
        QCOMPARE(m_page->templateBar()->buttons().size(), 1);

        m_page->draft().setText("{\"text\":\"half d");
        m_page->options()->show({});
        QSignalSpy said(m_page.get(), &ui::EnqueuePage::said);
        m_page->templateBar()->buttons().first()->click();
        QCOMPARE(m_page->draft().text(), typed);
        QCOMPARE(m_page->options()->summary(), u"queue gpu · priority 7 · in 2 hours · attempts: 3 · tags: x, y"_s);
        QCOMPARE(said.first().first().toString(), u"Filled in from Nightly & <b>large</b>"_s);
        said.first().at(2).value<std::function<void()>>()();
        QCOMPARE(m_page->draft().text(), "{\"text\":\"half d");
        QVERIFY(m_page->options()->summary().isEmpty());
    }

    void template_belongsToItsType_andSurvivesARestart()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        saveTemplate(u"One"_s);
        m_page->chooseType(u"validate_image"_s);
        QVERIFY(m_page->templateBar()->isHidden());
        const auto folder = QFileInfo((**m_settings).fileName()).absolutePath() + u"/templates"_s;
        const auto isKept = [&] {
            ui::TemplateStore store(folder);
            QSignalSpy changed(&store, &ui::TemplateStore::changed);
            store.load();
            return changed.wait() && store.ofType(u"all"_s).size() == 1
                && store.ofType(u"all"_s).first().task.payload == R"({"text":"a","count":1})";
        };
        QTRY_VERIFY(isKept());
    }

    void template_isDeletedAndComesBack()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        for (int number = 1; number <= ui::TemplateBar::kButtonsMax + 2; ++number)
            saveTemplate(u"Template %1"_s.arg(number));
        QCOMPARE(m_page->templateBar()->buttons().size(), ui::TemplateBar::kButtonsMax + 1);
        QCOMPARE(m_page->templateBar()->buttons().last()->text(), u"2 more"_s);
        QSignalSpy said(m_page.get(), &ui::EnqueuePage::said);
        m_page->templateBar()->buttons().first()->menu()->actions().first()->trigger();
        QCOMPARE(m_page->templateBar()->buttons().first()->text(), u"Template 2"_s);
        QCOMPARE(said.first().first().toString(), u"Deleted the template Template 1"_s);
        said.first().at(2).value<std::function<void()>>()();
        QCOMPARE(m_page->templateBar()->buttons().first()->text(), u"Template 1"_s);
    }

    void template_keepsEveryOption()
    {
        wire::NewTask task;
        task.taskType = u"all"_s;
        task.payload = "{}";
        task.runAt = test::pretendNow();
        task.retryFor = wire::Seconds(3600);
        task.backoff = wire::Backoff {.kind = u"list"_s, .delays = {wire::Seconds(1), wire::Seconds(2.5)}, .jitter = 0};
        task.timeout = wire::Seconds(0);
        task.expiresAt = test::pretendNow().addDays(1);
        task.uniqueKey = u"invoice \n4"_s;
        task.serialKey = u"customer 17"_s;
        const auto read = ui::templateFrom(ui::fileOf({.name = u"One"_s, .task = task}));
        QVERIFY(read);
        QCOMPARE(read->task.runAt, task.runAt);
        QCOMPARE(read->task.retryFor, task.retryFor);
        QCOMPARE(read->task.backoff->delays, task.backoff->delays);
        QCOMPARE(read->task.backoff->jitter, 0.0);
        QCOMPARE(read->task.timeout, task.timeout);
        QCOMPARE(read->task.expiresAt, task.expiresAt);
        QCOMPARE(read->task.uniqueKey, task.uniqueKey);
        QCOMPARE(read->task.serialKey, task.serialKey);
        QCOMPARE(read->task.payload, task.payload);
    }

    void template_fileThatIsSomethingElseIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no head") << QByteArray("{}");
        QTest::newRow("no name") << QByteArray("{\"task_type\":\"a\"}\n{}");
        QTest::newRow("no JSON") << QByteArray("#!/bin/sh\necho");
    }
    void template_fileThatIsSomethingElseIsLeftAlone()
    {
        QFETCH(QByteArray, file);
        QVERIFY(!ui::templateFrom(file));
    }

private:
    void saveTemplate(const QString &name)
    {
        m_page->saveTemplateAction()->trigger();
        m_page->templateBar()->nameDialog()->setTextValue(name);
        m_page->templateBar()->nameDialog()->accept();
    }
};

CONDUIT_TIMED_MAIN(TestEnqueueTemplates)
#include "tst_enqueue_templates.moc"
