// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/backoff_option.h"

#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kBaseMax = 21'600; // More would be beyond the cap that a broker takes for granted.

int baseOf(const wire::Backoff &backoff)
{
    return static_cast<int>(std::lround(backoff.base.value_or(wire::Seconds(1)).count()));
}

} // namespace

BackoffOption::BackoffOption(QWidget *parent) : QWidget(parent), m_kind(new QComboBox(this)), m_base(new QSpinBox(this))
{
    m_kind->setAccessibleName(tr("How it rests after a failed attempt"));
    m_kind->addItem(tr("default"), QString());
    m_kind->addItem(tr("growing slowly"), u"polynomial"_s);
    m_kind->addItem(tr("doubling"), u"exponential"_s);
    m_kind->addItem(tr("always the same"), u"fixed"_s);
    m_kind->addItem(tr("as listed"), u"list"_s);
    m_base->setRange(1, kBaseMax);
    m_base->setSuffix(tr(" s"));
    m_base->setAccessibleName(tr("First rest in seconds"));
    setPlainToolTip(m_base, tr("How long it rests after the first failed attempt"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_kind, 1);
    row->addWidget(m_base);
    show({});
    connect(m_kind, &QComboBox::currentIndexChanged, this, &BackoffOption::choose);
    connect(m_base, &QSpinBox::valueChanged, this, &BackoffOption::choose);
}

void BackoffOption::show(const std::optional<wire::Backoff> &backoff)
{
    const QSignalBlocker kindStill(m_kind);
    const QSignalBlocker baseStill(m_base);
    m_shown = m_backoff = backoff;
    // Only who has a list can choose it again.
    const auto list = m_kind->findData(u"list"_s);
    const bool hasList = backoff && backoff->kind == u"list";
    if (!hasList && list >= 0)
        m_kind->removeItem(list);
    else if (hasList && list < 0)
        m_kind->addItem(tr("as listed"), u"list"_s);
    m_kind->setCurrentIndex(std::max(m_kind->findData(backoff ? backoff->kind : QString()), 0));
    m_base->setValue(backoff ? baseOf(*backoff) : 1);
    showBase();
    Q_EMIT changed();
}

std::optional<wire::Backoff> BackoffOption::backoff() const { return m_backoff; }

void BackoffOption::choose()
{
    const auto kind = m_kind->currentData().toString();
    const bool isAsShown = m_shown && kind == m_shown->kind && (kind == u"list" || m_base->value() == baseOf(*m_shown));
    if (kind.isEmpty())
        m_backoff.reset();
    else if (isAsShown)
        m_backoff = m_shown;
    else
        m_backoff = wire::Backoff {.kind = kind, .base = wire::Seconds(m_base->value())};
    showBase();
    Q_EMIT changed();
}

void BackoffOption::showBase()
{
    const auto kind = m_kind->currentData().toString();
    m_base->setVisible(!kind.isEmpty() && kind != u"list");
}

} // namespace conduit::ui
