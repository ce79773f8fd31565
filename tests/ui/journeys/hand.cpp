// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/journeys/hand.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QSpinBox>
#include <QStyleOptionSpinBox>
#include <QTest>

#include <algorithm>

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

} // namespace

void Hand::clickAt(QWidget *widget, QPoint place, Qt::KeyboardModifiers modifiers)
{
    const QWidget *window = widget->window();
    QVERIFY2(widget->isVisible() && widget->isEnabled(), qPrintable(nameOf(widget)));
    const auto *modal = QApplication::activeModalWidget();
    QVERIFY2(!modal || modal == window || modal->isAncestorOf(window), qPrintable(nameOf(modal)));
    const QWidget *hit = window->childAt(widget->mapTo(window, place));
    QVERIFY2(!hit || hit == widget || widget->isAncestorOf(hit),
             qPrintable(nameOf(widget) + QStringLiteral(" under ") + nameOf(hit)));
    ++m_clicks;
    QTest::mouseClick(widget, Qt::LeftButton, modifiers, place);
}

void Hand::click(QWidget *widget)
{
    QVERIFY(widget);
    clickAt(widget, widget->rect().center());
}

void Hand::click(QAbstractItemView *view, const QModelIndex &index, Qt::KeyboardModifiers modifiers)
{
    QVERIFY(view && index.isValid());
    view->scrollTo(index);
    clickAt(view->viewport(), view->visualRect(index).center(), modifiers);
}

void Hand::clickUp(QWidget *spinBox)
{
    auto *box = qobject_cast<QSpinBox *>(spinBox);
    QVERIFY(box);
    QStyleOptionSpinBox option;
    option.initFrom(box);
    option.subControls = QStyle::SC_All;
    option.buttonSymbols = box->buttonSymbols();
    option.stepEnabled = QAbstractSpinBox::StepUpEnabled;
    const auto arrow = box->style()->subControlRect(QStyle::CC_SpinBox, &option, QStyle::SC_SpinBoxUp, box);
    clickAt(box, arrow.center());
}

void Hand::click(QMenu *menu, QAction *action)
{
    QVERIFY(menu && action);
    QVERIFY2(menu->isVisible() && action->isEnabled(), qPrintable(action->text()));
    clickAt(menu, menu->actionGeometry(action).center());
}

void Hand::choose(QMenuBar *bar, QAction *action)
{
    QVERIFY(bar && action);
    const auto menus = bar->actions();
    const auto found = std::ranges::find_if(
        menus, [&](const QAction *entry) { return entry->menu() && entry->menu()->actions().contains(action); });
    QVERIFY2(found != menus.end(), qPrintable(action->text()));
    clickAt(bar, bar->actionGeometry(*found).center());
    QTRY_VERIFY((*found)->menu()->isVisible());
    click((*found)->menu(), action);
}

void Hand::doubleClick(QAbstractItemView *view, const QModelIndex &index)
{
    click(view, index);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
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
