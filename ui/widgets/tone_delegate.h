// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QStyledItemDelegate>

#include <functional>

namespace conduit::ui {

/// Shows a word with its shape in its colour. On a selected row the selection's colour wins, and the shape still tells.
class ToneDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    struct Mark
    {
        Glyph glyph;
        Tone tone;
        double fill = 0; ///< 0…1: how much of the line below the word is drawn.
    };
    using MarkOf = std::function<Mark(const QModelIndex &)>;

    explicit ToneDelegate(MarkOf markOf, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    MarkOf m_markOf;
};

} // namespace conduit::ui
