// SPDX-License-Identifier: GPL-3.0-only
// A payload or a result as a tree, and what is done with a value in it.
#include "tests/ui/timed_app.h"
#include "ui/widgets/json_tree.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestJsonTree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_tree = std::make_unique<ui::JsonTree>(u"Payload"_s);
        m_tree->setFilterKey(u"payload"_s);
        m_tree->resize(500, 400);
        m_tree->show();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_tree.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void smallText_isSeenWhole()
    {
        m_tree->setJson(R"({"a":{"b":[1,{"c":2}]}})");
        QVERIFY(m_tree->view()->isExpanded(at({0, 0, 1})));
        QVERIFY(m_tree->view()->visualRect(at({0, 0, 1, 0})).isValid());
    }

    void names_areReadWhenThereIsRoom()
    {
        ui::JsonTree tree(u"Payload"_s);
        tree.setJson("{\"subject_of_the_mail\":1}"); // Before it is as wide as it is to be.
        tree.resize(500, 400);
        tree.show();
        const int wanted = tree.view()->fontMetrics().horizontalAdvance(u"subject_of_the_mail"_s);
        QTRY_VERIFY(tree.view()->columnWidth(0) > wanted);
        QVERIFY(tree.view()->columnWidth(0) <= 250);
    }

    void value_isCopiedAsItStands()
    {
        m_tree->setJson(R"({"n":1.10,"s":"gr\u00f6\/","o":{ "z" : 1 }})");
        choose({0});
        act(u"Copy value"_s)->trigger();
        QCOMPARE(copied(), u"1.10"_s);
        QVERIFY(!act(u"Copy text without quotation marks"_s)->isEnabled());
        choose({1});
        QTest::keySequence(m_tree->view(), QKeySequence::Copy);
        QCOMPARE(copied(), uR"("gr\u00f6\/")"_s);
        act(u"Copy text without quotation marks"_s)->trigger();
        QCOMPARE(copied(), u"grö/"_s);
        choose({2});
        act(u"Copy value"_s)->trigger();
        QCOMPARE(copied(), u"{ \"z\" : 1 }"_s);
        choose({2, 0});
        act(u"Copy path"_s)->trigger();
        QCOMPARE(copied(), u"$.o.z"_s);
    }

    void longText_isCopiedWhole()
    {
        const QByteArray text(100'000, 'x');
        m_tree->setJson("[\"" + text + "\"]");
        choose({0});
        QTest::keySequence(m_tree->view(), QKeySequence::Copy);
        QCOMPARE(copied(), u'"' + QString::fromUtf8(text) + u'"');
    }

    void value_filtersTheTasks()
    {
        QSignalSpy requested(m_tree.get(), &ui::JsonTree::filterRequested);
        m_tree->setJson(R"({"user":{"id":7},"list":[]})");
        choose({0, 0});
        act(u"Filter by this value"_s)->trigger();
        QCOMPARE(requested.takeFirst().first().toString(), u"payload.user.id:7"_s);
        choose({1});
        QVERIFY(ui::whyNot(*act(u"Filter by this value"_s)).startsWith(u"Tasks can be filtered by numbers"));
        m_tree->setFilterKey({});
        QVERIFY(!act(u"Filter by this value"_s)->isVisible());
    }

    void nothingChosen_isSaid()
    {
        m_tree->setJson("{\"a\":1}");
        QCOMPARE(ui::whyNot(*act(u"Copy value"_s)), u"Choose a value first."_s);
    }

    void value_isSaved_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray(R"("two\nlines, \u00f6")") << QByteArray("two\nlines, ö");
        QTest::newRow("base64") << QByteArray("\"iVBORw0KGgo=\"") << QByteArray("\x89PNG\r\n\x1a\n");
        QTest::newRow("empty text") << QByteArray("\"\"") << QByteArray();
        QTest::newRow("object") << QByteArray("{ \"b\":1.0 }") << QByteArray("{ \"b\":1.0 }");
    }
    void value_isSaved()
    {
        QFETCH(const QByteArray, token);
        const QTemporaryDir folder;
        m_tree->setJson("{\"v\":" + token + '}');
        choose({0});
        QVERIFY(act(u"Save value…"_s)->isEnabled());
        m_tree->saveTo(folder.filePath(u"value"_s));
        QTRY_VERIFY(m_tree->note().startsWith(u"Saved to "));
        QFile file(folder.filePath(u"value"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTEST(file.readAll(), "content");
        m_tree->saveTo(folder.filePath(u"nowhere/value"_s));
        QTRY_VERIFY(m_tree->note().startsWith(u"Not saved: "));
    }

    void largeText_neverHoldsTheWindow()
    {
        QByteArray json("{\"picture\":\"" + QByteArray(3'000'000, 'A') + "\",\"rows\":[");
        for (int row = 0; row < 400'000; ++row)
            json += row == 0 ? "[1,2]" : ",[1,2]";
        json += "]}";
        QVERIFY(json.size() > 5'000'000);
        m_tree->setJson(json);
        QTRY_COMPARE(m_tree->model().rowCount(), 2);
        m_tree->view()->expand(at({1}));
        QTRY_COMPARE(m_tree->model().rowCount(at({1})), 2'000);
        m_tree->view()->expand(at({1, 1'999}));
        QTRY_COMPARE(m_tree->model().rowCount(at({1, 1'999})), 200);
        choose({1, 1'999, 199});
        act(u"Copy path"_s)->trigger();
        QCOMPARE(copied(), u"$.rows[399999]"_s);
    }

    void view_turnsFromTextToTreeAndBack()
    {
        ui::JsonView view(u"Payload"_s);
        view.resize(500, 400);
        view.setJson(R"({"a":1.10})");
        view.show();
        QVERIFY(view.editor()->isVisible());
        view.treeButton()->click();
        QVERIFY(!view.editor()->isVisible());
        QVERIFY(view.tree()->isVisible());
        QCOMPARE(view.tree()->model().json(), QByteArray(R"({"a":1.10})"));
        // The next task comes as the last one was looked at; where there is nothing its reason is read.
        view.setJson(R"({"b":2})");
        QCOMPARE(view.tree()->model().json(), QByteArray(R"({"b":2})"));
        view.setNothing(u"No result yet."_s);
        QVERIFY(view.editor()->isVisible());
        QVERIFY(!view.treeButton()->isEnabled());
        view.setJson(R"({"c":3})");
        QVERIFY(view.tree()->isVisible());
        view.treeButton()->click();
        QVERIFY(view.editor()->isVisible());
        QVERIFY(view.shownText().contains(u"\"c\": 3"));
    }

private:
    [[nodiscard]] QModelIndex at(const QList<int> &place) const
    {
        QModelIndex index;
        for (const int row : place)
            index = m_tree->model().index(row, 0, index);
        return index;
    }
    void choose(const QList<int> &place) { m_tree->view()->setCurrentIndex(at(place)); }
    [[nodiscard]] QAction *act(const QString &text) const
    {
        Q_EMIT m_tree->menu()->aboutToShow();
        for (auto *action : m_tree->menu()->actions())
            if (action->text() == text)
                return action;
        return nullptr;
    }
    [[nodiscard]] static QString copied() { return QGuiApplication::clipboard()->text(); }

    std::unique_ptr<ui::JsonTree> m_tree;
};

CONDUIT_TIMED_MAIN(TestJsonTree)

#include "tst_json_tree.moc"
