// SPDX-License-Identifier: GPL-3.0-only
// Keys of one's own: what may be chosen, what becomes of those that had them, and where it is seen.
#include "tests/ui/window_ground.h"
#include "ui/format/plain_text.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/key_choices.h"
#include "ui/frame/locator_box.h"
#include "ui/frame/shortcut_sheet.h"
#include "ui/pages/tasks_page.h"
#include "ui/widgets/key_field.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace conduit;

class TestKeyChoices : public test::WindowGround
{
    Q_OBJECT
private Q_SLOTS:
    void init() { build(); }
    void cleanup() { tearDown(); }

    void keys_areChosenByKeyboardAndHoldAtOnce()
    {
        auto *sheet = openSheet();
        sheet->choose(u"view.refresh"_s);
        QTest::keyClick(sheet->keyField(), Qt::Key_F9, Qt::ControlModifier);
        QCOMPARE(sheet->note(), u"Ctrl+F9 is free."_s);
        QTest::keyClick(button(u"Use these keys"_s), Qt::Key_Space);
        QCOMPARE(keysOf(u"view.refresh"_s), u"Ctrl+F9"_s);
        QVERIFY(action(u"view.refresh"_s)->toolTip().contains(u"Ctrl+F9"));
        QVERIFY(button(u"Reset"_s)->isEnabled() && button(u"Reset all"_s)->isEnabled());
        sheet->close();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        const QSignalSpy refreshed(action(u"view.refresh"_s), &QAction::triggered);
        QTest::keyClick(m_window.get(), Qt::Key_F9, Qt::ControlModifier);
        QTRY_COMPARE(refreshed.size(), 1);
        // The next start has them too.
        open();
        QCOMPARE(keysOf(u"view.refresh"_s), u"Ctrl+F9"_s);
    }

    void keysOfAnotherAction_areToldWithItsNameAndTaken()
    {
        auto *sheet = openSheet();
        sheet->choose(u"view.full_screen"_s);
        QTest::keyClick(sheet->keyField(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(sheet->note(), u"Ctrl+R stands for “Refresh” now."_s);
        QTest::mouseClick(button(u"Use them here instead"_s), Qt::LeftButton);
        QCOMPARE(keysOf(u"view.full_screen"_s), u"Ctrl+R"_s);
        QCOMPARE(keysOf(u"view.refresh"_s), u"F5"_s);
        QVERIFY(m_window->actions().conflicts().isEmpty());
        // Once more, to one that got them by choice.
        sheet->choose(u"view.live"_s);
        QTest::keyClick(sheet->keyField(), Qt::Key_R, Qt::ControlModifier);
        QTest::mouseClick(button(u"Use them here instead"_s), Qt::LeftButton);
        QCOMPARE(keysOf(u"view.full_screen"_s), QString());
        QCOMPARE(keysOf(u"view.live"_s), u"Ctrl+R"_s);
        // And back: whoever resets an action gets all of its keys.
        sheet->choose(u"view.refresh"_s);
        QVERIFY(!button(u"Reset"_s)->isEnabled());
        sheet->choose(u"view.full_screen"_s);
        QTest::mouseClick(button(u"Reset"_s), Qt::LeftButton);
        QCOMPARE(keysOf(u"view.full_screen"_s), u"F11"_s);
        QTest::mouseClick(button(u"Reset all"_s), Qt::LeftButton);
        QCOMPARE(keysOf(u"view.refresh"_s), u"F5; Ctrl+R"_s);
        QCOMPARE(keysOf(u"view.live"_s), u"Ctrl+L"_s);
        QVERIFY(!button(u"Reset all"_s)->isEnabled());
    }

    void keys_canBeTakenAway()
    {
        auto *sheet = openSheet();
        sheet->choose(u"edit.locate"_s);
        QCOMPARE(locator()->placeholderText(), u"Go to… (Ctrl+K)"_s);
        QTest::mouseClick(button(u"No keys"_s), Qt::LeftButton);
        QCOMPARE(keysOf(u"edit.locate"_s), QString());
        QCOMPARE(locator()->placeholderText(), u"Go to…"_s);
        QVERIFY(!button(u"No keys"_s)->isEnabled());
        QCOMPARE(button(u"No keys"_s)->toolTip(), ui::plainToolTip(u"It has no keys."_s));
        QCOMPARE(button(u"Use these keys"_s)->toolTip(), ui::plainToolTip(u"Press new keys first."_s));
        QTest::mouseClick(button(u"Reset"_s), Qt::LeftButton);
        QCOMPARE(button(u"Reset"_s)->toolTip(), ui::plainToolTip(u"Its keys are as the console comes."_s));
    }

    void keys_thatWouldDestroyOrAreNeeded_areRefused_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("reason"); // Empty: they may be taken.
        const auto row = [](const char *id, const char *keys, const char *reason) {
            QTest::addRow("%s %s", id, keys)
                << QString::fromLatin1(id) << QString::fromLatin1(keys) << QString::fromLatin1(reason);
        };
        row("task.cancel", "D", "accident");
        row("task.remove", "X", "accident");
        row("task.delete", "Shift+X", "accident");
        row("task.remove", "Backspace", "accident");
        row("task.delete", "Del", "");
        row("task.cancel", "Ctrl+Alt+K", "");
        row("view.refresh", "R", "typing");
        row("view.refresh", "Space", "typing");
        row("view.refresh", "Return", "typing");
        row("view.refresh", "Del", "typing");
        row("list.down", "N", "");
        row("list.down", "Return", "typing");
        row("view.refresh", "F9", "");
        row("view.refresh", "Shift+F10", "menu");
        row("view.refresh", "Alt+F", "menu");
        row("view.refresh", "Alt+F4", "desktop");
        row("view.refresh", "Alt+Left", "");
        row("view.refresh", "Ctrl+X, Ctrl+S", "one key");
    }
    void keys_thatWouldDestroyOrAreNeeded_areRefused()
    {
        QFETCH(const QString, id);
        QFETCH(const QString, keys);
        QFETCH(const QString, reason);
        ui::KeyChoices choices(m_window->actions(), **m_settings);
        const QString fault = choices.fault(id, QKeySequence(keys));
        QCOMPARE(fault.isEmpty(), reason.isEmpty());
        QVERIFY2(fault.contains(reason), qPrintable(fault));
        choices.choose(id, QKeySequence(keys));
        QCOMPARE(choices.isChosen(id), reason.isEmpty());
    }

    /// What the console comes with keeps its own rule; only the search of the list has a plain sign, which no field takes for typing.
    void ourOwnKeys_keepTheRule()
    {
        ui::KeyChoices choices(m_window->actions(), **m_settings);
        for (const auto &entry : m_window->actions().entries())
            for (const auto &keys : entry.action->shortcuts()) {
                const QString fault = choices.fault(entry.action->objectName(), keys);
                QVERIFY2(fault.isEmpty() || keys == QKeySequence(u"/"_s),
                         qPrintable(entry.action->objectName() + u' ' + fault));
            }
    }

    void settings_thatWereWrittenByHandCannotDoMore()
    {
        (**m_settings).setValue(u"keys/task.cancel"_s, u"D"_s);
        (**m_settings).setValue(u"keys/view.refresh"_s, u"Ctrl+F9"_s);
        (**m_settings).setValue(u"keys/view.full_screen"_s, u"Ctrl+F9"_s);
        (**m_settings).setValue(u"keys/no.such_action"_s, u"Ctrl+M"_s);
        open();
        QCOMPARE(keysOf(u"task.cancel"_s), QString());
        const QStringList both {keysOf(u"view.refresh"_s), keysOf(u"view.full_screen"_s)};
        QVERIFY2(both.contains(u"Ctrl+F9"_s) && both.contains(QString()), qPrintable(both.join(u'|')));
        QVERIFY(m_window->actions().conflicts().isEmpty());
    }

    void otherWindows_haveThemAtOnce()
    {
        auto first = std::move(m_window);
        open();
        ui::KeyChoices(m_window->actions(), **m_settings).choose(u"view.refresh"_s, QKeySequence(u"Ctrl+F9"_s));
        QCOMPARE(first->actions().action(u"view.refresh"_s)->shortcut(), QKeySequence(u"Ctrl+F9"_s));
        QCOMPARE(keysOf(u"view.refresh"_s), u"Ctrl+F9"_s);
    }

    void field_takesKeysAndLetsOneOut()
    {
        auto *sheet = openSheet();
        sheet->choose(u"view.refresh"_s);
        auto *field = sheet->keyField();
        QTest::keyClick(field, Qt::Key_Slash, Qt::ControlModifier | Qt::ShiftModifier); // As it is typed on some keyboards.
        QCOMPARE(field->keys(), QKeySequence(u"Ctrl+/"_s));
        QCOMPARE(sheet->note(), u"Ctrl+/ stands for “Keyboard shortcuts” now."_s);
        QTest::keyClick(field, Qt::Key_Control);
        QCOMPARE(field->keys(), QKeySequence(u"Ctrl+/"_s));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!sheet->isVisible());
    }

private:
    [[nodiscard]] QAction *action(const QString &id) const { return m_window->actions().action(id); }
    [[nodiscard]] QString keysOf(const QString &id) const
    {
        return QKeySequence::listToString(action(id)->shortcuts(), QKeySequence::PortableText);
    }
    [[nodiscard]] ui::LocatorBox *locator() const { return m_window->findChild<ui::LocatorBox *>(); }
    [[nodiscard]] ui::ShortcutSheet *openSheet()
    {
        action(u"help.shortcuts"_s)->trigger();
        m_sheet = m_window->findChild<ui::ShortcutSheet *>();
        return m_sheet;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (auto *found : m_sheet->findChildren<QPushButton *>())
            if (found->text() == text)
                return found;
        return nullptr;
    }

    ui::ShortcutSheet *m_sheet = nullptr;
};

CONDUIT_TIMED_MAIN(TestKeyChoices)
#include "tst_key_choices.moc"
