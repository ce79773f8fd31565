// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QListWidget>

namespace conduit::ui {

/// The list of pages on the left. Shows only pictograms when it is narrow.
class NavRail final : public QListWidget
{
    Q_OBJECT
public:
    explicit NavRail(QWidget *parent = nullptr);

    void addPage(Glyph glyph, const QString &name, const QString &shortcut);
    /// A small word beside the name, such as a number of dead tasks, and what it says in full; a dot where there is no room for it.
    /// Empty for none.
    void setBadge(int page, const QString &text, const QString &meaning);
    void setNarrow(bool isNarrow);

private:
    int m_wide; ///< Enough for the longest name.
    bool m_isNarrow = false;
};

} // namespace conduit::ui
