// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/client_fixture.h"

#include <QFile>
#include <QTest>

namespace conduit::test {

QByteArray ClientFixture::vector(const QString &name)
{
    QFile file(QStringLiteral(CONDUIT_SOURCE_DIR "/sdk/contract/vectors/") + name);
    if (!file.open(QIODevice::ReadOnly))
        QTest::qFail(qPrintable(file.errorString()), __FILE__, __LINE__);
    return file.readAll();
}

} // namespace conduit::test
