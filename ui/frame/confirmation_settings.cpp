// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/confirmation_settings.h"

#include "ui/format/operation_words.h"

#include <QCheckBox>
#include <QPushButton>

namespace conduit::ui {

ConfirmationSettings::ConfirmationSettings(QSettings &settings, QWidget *parent)
    : SettingsGroup(tr("Confirmations"), parent), m_confirmations(settings)
{
    addText(tr("Before these are done to many tasks, Conduit asks. What cannot be undone is always asked about, and so is "
               "everything on a "
               "production broker. Takes effect at once."));
    QList<QCheckBox *> switches;
    for (const QString &verb : Confirmations::verbs()) {
        auto *asks = addSwitch(actLabel(verb));
        asks->setChecked(!m_confirmations.silenced().contains(verb));
        connect(asks, &QCheckBox::toggled, this, [this, verb](bool isAsked) { m_confirmations.setAsks(verb, isAsked); });
        switches.append(asks);
    }
    auto *reset = new QPushButton(tr("Ask about everything again"), this);
    reset->setAutoDefault(false);
    reset->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addField({}, reset, {});
    reset->setAccessibleName(reset->text());
    connect(reset, &QPushButton::clicked, this, [switches] {
        for (auto *asks : switches)
            asks->setChecked(true);
    });
}

} // namespace conduit::ui
