// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/support/broker_process.h"

#include <QFile>
#include <QTemporaryDir>

namespace conduit::test {

/// Puts faulty_disk.cpp under a broker and tells it when to fail; see there for the faults.
class FaultyDiskSwitch
{
public:
    /// Before the broker's start. `library` is the built faulty_disk.
    void preloadInto(BrokerProcess &broker, const QString &library)
    {
        broker.setEnvironment(QStringLiteral("LD_PRELOAD"), library);
        broker.setEnvironment(QStringLiteral("DISK_FAULTS"), path());
        // A broker built with the address sanitizer wants that library to be the first one.
        broker.setEnvironment(QStringLiteral("ASAN_OPTIONS"),
                              withSanitizerOption(broker.environment(QStringLiteral("ASAN_OPTIONS")),
                                                  QStringLiteral("verify_asan_link_order=0")));
    }
    /// From now on; empty: the disk is well.
    [[nodiscard]] bool set(const QByteArray &faults) const
    {
        QFile file(path());
        return file.open(QIODevice::WriteOnly) && file.write(faults) == faults.size();
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("faults")); }

    QTemporaryDir m_folder;
};

} // namespace conduit::test
