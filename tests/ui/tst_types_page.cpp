// SPDX-License-Identifier: GPL-3.0-only
// The page for types.
#include "tests/ui/page_ground.h"
#include "ui/pages/types_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/question_box.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestTypesPage : public test::PageGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    void types_showFieldsAndTheStoredSchema()
    {
        ui::TypeModel types;
        ui::TypesPage page(*m_client, u"http://127.0.0.1:8080"_s, types, **m_settings);
        page.show();
        types.setNames({u"echo"_s});
        page.setTypesLoaded();
        QCOMPARE(page.fields().rowCount(), 0);
        types.setSchema({.taskType = u"echo"_s,
                         .description = u"a < b and c > d"_s,
                         .fields = {{.name = u"echo"_s, .required = true, .description = {}, .example = "1.10"}},
                         .text = R"({"task_type":"echo","n":1.10})"});
        QCOMPARE(page.fields().rowCount(), 1);
        QCOMPARE(page.json()->json(), R"({"task_type":"echo","n":1.10})");
        QVERIFY(std::ranges::any_of(page.findChildren<QLabel *>(), [](const QLabel *label) {
            return label->text() == u"a < b and c > d" && label->textFormat() == Qt::PlainText;
        }));
        QSignalSpy wanted(&page, &ui::TypesPage::enqueueRequested);
        page.enqueueAction()->trigger();
        QCOMPARE(wanted.value(0).value(0).toString(), u"echo"_s);
        page.copyCurlAction()->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"/task/types/echo/schema"));
    }

    void types_sayWhyThereAreNone()
    {
        ui::TypeModel types;
        ui::TypesPage page(*m_client, u"http://h"_s, types, **m_settings);
        const auto *empty = page.findChild<ui::EmptyState *>();
        QCOMPARE(empty->title(), u"Loading…"_s);
        page.setTypesLoaded();
        QCOMPARE(empty->title(), u"No types yet"_s);
        page.setOnline(false);
        QCOMPARE(empty->title(), u"The broker is not available"_s);
    }

    void types_areDeletedAfterTheirTasksWereCounted()
    {
        ui::TypeModel types;
        ui::TypesPage page(*m_client, u"http://h"_s, types, **m_settings);
        page.setConfirmations(ui::Confirmations(**m_settings));
        page.show();
        QVERIFY(!page.deleteAction()->isEnabled());
        types.setNames({u"echo"_s});
        page.setTypesLoaded();
        page.deleteAction()->trigger();
        m_broker->expect("GET", "/task/facets?type=echo&facets=state&top=20");
        m_broker->answer(200, R"({"facets":{},"n":1204,"exact":true,"next":null})");
        auto *question = page.question();
        QCOMPARE(question->text(), u"Delete type echo?"_s);
        QVERIFY2(question->details().startsWith(u"Its 1,204 tasks stay. "), qPrintable(question->details()));
        QVERIFY(question->noButton()->isDefault());
        question->typed()->setText(u"echo"_s);
        QCOMPARE(question->yesButton()->text(), u"Delete type echo"_s);
        QSignalSpy said(&page, &ui::TypesPage::said);
        QSignalSpy deleted(&page, &ui::TypesPage::changed);
        question->yesButton()->click();
        m_broker->expect("DELETE", "/task/types/echo");
        m_broker->answer(204, {});
        QCOMPARE(said.value(0).value(0).toString(), u"Deleted type echo"_s);
        QCOMPARE(deleted.count(), 1);
        page.setOnline(false);
        QVERIFY(!page.deleteAction()->isEnabled());
    }
};

CONDUIT_TIMED_MAIN(TestTypesPage)
#include "tst_types_page.moc"
