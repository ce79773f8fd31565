// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/ui/pretend_broker.h"

#include <conduit/client.h>

#include <QSettings>
#include <QTemporaryDir>

namespace conduit::test {

/// The present of every ui test: 2026-11-25 14:03:07 UTC.
[[nodiscard]] inline QDateTime pretendNow()
{
    return QDateTime::fromString(QStringLiteral("2026-11-25T14:03:07.000Z"), Qt::ISODateWithMs);
}

/// Settings that are nobody's; the window begins with the tasks.
class PretendSettings
{
public:
    PretendSettings() : m_settings(m_folder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat)
    {
        m_settings.setValue(QStringLiteral("window/page"), QStringLiteral("tasks"));
    }
    [[nodiscard]] QSettings &operator*() { return m_settings; }

private:
    QTemporaryDir m_folder;
    QSettings m_settings;
};

} // namespace conduit::test
