// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/duration_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <limits>

namespace conduit::ui {

DurationBox::DurationBox(const QString &name, int min, qint64 max, QWidget *parent)
    : QWidget(parent), m_min(min), m_max(max), m_number(new QSpinBox(this)), m_unit(new QComboBox(this))
{
    m_number->setAccessibleName(name);
    m_unit->setAccessibleName(tr("Unit of: %1").arg(name));
    m_unit->addItem(tr("seconds"), 1);
    m_unit->addItem(tr("minutes"), 60);
    m_unit->addItem(tr("hours"), 3'600);
    m_unit->addItem(tr("days"), 86'400);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_number, 1);
    row->addWidget(m_unit);
    setFocusProxy(m_number);
    takeUnit();
    const auto note = [this] {
        m_shown.reset();
        Q_EMIT changed();
    };
    connect(m_number, &QSpinBox::valueChanged, this, note);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this, note] {
        const QSignalBlocker still(m_number);
        takeUnit();
        note();
    });
}

void DurationBox::setDuration(wire::Seconds duration)
{
    const QSignalBlocker numberStill(m_number);
    const QSignalBlocker unitStill(m_unit);
    const auto seconds = std::llround(duration.count());
    int unit = m_unit->count() - 1;
    while (unit > 0 && (seconds == 0 || seconds % m_unit->itemData(unit).toInt() != 0))
        --unit;
    m_unit->setCurrentIndex(unit);
    takeUnit();
    m_number->setValue(static_cast<int>(seconds / m_unit->itemData(unit).toInt()));
    m_shown = duration;
    Q_EMIT changed();
}

wire::Seconds DurationBox::duration() const
{
    return m_shown.value_or(wire::Seconds(static_cast<double>(m_number->value()) * m_unit->currentData().toInt()));
}

void DurationBox::setSpecialText(const QString &text) { m_number->setSpecialValueText(text); }

void DurationBox::takeUnit()
{
    const auto most = m_max / m_unit->currentData().toInt();
    m_number->setRange(m_min, static_cast<int>(std::min<qint64>(most, std::numeric_limits<int>::max())));
}

} // namespace conduit::ui
