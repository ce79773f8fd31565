// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/nav_rail.h"

#include "ui/format/plain_text.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kWide = 168; ///< At least.
constexpr int kNarrow = 52;
constexpr int kRowHeight = 38;
constexpr int kIconSide = 18;
constexpr int kPlateMargin = 8;
constexpr int kTextLeft = 37; ///< In the plate.
constexpr int kTextRight = 8;
constexpr int kMarkWidth = 4;
constexpr int kDotSide = 7;
enum Role { GlyphRole = Qt::UserRole, BadgeRole, ShortcutRole };

QFont currentFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

class RailDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {0, kRowHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto isCurrent = option.state.testFlag(QStyle::State_Selected);
        const auto &palette = option.palette;
        const QRectF plate = QRectF(option.rect).adjusted(kPlateMargin, 2, -kPlateMargin, -2);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        if (isCurrent || option.state.testFlag(QStyle::State_MouseOver)) {
            auto tint = palette.color(isCurrent ? QPalette::Highlight : QPalette::WindowText);
            tint.setAlphaF(isCurrent ? 0.18F : 0.06F);
            painter->setBrush(tint);
            painter->drawRoundedRect(plate, 5, 5);
        }
        if (isCurrent && isHighContrast()) // A tint is next to nothing on black.
            painter->fillRect(placed({plate.left(), plate.top(), kMarkWidth, plate.height()}, plate, *painter),
                              palette.color(QPalette::Highlight));
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(palette.color(QPalette::Highlight), 1.5));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(plate.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5);
        }
        const auto ink = isCurrent ? palette.color(QPalette::WindowText) : quietText(palette);
        const QRectF icon =
            placed({plate.left() + 9, plate.center().y() - kIconSide / 2.0, kIconSide, kIconSide}, plate, *painter);
        paintGlyph(*painter, icon, static_cast<Glyph>(index.data(GlyphRole).toInt()),
                   isCurrent ? toneColor(Tone::Running, palette) : ink);
        if (option.rect.width() > kNarrow)
            paintText(*painter, plate, option, index, isCurrent, ink);
        else if (!index.data(BadgeRole).toString().isEmpty())
            paintDot(*painter, icon, option.palette);
        painter->restore();
    }

private:
    /// At the upper corner of the pictogram.
    static void paintDot(QPainter &painter, const QRectF &icon, const QPalette &palette)
    {
        const QRectF dot(icon.right() - kDotSide / 2.0, icon.top() - kDotSide / 2.0, kDotSide, kDotSide);
        painter.setPen(QPen(palette.color(QPalette::Window), 1.5));
        painter.setBrush(toneColor(Tone::Dead, palette));
        painter.drawEllipse(placed(dot, icon, painter));
    }

    static void paintText(QPainter &painter, const QRectF &plate, const QStyleOptionViewItem &option, const QModelIndex &index,
                          bool isCurrent, const QColor &ink)
    {
        painter.setFont(isCurrent ? currentFont(option.font) : option.font);
        painter.setPen(ink);
        painter.drawText(placed(plate.adjusted(kTextLeft, 0, -kTextRight, 0), plate, painter), Qt::AlignVCenter | Qt::AlignLeft,
                         index.data().toString());
        const auto badge = index.data(BadgeRole).toString();
        if (badge.isEmpty())
            return;
        painter.setFont(option.font);
        painter.setPen(toneColor(Tone::Dead, option.palette));
        painter.drawText(placed(plate.adjusted(0, 0, -10, 0), plate, painter), Qt::AlignVCenter | Qt::AlignRight, badge);
    }
};

} // namespace

NavRail::NavRail(QWidget *parent) : QListWidget(parent), m_wide(kWide)
{
    setAccessibleName(tr("Pages"));
    setItemDelegate(new RailDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setViewportMargins(0, 8, 0, 0);
    setNarrow(false);
}

void NavRail::addPage(Glyph glyph, const QString &name, const QString &shortcut)
{
    auto *item = new QListWidgetItem(name, this);
    item->setData(GlyphRole, static_cast<int>(glyph));
    const auto withKeys = u"%1  (%2)"_s.arg(name, shortcut);
    item->setData(ShortcutRole, withKeys);
    item->setToolTip(plainToolTip(withKeys));
    const int text = QFontMetrics(currentFont(font())).horizontalAdvance(name);
    m_wide = std::max(m_wide, text + kTextLeft + kTextRight + 2 * kPlateMargin);
    setNarrow(m_isNarrow);
}

void NavRail::setBadge(int page, const QString &text, const QString &meaning)
{
    auto *of = item(page);
    if (of->data(BadgeRole).toString() == text && of->data(Qt::AccessibleDescriptionRole).toString() == meaning)
        return;
    of->setData(BadgeRole, text);
    of->setData(Qt::AccessibleDescriptionRole, meaning);
    const auto name = of->data(ShortcutRole).toString();
    of->setToolTip(plainToolTip(meaning.isEmpty() ? name : name + u'\n' + meaning));
}

void NavRail::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    setFixedWidth(isNarrow ? kNarrow : m_wide);
}

} // namespace conduit::ui
