// SPDX-License-Identifier: GPL-3.0-only
// Words are found in the texts of a task: payload, result, log.
#include "tests/ui/timed_app.h"
#include "ui/widgets/exact_text.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/json_view.h"
#include "ui/widgets/log_view.h"

#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestFindBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_text = new ui::ExactText(m_window.get());
        m_bar = new ui::FindBar(*m_text, m_window.get(), [this] { return m_text->shownText(); });
        auto *column = new QVBoxLayout(m_window.get());
        column->addWidget(m_text);
        column->addWidget(m_bar);
        m_window->resize(500, 300);
        m_window->show();
        m_text->setFocus();
        test::TimedApp::watch();
    }
    void cleanup()
    {
        const QString slow = test::TimedApp::fault();
        m_window.reset();
        QVERIFY2(slow.isEmpty(), qPrintable(slow));
    }

    void word_isFoundInTurn()
    {
        m_text->setExactText(u"disk full\nDISK slow\nno error\ndisk"_s);
        QVERIFY(!m_bar->isVisible());
        QTest::keySequence(m_text, QKeySequence::Find);
        QVERIFY(m_bar->isVisible());
        m_bar->edit()->setText(u"disk"_s);
        QCOMPARE(m_bar->countText(), u"1 of 3"_s);
        QCOMPARE(chosen(), (std::pair {0, 4}));
        QTest::keyClick(m_bar->edit(), Qt::Key_Return);
        QCOMPARE(m_bar->countText(), u"2 of 3"_s);
        QCOMPARE(chosen(), (std::pair {10, 14}));
        QTest::keyClick(m_bar->edit(), Qt::Key_Return);
        QTest::keyClick(m_bar->edit(), Qt::Key_Return);
        QCOMPARE(m_bar->countText(), u"1 of 3"_s);
        QTest::keyClick(m_bar->edit(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(m_bar->countText(), u"3 of 3"_s);
        m_bar->edit()->setText(u"disks"_s);
        QCOMPARE(m_bar->countText(), u"Not found"_s);
        m_bar->edit()->clear();
        QCOMPARE(m_bar->countText(), QString());
        QTest::keyClick(m_bar->edit(), Qt::Key_Escape);
        QVERIFY(!m_bar->isVisible());
    }

    void otherText_isSearchedAnew()
    {
        m_text->setExactText(u"one two one"_s);
        m_bar->open();
        m_bar->edit()->setText(u"one"_s);
        QCOMPARE(m_bar->countText(), u"1 of 2"_s);
        m_text->setExactText(u"two one"_s);
        QTest::keyClick(m_bar->edit(), Qt::Key_Return);
        QCOMPARE(m_bar->countText(), u"1 of 1"_s);
        QCOMPARE(chosen(), (std::pair {4, 7}));
    }

    void whatIsChosen_isLookedFor()
    {
        m_text->setExactText(u"alpha beta alpha"_s);
        auto cursor = m_text->textCursor();
        cursor.setPosition(0);
        cursor.setPosition(5, QTextCursor::KeepAnchor);
        m_text->setTextCursor(cursor);
        QTest::keySequence(m_text, QKeySequence::Find);
        QCOMPARE(m_bar->edit()->text(), u"alpha"_s);
        QCOMPARE(m_bar->countText(), u"1 of 2"_s);
    }

    void largeText_neverHoldsTheWindow()
    {
        QString large;
        for (int line = 0; line < 60'000; ++line)
            large += u"a line of a payload that is as long as many others are\n"_s;
        large += u"needle"_s;
        m_text->setPrepared(ui::ExactText::prepared(large));
        QTRY_VERIFY(m_text->isWhole());
        m_bar->open();
        m_bar->edit()->setText(u"needle"_s);
        QTRY_COMPARE(m_bar->countText(), u"1 of 1"_s);
        QCOMPARE(m_text->textCursor().selectedText(), u"needle"_s);
    }

    void payloadAndLog_haveOne()
    {
        ui::JsonView view(u"Payload"_s);
        ui::LogView log;
        for (auto *widget : {static_cast<QWidget *>(&view), static_cast<QWidget *>(&log)}) {
            auto *bar = widget->findChild<ui::FindBar *>();
            QVERIFY(bar);
            widget->show();
            QTest::keySequence(widget->findChild<QPlainTextEdit *>(), QKeySequence::Find);
            QVERIFY(bar->isVisible());
        }
    }

private:
    [[nodiscard]] std::pair<int, int> chosen() const
    {
        return {m_text->textCursor().selectionStart(), m_text->textCursor().selectionEnd()};
    }

    std::unique_ptr<QWidget> m_window;
    ui::ExactText *m_text = nullptr;
    ui::FindBar *m_bar = nullptr;
};

CONDUIT_TIMED_MAIN(TestFindBar)

#include "tst_find_bar.moc"
