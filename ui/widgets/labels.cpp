// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/labels.h"

#include "ui/format/plain_text.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/density.h"
#include "ui/widgets/text_size.h"

#include <QFontDatabase>
#include <QHash>
#include <QHeaderView>
#include <QLayout>
#include <QPainter>
#include <QStyle>
#include <QTableView>

#include <algorithm>

namespace conduit::ui {

namespace {

QFont headingFont(const QWidget &widget)
{
    QFont font = widget.font();
    font.setWeight(QFont::DemiBold);
    return font;
}

bool isMoment(const QHeaderView &header, int column)
{
    return header.model()->headerData(column, Qt::Horizontal, TimeFormat::kColumnRole).toBool();
}

/// Only what changes as time passes, and can be seen.
void repaintTimes(QTableView &table)
{
    if (!table.isVisible() || !table.model())
        return;
    for (int column = 0; column < table.model()->columnCount(); ++column)
        if (table.model()->headerData(column, Qt::Horizontal, TimeFormat::kColumnRole).isValid())
            table.viewport()->update(table.columnViewportPosition(column), 0, table.columnWidth(column),
                                     table.viewport()->height());
}

/// For moments that are written out, as long as they are: `narrow` remembers how wide their columns were.
void makeRoomForTimes(QTableView &table, QHash<int, int> &narrow)
{
    auto &header = *table.horizontalHeader();
    for (int column = 0; column < header.count(); ++column) {
        if (!isMoment(header, column) || header.isSectionHidden(column))
            continue;
        if (TimeFormat::ours().isAbsolute() && !narrow.contains(column))
            narrow.insert(column, header.sectionSize(column));
        else if (!TimeFormat::ours().isAbsolute() && narrow.contains(column))
            header.resizeSection(column, narrow.take(column));
    }
    widenForNames(table);
}

/// Of a late hour in whichever zone is shown, by a clock of 24 hours or of 12.
int widthOfMoments(const QFontMetrics &metrics)
{
    constexpr int kHours = 24;
    const QDateTime first(QDate(2000, 12, 28), QTime(0, 48, 48));
    int width = 0;
    for (int hour = 0; hour < kHours; ++hour)
        width = std::max(width, metrics.horizontalAdvance(momentText(first.addSecs(hour * 3600))));
    return width;
}

} // namespace

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

QLabel *titleLabel(const QString &text, QWidget *parent)
{
    auto *label = plainLabel(text, parent);
    auto font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.45);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setMinimumHeight(ConsoleStyle::kHitTarget); // At one height on all pages, with buttons beside it or none.
    return label;
}

QLabel *headingLabel(const QString &text, QWidget *parent)
{
    auto *label = plainLabel(text, parent);
    label->setFont(headingFont(*label));
    return label;
}

ElidingLabel *elidingHeading(const QString &text, QWidget *parent)
{
    auto *label = new ElidingLabel(text, parent);
    label->setFont(headingFont(*label));
    return label;
}

QLabel *quietLabel(const QString &text, QWidget *parent)
{
    auto *label = plainLabel(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

void setPlainToolTip(QWidget *widget, const QString &text) { widget->setToolTip(plainToolTip(text)); }

ElidingLabel::ElidingLabel(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setFullText(text);
}

void ElidingLabel::setFullText(const QString &text)
{
    m_full = text;
    setAccessibleName(text);
    setPlainToolTip(this, text);
    updateGeometry();
    update();
}

QSize ElidingLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, QLabel::minimumSizeHint().height()};
}

QSize ElidingLabel::sizeHint() const
{
    return QSize(fontMetrics().horizontalAdvance(m_full) + 2, fontMetrics().height()).grownBy(contentsMargins());
}

void ElidingLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect place = contentsRect();
    const auto line = fontMetrics().elidedText(firstLine(m_full), Qt::ElideRight, place.width());
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    painter.drawText(place, static_cast<int>(side) | Qt::TextSingleLine, line);
}

ValueField::ValueField(const QString &accessibleName, QWidget *parent) : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    setAccessibleName(accessibleName);
    auto clear = palette();
    clear.setColor(QPalette::Base, Qt::transparent);
    setPalette(clear);
    setTextMargins(-2, 0, 0, 0);
}

void ValueField::setValue(const QString &text, const QString &toolTip)
{
    if (this->text() != text) {
        setText(text);
        setCursorPosition(0);
    }
    setPlainToolTip(this, toolTip.isEmpty() ? text : toolTip);
}

int widthFor(const QWidget &dialog, int characters)
{
    return std::max(dialog.fontMetrics().averageCharWidth() * characters, dialog.layout()->totalMinimumSize().width());
}

void styleTable(QTableView &table, const QString &accessibleName)
{
    table.setAccessibleName(accessibleName);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setFrameShape(QFrame::NoFrame);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setCornerButtonEnabled(false);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setMinimumSectionSize(0); // It would keep compact rows as high as the style likes.
    table.verticalHeader()->setDefaultSectionSize(tableRowHeight(table.fontMetrics()));
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setStretchLastSection(true);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table.horizontalHeader()->setMinimumSectionSize(40);
    QMetaObject::invokeMethod(&table, [&table] { widenForNames(table); }, Qt::QueuedConnection);
    QObject::connect(&TimeFormat::ours(), &TimeFormat::ticked, &table, [&table] { repaintTimes(table); });
    QObject::connect(&TimeFormat::ours(), &TimeFormat::changed, &table, [&table, narrow = QHash<int, int>()]() mutable {
        makeRoomForTimes(table, narrow);
        table.viewport()->update();
        table.horizontalHeader()->viewport()->update();
    });
}

void widenForNames(QTableView &table)
{
    auto &header = *table.horizontalHeader();
    for (int column = 0; column < header.count(); ++column)
        if (!header.isSectionHidden(column))
            header.resizeSection(column, std::max(header.sectionSize(column), widthOfName(header, column)));
}

int widthOfName(const QHeaderView &header, int column)
{
    const QString name = header.model()->headerData(column, Qt::Horizontal).toString();
    const int margin = header.style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header);
    const int indent = header.visualIndex(column) == 0 ? ConsoleStyle::kPageMargin - margin : 0;
    // A moment that is written out has to stand below it, too.
    const bool isWritten = TimeFormat::ours().isAbsolute() && isMoment(header, column);
    const int moment = isWritten ? widthOfMoments(header.fontMetrics()) : 0;
    const int text = std::max(header.fontMetrics().horizontalAdvance(name), moment);
    return text + 2 * margin + indent + 1;
}

QFont monospaceFont() { return inTextSize(QFontDatabase::systemFont(QFontDatabase::FixedFont)); }

} // namespace conduit::ui
