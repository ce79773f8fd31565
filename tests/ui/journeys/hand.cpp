// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/journeys/hand.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QStyleOptionSpinBox>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <optional>
#include <utility>

namespace conduit::test {

namespace {

constexpr int kTabsMax = 120;

QString nameOf(const QWidget *widget)
{
    if (!widget)
        return QStringLiteral("nothing");
    return QStringLiteral("%1 %2 %3")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(), widget->accessibleName());
}

/// Where keys go. Nowhere for a moment, when a window has opened or closed.
QWidget *keyboardOwner()
{
    if (auto *popup = QApplication::activePopupWidget())
        return popup->focusWidget() ? popup->focusWidget() : popup;
    if (const auto *modal = QApplication::activeModalWidget(); modal && !modal->isActiveWindow())
        return nullptr;
    return QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow();
}

/// Why nobody can click there now; empty when they can.
QString obstacleTo(const QWidget *widget, QPoint place)
{
    if (!widget || !widget->isVisible())
        return QStringLiteral("is not to be seen");
    if (!widget->isEnabled())
        return QStringLiteral("is grey");
    if (!widget->rect().contains(place))
        return QStringLiteral("has no such place");
    const QWidget *window = widget->window();
    const auto *modal = QApplication::activeModalWidget();
    if (modal && modal != window && !modal->isAncestorOf(window))
        return QStringLiteral("is behind ") + nameOf(modal);
    const QWidget *hit = window->childAt(widget->mapTo(window, place));
    if (hit && hit != widget && !widget->isAncestorOf(hit))
        return QStringLiteral("is under ") + nameOf(hit);
    return {};
}

QMenu *menuOf(const QAbstractButton *button)
{
    if (const auto *pushButton = qobject_cast<const QPushButton *>(button))
        return pushButton->menu();
    const auto *toolButton = qobject_cast<const QToolButton *>(button);
    return toolButton ? toolButton->menu() : nullptr;
}

/// What `menu` says with `text`, mnemonics left out.
QAction *actionSaying(const QMenu *menu, const QString &text)
{
    const auto actions = menu->actions();
    const auto found =
        std::ranges::find_if(actions, [&](const QAction *action) { return action->text().remove(QLatin1Char('&')) == text; });
    return found == actions.end() ? nullptr : *found;
}

} // namespace

/// `place` is asked anew until it answers the same twice: a page that has just been shown is still being laid out. The mouse moves
/// there before it is pressed, as mice do: Qt 6.8 takes a press in a menu without a move since it opened for the one that opened it.
void Hand::clickAt(QWidget *widget, const std::function<QPoint()> &place, Qt::KeyboardModifiers modifiers)
{
    const QPointer<QWidget> target(widget);
    std::optional<QPoint> before;
    const auto standsStill = [&] {
        const QPoint now = target ? target->mapToGlobal(place()) : QPoint();
        return std::exchange(before, now) == now;
    };
    const auto obstacle = [&] { return obstacleTo(target, target ? place() : QPoint()); };
    QTRY_VERIFY2(standsStill() && obstacle().isEmpty(), qPrintable(nameOf(target) + QLatin1Char(' ') + obstacle()));
    QTest::mouseMove(target->window()->windowHandle(), target->mapTo(target->window(), place()));
    QVERIFY2(obstacle().isEmpty(), qPrintable(nameOf(target) + QLatin1Char(' ') + obstacle()));
    ++m_clicks;
    QTest::mouseClick(target, Qt::LeftButton, modifiers, place());
}

void Hand::clickOn(QAbstractItemView *view, const std::function<QModelIndex()> &index, Qt::KeyboardModifiers modifiers)
{
    QVERIFY(view);
    QTRY_VERIFY2(index().isValid(), qPrintable(nameOf(view)));
    clickAt(
        view->viewport(),
        [&] {
            view->scrollTo(index());
            return view->visualRect(index()).center();
        },
        modifiers);
}

void Hand::click(QWidget *widget)
{
    QVERIFY(widget);
    clickAt(widget, [widget] { return widget->rect().center(); });
}

void Hand::click(QAbstractItemView *view, const QString &text)
{
    clickOn(view, [&] { return rowSaying(view, text); });
}

void Hand::click(QAbstractItemView *view, int row, Qt::KeyboardModifiers modifiers)
{
    clickOn(view, [&] { return view->model()->index(row, 0); }, modifiers);
}

void Hand::clickUp(QWidget *spinBox)
{
    auto *box = qobject_cast<QSpinBox *>(spinBox);
    QVERIFY(box);
    clickAt(box, [box] {
        QStyleOptionSpinBox option;
        option.initFrom(box);
        option.subControls = QStyle::SC_All;
        option.buttonSymbols = box->buttonSymbols();
        option.stepEnabled = QAbstractSpinBox::StepUpEnabled;
        return box->style()->subControlRect(QStyle::CC_SpinBox, &option, QStyle::SC_SpinBoxUp, box).center();
    });
}

void Hand::click(QMenu *menu, QAction *action)
{
    QVERIFY(menu && action);
    QVERIFY2(action->isEnabled(), qPrintable(action->text()));
    clickAt(menu, [=] { return menu->actionGeometry(action).center(); });
}

void Hand::choose(QMenuBar *bar, QAction *action)
{
    QVERIFY(bar && action);
    const auto menus = bar->actions();
    const auto found = std::ranges::find_if(
        menus, [&](const QAction *entry) { return entry->menu() && entry->menu()->actions().contains(action); });
    QVERIFY2(found != menus.end(), qPrintable(action->text()));
    clickAt(bar, [&] { return bar->actionGeometry(*found).center(); });
    click((*found)->menu(), action);
}

void Hand::choose(QAbstractButton *button, const QString &text)
{
    const QPointer<QMenu> menu(menuOf(button));
    QVERIFY(menu);
    const auto choose = [this, menu, text] {
        auto *action = actionSaying(menu, text);
        if (!action)
            menu->close();
        QVERIFY2(action, qPrintable(text));
        click(menu, action);
    };
    // Not after the click on the button: Qt 6.4 comes back from that only when something has been chosen.
    const auto once = Qt::ConnectionType(int(Qt::QueuedConnection) | int(Qt::SingleShotConnection));
    QObject::connect(menu, &QMenu::aboutToShow, menu, choose, once);
    const int before = m_clicks;
    click(button);
    QTRY_COMPARE(m_clicks, before + 2);
    QTRY_VERIFY(!menu || !menu->isVisible());
}

void Hand::press(const QString &keys)
{
    const QKeySequence sequence(keys);
    QCOMPARE(sequence.count(), 1);
    QTRY_VERIFY2(keyboardOwner(), "nothing has the keyboard");
    ++m_keys;
    QTest::keyClick(keyboardOwner(), sequence[0].key(), sequence[0].keyboardModifiers());
}

void Hand::tabTo(const QWidget *widget)
{
    QVERIFY(widget);
    QTRY_VERIFY2(keyboardOwner(), "nothing has the keyboard");
    for (int tab = 0; tab < kTabsMax && QApplication::focusWidget() != widget; ++tab)
        QTest::keyClick(keyboardOwner(), Qt::Key_Tab);
    const auto *focus = QApplication::focusWidget();
    QVERIFY2(focus == widget, qPrintable(nameOf(widget) + QStringLiteral(", but ") + nameOf(focus)));
}

void Hand::type(const QString &text)
{
    QTRY_VERIFY2(keyboardOwner(), "nothing has the keyboard");
    QTest::keyClicks(keyboardOwner(), text);
}

QModelIndex rowSaying(const QAbstractItemView *view, const QString &text)
{
    const auto *model = view->model();
    return model->match(model->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly | Qt::MatchRecursive).value(0);
}

QAbstractButton *buttonSaying(const QWidget *root, const QString &text)
{
    const auto buttons = root->findChildren<QAbstractButton *>();
    for (auto *button : buttons)
        if (button->isVisible() && QString(button->text()).remove(QLatin1Char('&')) == text)
            return button;
    return nullptr;
}

QWidget *namedWidget(const QWidget *root, const QString &accessibleName)
{
    const auto widgets = root->findChildren<QWidget *>();
    for (auto *widget : widgets)
        if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && widget->accessibleName() == accessibleName)
            return widget;
    return nullptr;
}

} // namespace conduit::test
