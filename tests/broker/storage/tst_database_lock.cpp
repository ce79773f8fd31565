// SPDX-License-Identifier: GPL-3.0-only
#include "broker/storage/database_lock.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace conduit::broker;
using namespace Qt::StringLiterals;

class TestDatabaseLock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSecondOwner_isRefusedAndToldThePidOfTheFirst()
    {
        const QTemporaryDir folder;
        const auto first = DatabaseLock::acquire(folder.filePath(u"x.db"_s));
        QVERIFY(first);
        const auto second = DatabaseLock::acquire(folder.filePath(u"x.db"_s));
        QVERIFY(!second);
        QVERIFY(second.error().isHeldByAnother);
        QVERIFY(second.error().message.contains(QString::number(QCoreApplication::applicationPid())));
    }

    void theLock_endsWithItsOwner()
    {
        const QTemporaryDir folder;
        {
            const auto first = DatabaseLock::acquire(folder.filePath(u"x.db"_s));
            QVERIFY(first);
        }
        QVERIFY(DatabaseLock::acquire(folder.filePath(u"x.db"_s)));
    }

    void aMissingFolder_isNotAnotherOwner()
    {
        const QTemporaryDir folder;
        const auto lock = DatabaseLock::acquire(folder.filePath(u"missing/x.db"_s));
        QVERIFY(!lock);
        QVERIFY(!lock.error().isHeldByAnother);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseLock)
#include "tst_database_lock.moc"
