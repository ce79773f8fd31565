// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHeaderView>

namespace conduit::ui {

/// The head of a list of tasks. Columns by which sorting is slow bear an hourglass before their name.
class TaskHeader final : public QHeaderView
{
    Q_OBJECT
public:
    explicit TaskHeader(QWidget *parent = nullptr);

    /// What the column needs to show its name, with its mark if it has one.
    [[nodiscard]] int widthOfTitle(int column) const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;

private:
    [[nodiscard]] bool isSlow(int column) const;
};

} // namespace conduit::ui
