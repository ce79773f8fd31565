// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStyledItemDelegate>

#include <functional>
#include <optional>

namespace conduit::ui {

/// How far something is: a bar, and the number behind it, which the cell's text says. A cell without a number is as any other.
class ProgressDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// From 0 to 100.
    using PercentOf = std::function<std::optional<double>(const QModelIndex &)>;
    explicit ProgressDelegate(PercentOf percentOf, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    PercentOf m_percentOf;
};

} // namespace conduit::ui
