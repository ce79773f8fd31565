// SPDX-License-Identifier: GPL-3.0-only
// The form for a payload and the JSON beside it.
#include "tests/ui/enqueue_ground.h"
#include "ui/widgets/base64_editor.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestEnqueueForm : public QObject, private test::EnqueueGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void form_hasAWidgetForEveryFieldType()
    {
        QVERIFY(qobject_cast<QPlainTextEdit *>(input(u"text"_s)));
        QVERIFY(qobject_cast<QLineEdit *>(input(u"count"_s)));
        QVERIFY(qobject_cast<QComboBox *>(input(u"dry"_s)));
        QVERIFY(qobject_cast<QPlainTextEdit *>(input(u"opts"_s)));
        QVERIFY(qobject_cast<QPlainTextEdit *>(input(u"list"_s)));
        m_page->chooseType(u"validate_image"_s);
        QVERIFY(qobject_cast<ui::Base64Editor *>(m_page->form()->editor(u"image"_s)));
    }

    void form_writesExactJson()
    {
        QTest::keyClicks(input(u"count"_s), u"9007199254740993"_s);
        QTest::keyClicks(input(u"text"_s), u"say \"hi\""_s);
        qobject_cast<QComboBox *>(input(u"dry"_s))->setCurrentIndex(1);
        QTest::keyClicks(input(u"opts"_s), u"{\"q\":1.10}"_s);
        QTest::keyClicks(input(u"list"_s), u"[1e3]"_s);
        QCOMPARE(
            m_page->draft().text(),
            "{\n  \"text\": \"say \\\"hi\\\"\",\n  \"count\": 9007199254740993,\n  \"dry\": false,\n  \"opts\": {\"q\":1.10},\n"
            "  \"list\": [1e3]\n}");
        QCOMPARE(m_page->jsonEditor()->toPlainText().toUtf8(), m_page->draft().text());
        QVERIFY(m_page->enqueueAction()->isEnabled());
    }

    void json_fillsTheForm()
    {
        m_page->jsonEditor()->setPlainText(
            QString::fromUtf8(R"({"count": 0.10, "extra": [1], "text": "a\nb", "dry": true, "opts": {}})"));
        QCOMPARE(qobject_cast<QLineEdit *>(input(u"count"_s))->text(), u"0.10"_s);
        QCOMPARE(qobject_cast<QPlainTextEdit *>(input(u"text"_s))->toPlainText(), u"a\nb"_s);
        QCOMPARE(qobject_cast<QComboBox *>(input(u"dry"_s))->currentText(), u"true"_s);
        QCOMPARE(qobject_cast<QPlainTextEdit *>(input(u"opts"_s))->toPlainText(), u"{}"_s);
        // Showing a text is no edit of it, and what the schema does not know stays.
        QCOMPARE(m_page->draft().text(), R"({"count": 0.10, "extra": [1], "text": "a\nb", "dry": true, "opts": {}})");
        QTest::keyClicks(input(u"count"_s), u"5"_s);
        QCOMPARE(m_page->draft().text(), R"({"count": 0.105, "extra": [1], "text": "a\nb", "dry": true, "opts": {}})");
    }

    void freshForm_isNotWrongYet()
    {
        QVERIFY(m_page->form()->messageAt(u"text"_s).isEmpty());
        QVERIFY2(m_page->attention().contains(u"text, count"), qPrintable(m_page->attention()));
        QVERIFY(!m_page->enqueueAction()->isEnabled());
    }

    void wrongValue_isSaidAtTheFieldAtOnce_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("message");
        QTest::newRow("word") << u"count"_s << u"twelve"_s << u"Not a number"_s;
        QTest::newRow("comma") << u"count"_s << u"1,5"_s << u"1.5"_s;
        QTest::newRow("cut number") << u"count"_s << u"1."_s << u"Not a number"_s;
        QTest::newRow("cut object") << u"opts"_s << u"{\"a\": 1, \"b\": }"_s << u"line 1"_s;
        QTest::newRow("array for object") << u"opts"_s << u"[1]"_s << u"object"_s;
        QTest::newRow("number for array") << u"list"_s << u"7"_s << u"array"_s;
    }
    void wrongValue_isSaidAtTheFieldAtOnce()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(QString, message);
        m_page->draft().setText(R"({"text":"a","count":1})");
        if (auto *line = qobject_cast<QLineEdit *>(input(name)))
            line->clear();
        QTest::keyClicks(input(name), typed);
        QVERIFY2(m_page->form()->messageAt(name).contains(message), qPrintable(m_page->form()->messageAt(name)));
        QVERIFY(m_page->attention().contains(name));
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        QVERIFY(m_page->draft().syntaxFault().isEmpty());
    }

    void optionalField_isAbsentOrHasAValue()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        auto *set = box(u"Set dry"_s);
        QVERIFY(set && !set->isChecked());
        set->click();
        QCOMPARE(m_page->draft().member(u"dry"_s), QByteArray("true"));
        set->click();
        QVERIFY(!m_page->draft().member(u"dry"_s));
        QTest::keyClicks(input(u"list"_s), u"[]"_s);
        QVERIFY(box(u"Set list"_s)->isChecked());
    }

    void emptyText_isAValue()
    {
        QTest::keyClicks(input(u"text"_s), u"a"_s);
        QTest::keyClick(input(u"text"_s), Qt::Key_Backspace);
        QCOMPARE(m_page->draft().member(u"text"_s), QByteArray("\"\""));
        QVERIFY(m_page->form()->messageAt(u"text"_s).isEmpty());
    }

    void brokenJson_locksTheFormAndSaysWhere()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        m_page->jsonEditor()->setPlainText(u"{\"text\": \"a\",\n \"count\": }"_s);
        QVERIFY(!input(u"text"_s)->isEnabled());
        QVERIFY2(m_page->attention().contains(u"line 2"), qPrintable(m_page->attention()));
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        m_page->jsonEditor()->setPlainText(u"{\"text\": \"a\",\n \"count\": 2}"_s);
        QVERIFY(input(u"text"_s)->isEnabled());
        QCOMPARE(qobject_cast<QLineEdit *>(input(u"count"_s))->text(), u"2"_s);
        QVERIFY(m_page->enqueueAction()->isEnabled());
    }

    void refusal_standsAtItsFieldUntilThatChanges()
    {
        m_page->draft().setText(R"({"text":"a","count":1})");
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        m_broker->answer(422, test::kRefusal);
        QCOMPARE(m_page->form()->messageAt(u"count"_s), u"must be at least <i>2</i>"_s);
        QVERIFY(m_page->message()->text().contains(u"unknown to the form"));
        QVERIFY(!m_page->enqueueAction()->isEnabled());
        QTest::keyClicks(input(u"count"_s), u"0"_s);
        QVERIFY(m_page->form()->messageAt(u"count"_s).isEmpty());
        QVERIFY(m_page->enqueueAction()->isEnabled());
    }

    void typeWithoutSchema_takesAnyJson()
    {
        m_page->chooseType(u"nobody & co"_s);
        QVERIFY(!m_page->tabs()->isTabEnabled(0));
        m_page->jsonEditor()->setPlainText(u"[1, null]"_s);
        QVERIFY(m_page->enqueueAction()->isEnabled());
        m_page->enqueueAction()->trigger();
        m_broker->expect("POST", "/task");
        QVERIFY(m_broker->call().body.contains(R"("task_type":"nobody & co","payload":[1,null])"));
    }

    void example_isUsedOnDemandOnly()
    {
        QVERIFY(!m_page->draft().member(u"text"_s));
        for (auto *button : m_page->form()->findChildren<QAbstractButton *>())
            if (button->accessibleName() == u"Use the example for text")
                button->click();
        QCOMPARE(m_page->draft().member(u"text"_s), QByteArray("\"front page\""));
    }

private:
    [[nodiscard]] QCheckBox *box(const QString &name) const
    {
        for (auto *box : m_page->form()->findChildren<QCheckBox *>())
            if (box->accessibleName() == name)
                return box;
        return nullptr;
    }
};

CONDUIT_TIMED_MAIN(TestEnqueueForm)
#include "tst_enqueue_form.moc"
