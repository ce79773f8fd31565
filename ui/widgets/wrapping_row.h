// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace conduit::ui {

/// Buttons side by side, at the beginning of a line or at its end, such as beside the title of a page. Those that find no room there stand in
/// lines below, so that large texts and long languages cut nothing off.
class WrappingRow final : public QLayout
{
    Q_OBJECT
public:
    enum class At { Start, End };
    explicit WrappingRow(At side, QWidget *parent = nullptr);
    ~WrappingRow() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;

    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &place) override;

private:
    /// Those that are seen and share a line.
    struct Line
    {
        std::vector<QLayoutItem *> items;
        QSize size;
    };
    [[nodiscard]] std::vector<Line> linesFor(int width) const;
    [[nodiscard]] QSize sizeOf(const std::vector<Line> &lines) const;

    At m_side;
    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace conduit::ui
