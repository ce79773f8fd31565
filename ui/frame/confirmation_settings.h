// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/frame/settings_group.h"
#include "ui/models/confirmations.h"

namespace conduit::ui {

/// Which acts on many tasks are asked about. Read before each act, so each choice takes effect at once.
class ConfirmationSettings final : public SettingsGroup
{
    Q_OBJECT
public:
    /// The settings outlive it.
    explicit ConfirmationSettings(QSettings &settings, QWidget *parent = nullptr);

private:
    Confirmations m_confirmations;
};

} // namespace conduit::ui
