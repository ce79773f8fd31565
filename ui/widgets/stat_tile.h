// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/status_palette.h"

#include <QAbstractButton>
#include <QList>

#include <optional>

namespace conduit::ui {

/// One number with its name and how it went lately. Activated, it leads to what it counts.
class StatTile final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit StatTile(const QString &name, QWidget *parent = nullptr);

    /// `note` stands small behind the value; `tone` colours a value that needs a person.
    void setValue(const QString &value, const QString &note = {}, std::optional<Tone> tone = {});
    void setTrend(const QList<std::optional<double>> &trend);
    /// An old value, which stands back.
    void setDimmed(bool isDimmed);
    [[nodiscard]] const QString &value() const { return m_value; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void paintTrend(QPainter &painter, const QRectF &area) const;
    [[nodiscard]] QFont valueFont() const;

    QString m_value = QStringLiteral("–");
    QString m_note;
    std::optional<Tone> m_tone;
    QList<std::optional<double>> m_trend;
    bool m_isDimmed = false;
};

} // namespace conduit::ui
