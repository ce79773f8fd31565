// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/clipped_text.h"

#include "ui/widgets/filter_chip.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/stat_tile.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

constexpr int kTolerance = 1;
constexpr int kFieldMargins = 12;
constexpr int kTileMargins = 20;

/// By how many pixels it is too small; 0 for enough room.
int lack(int needed, int given) { return needed > given + kTolerance ? needed - given : 0; }

int lackOf(const QLabel &label)
{
    if (label.text().isEmpty() || qobject_cast<const ui::ElidingLabel *>(&label))
        return 0;
    return label.wordWrap() ? lack(label.heightForWidth(label.width()), label.height())
                            : lack(label.sizeHint().width(), label.width());
}

int lackOf(const QAbstractButton &button)
{
    if (button.text().isEmpty() || qobject_cast<const ui::FilterChip *>(&button))
        return 0;
    if (qobject_cast<const ui::StatTile *>(&button)) // cuts its name itself, but should not have to
        return lack(button.fontMetrics().horizontalAdvance(button.text()) + kTileMargins, button.width());
    return lack(button.sizeHint().width(), button.width());
}

int lackOf(const QLineEdit &edit)
{
    if (!edit.text().isEmpty() || edit.placeholderText().isEmpty())
        return 0;
    return lack(edit.fontMetrics().horizontalAdvance(edit.placeholderText()) + kFieldMargins,
                edit.width() - edit.textMargins().left() - edit.textMargins().right());
}

} // namespace

QStringList clippedTexts(const QWidget &window)
{
    QStringList found;
    const auto note = [&](const QWidget &widget, const QString &text, int lacking) {
        if (lacking > 0)
            found += u"%1 '%2' lacks %3 px"_s.arg(QLatin1StringView(widget.metaObject()->className()), text).arg(lacking);
    };
    for (const auto *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            note(*label, label->text(), lackOf(*label));
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            note(*button, button->text(), lackOf(*button));
        else if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            note(*edit, edit->placeholderText(), lackOf(*edit));
        else if (const auto *header = qobject_cast<const QHeaderView *>(widget);
                 header && header->orientation() == Qt::Horizontal && header->model())
            for (int section = 0; section < header->count(); ++section)
                if (!header->isSectionHidden(section))
                    note(*header, header->model()->headerData(section, Qt::Horizontal).toString(),
                         lack(ui::widthOfName(*header, section), header->sectionSize(section)));
    }
    return found;
}

QStringList sidewaysTables(const QWidget &window)
{
    QStringList found;
    for (const auto *table : window.findChildren<QTableView *>())
        if (const int beyond = table->horizontalScrollBar()->maximum(); table->isVisible() && beyond > 0)
            found += u"The table '%1' is %2 px too wide"_s.arg(table->accessibleName()).arg(beyond);
    return found;
}

} // namespace conduit::test
