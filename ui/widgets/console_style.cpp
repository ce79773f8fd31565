// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/console_style.h"

#include "ui/widgets/focus_frame.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QListView>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleOption>
#include <QTableView>

#include <algorithm>

namespace conduit::ui {

namespace {

constexpr int kCellMargin = 6; // Left and right of a cell's text.
constexpr int kIndent = ConsoleStyle::kPageMargin - kCellMargin;
constexpr int kListRowRoom = 8;
constexpr QSize kTarget(ConsoleStyle::kHitTarget, ConsoleStyle::kHitTarget);
/// Between a button's text and its edges, beyond what Fusion leaves there, which is next to nothing.
constexpr int kButtonRoom = 10;
/// The same for what is typed.
constexpr int kInputRoom = 3;
/// Of the arrow behind the text of a button that opens a menu.
constexpr int kArrowSide = 8;
constexpr int kArrowRoom = kArrowSide + 2;

QColor edgeColor(const QStyleOption &option)
{
    const auto hasFocus = option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_Enabled);
    return hasFocus ? option.palette.color(QPalette::Highlight) : inputEdge(option.palette);
}

void drawInputEdge(QPainter &painter, const QStyleOption &option)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(edgeColor(option));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter.restore();
}

void drawFocusFrame(QPainter &painter, const QStyleOption &option)
{
    constexpr int kHalf = FocusFrame::kWidth / 2;
    painter.save();
    painter.setPen(QPen(option.palette.color(QPalette::WindowText), FocusFrame::kWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(kHalf, kHalf, -kHalf, -kHalf));
    painter.restore();
}

void drawCheckBox(QPainter &painter, const QStyleOption &option)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto isOn = option.state.testFlag(QStyle::State_On);
    const auto isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const auto fill = isOn && isEnabled ? QPalette::Highlight : QPalette::Base;
    painter.setBrush(option.palette.color(fill));
    painter.setPen(isOn && isEnabled ? option.palette.color(QPalette::Highlight) : edgeColor(option));
    const auto box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(box, 2.5, 2.5);
    if (isOn)
        paintGlyph(painter, box.adjusted(1, 1, -1, -1), Glyph::Check,
                   option.palette.color(isEnabled ? QPalette::HighlightedText : QPalette::Text));
    painter.restore();
}

/// Fusion begins at the left with an icon and its text, and leaves all room at the right.
QStyleOptionToolButton centredLabel(const QStyleOptionToolButton &button)
{
    constexpr int kIconGap = 4;
    QStyleOptionToolButton centred = button;
    if (button.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button.icon.isNull()) {
        const int text = button.fontMetrics.size(Qt::TextShowMnemonic, button.text).width();
        const int spare = button.rect.width() - button.iconSize.width() - kIconGap - text;
        centred.rect.setLeft(button.rect.left() + std::max(spare, 0) / 2);
    }
    return centred;
}

/// Fusion squeezes the arrow of such a button into its lower corner.
bool opensMenu(const QStyleOptionToolButton *button)
{
    return button && button->features.testFlag(QStyleOptionToolButton::HasMenu)
        && !button->features.testFlag(QStyleOptionToolButton::MenuButtonPopup);
}

/// Fusion keeps a picture of each size that a button or a head ever had. Qt's own limit is 10 MiB, which a window that is open all day
/// fills without ever needing it.
constexpr int kPixmapCacheKiB = 2048;

bool isFirstCell(const QStyleOption *option, const QWidget *widget)
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    return item && item->index.column() == 0 && qobject_cast<const QTableView *>(widget);
}

QRect indented(const QRect &rect, const QStyleOption &option)
{
    return option.direction == Qt::RightToLeft ? rect.adjusted(0, 0, -kIndent, 0) : rect.adjusted(kIndent, 0, 0, 0);
}

} // namespace

void ConsoleStyle::install()
{
    if (!qobject_cast<ConsoleStyle *>(QApplication::style()))
        QApplication::setStyle(new ConsoleStyle);
    QPixmapCache::setCacheLimit(kPixmapCacheKiB);
    (void)FocusFrame::ours();
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *more) const
{
    // Only some of the buttons would have one, and of another set than ours.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    // Whoever scrolls a form does not mean to choose anything in it.
    if (hint == SH_ComboBox_AllowWheelScrolling)
        return 0;
    // It lies over the edge of what it frames: round it there is often no room.
    return hint == SH_FocusFrame_AboveWidget ? 1 : QProxyStyle::styleHint(hint, option, widget, more);
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (qobject_cast<const QFocusFrame *>(widget) && (metric == PM_FocusFrameHMargin || metric == PM_FocusFrameVMargin))
        return 0;
    if (metric == PM_FocusFrameHMargin)
        return kCellMargin - 1; // An item's text stands one further in.
    if (metric == PM_HeaderMargin)
        return kCellMargin;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    const auto asked = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        return (asked + QSize(kButtonRoom, 0)).expandedTo(kTarget);
    case CT_ToolButton:
        return (opensMenu(qstyleoption_cast<const QStyleOptionToolButton *>(option)) ? asked + QSize(kArrowRoom, 0) : asked)
            .expandedTo(kTarget);
    case CT_ComboBox:
    case CT_CheckBox:
    case CT_RadioButton:
    case CT_LineEdit:
    case CT_SpinBox:
        return asked.expandedTo(kTarget);
    case CT_ItemViewItem:
        return qobject_cast<const QListView *>(widget) ? asked + QSize(0, kListRowRoom) : asked;
    default:
        return asked;
    }
}

QRect ConsoleStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    // A box without a text is met wherever its target is.
    if (element == SE_CheckBoxClickRect && button && button->text.isEmpty())
        return option->rect;
    const auto rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *input = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element == SE_LineEditContents && input && input->lineWidth > 0)
        return rect.adjusted(kInputRoom, 0, -kInputRoom, 0);
    return element == SE_ItemViewItemText && isFirstCell(option, widget) ? indented(rect, *option) : rect;
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    // The selected row shows where the keyboard is; a frame round one of its cells says nothing more.
    if (element == PE_FrameFocusRect && qobject_cast<const QTableView *>(widget))
        return;
    // Rows and the like have a frame of their own in high contrast; other widgets are framed as a whole.
    if (element == PE_FrameFocusRect && isHighContrast()) {
        if (qobject_cast<const QAbstractScrollArea *>(widget))
            drawFocusFrame(*painter, *option);
        return;
    }
    if (isHighContrast() && (element == PE_PanelButtonCommand || element == PE_PanelButtonTool)) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return drawInputEdge(*painter, *option); // The style's own is as dark as what it stands on.
    }
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        element == PE_IndicatorArrowDown && opensMenu(button) && widget) {
        auto arrow = *button;
        const QRect whole = widget->rect();
        const QRect place(whole.right() - kArrowSide - 3, whole.center().y() - kArrowSide / 2 + 1, kArrowSide, kArrowSide);
        arrow.rect = visualRect(arrow.direction, whole, place);
        return QProxyStyle::drawPrimitive(element, &arrow, painter, widget);
    }
    if (baseStyle()->name() == u"fusion") {
        if (element == PE_FrameLineEdit || (element == PE_Frame && qobject_cast<const QAbstractScrollArea *>(widget)))
            return drawInputEdge(*painter, *option);
        if (element == PE_IndicatorCheckBox)
            return drawCheckBox(*painter, *option);
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (isHighContrast() && (control == CC_ComboBox || control == CC_SpinBox))
        drawInputEdge(*painter, *option);
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (element == CE_FocusFrame)
        return drawFocusFrame(*painter, *option);
    if (element == CE_ToolButtonLabel) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            auto label = *button;
            if (opensMenu(button))
                label.rect = visualRect(label.direction, label.rect, label.rect.adjusted(0, 0, -kArrowRoom, 0));
            const auto centred = centredLabel(label);
            return QProxyStyle::drawControl(element, &centred, painter, widget);
        }
    }
    const auto *header = element == CE_HeaderLabel ? qstyleoption_cast<const QStyleOptionHeader *>(option) : nullptr;
    if (header
        && (header->position == QStyleOptionHeader::Beginning || header->position == QStyleOptionHeader::OnlyOneSection)) {
        auto first = *header;
        first.rect = indented(header->rect, *option);
        return QProxyStyle::drawControl(element, &first, painter, widget);
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

} // namespace conduit::ui
